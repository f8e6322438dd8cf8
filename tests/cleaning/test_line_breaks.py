"""A line break ends a paragraph, or a line of wrapped text."""

import pytest

from imrletters.cleaning.line_breaks import LineBreaks


@pytest.mark.parametrize(
    ("text", "replacement"),
    [
        ("One.\nTwo.", "\n\n"),
        ("one\ntwo", " "),
        ("One.\n- two", "\n\n"),
        ("one-\ntwo", "\n"),
        ("One.\u2029Two.", "\n\n"),
        ("One.\n \nTwo.", "\n \n"),
    ],
)
def test_a_break_between_two_lines(text: str, replacement: str) -> None:
    start = next(place for place, character in enumerate(text) if character in "\n\u2029")
    end = len(text) - len(text[start:].lstrip())
    assert LineBreaks(text, narrative=True).replacement(text[start:end], start, end) == replacement


def test_in_wrapped_text_a_line_with_room_for_the_next_word_ends_a_paragraph() -> None:
    text = "\n".join(["A" * 50, "B" * 50, "C" * 20, "D" * 4 + " " + "E" * 44, "F" * 50])
    breaks = LineBreaks(text, narrative=True)
    places = [place for place, character in enumerate(text) if character == "\n"]
    assert [breaks.replacement("\n", place, place + 1) for place in places] == [" ", " ", "\n\n", " "]
