"""Pasted text is repaired, and no word of it changes."""

import re
import time
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imrletters.cleaning import clean_text
from imrletters.cleaning.texts import INVISIBLE
from imrletters.rendering.typefaces import advance_widths

CHARACTERS = (
    "ab ,.-\t\n\r\v\u2028\u2029\xa0\u2003\u200b\xad\u2011\x1e\x1f\ufb01\uf0b3\uf0b7\uf0d8\ue000\u0301\u2022\u5b89\x07"
)


@pytest.mark.parametrize(
    ("pasted", "repaired"),
    [
        ("The \ufb01rst o\ufb03ce", "The first office"),
        ("medi\xadcation \u200bhere\ufeff", "medication here"),
        ("non\u2011steroidal, non\x1esteroidal, medi\x1fcation", "non-steroidal, non-steroidal, medication"),
        ("pain \uf0b3 7/10, 5 \uf06dg, 90\uf0b0", "pain \u2265 7/10, 5 \u00b5g, 90\u00b0"),
        ("one\ttwo \t three", "one two three"),
        ("one\u2003two", "one two"),
        ("Rene\u0301", "Ren\u00e9"),
        ("\xa0one\xa0two\xa0", "one\xa0two"),
        ("one\r\n\r\ntwo", "one\n\ntwo"),
    ],
)
def test_what_has_one_meaning_is_repaired(pasted: str, repaired: str) -> None:
    assert clean_text(pasted).text == repaired


@pytest.mark.parametrize("text", ["\uf0d8 one", "a \ue000 b", "a \uf0fc b", "\uf0b3\tone", "a\u5b89b", "a\x07b"])
def test_what_has_no_certain_meaning_stays(text: str) -> None:
    unprintable = set(text) - advance_widths().keys() - {"\t"}
    assert unprintable <= set(clean_text(text).text)
    assert unprintable


def test_the_paragraphs_of_word_are_separated_by_blank_lines() -> None:
    pasted = "History\r\nThe patient fell.\rShe was seen by Dr. A.\vPlan\n\n\nRest."
    assert clean_text(pasted).text == "History\n\nThe patient fell.\n\nShe was seen by Dr. A.\n\nPlan\n\n\nRest."


def test_the_bullets_of_word_are_paragraphs() -> None:
    pasted = "Findings:\n\u2022\tpain\n\uf0b7\tswelling\n1.\tone"
    assert clean_text(pasted).text == "Findings:\n\n\u2022 pain\n\n\u2022 swelling\n\n1. one"


WRAPPED = (
    "The patient is a 45-year-old man who was injured at work on the day\n"
    "stated above. He has had pain in the lower back since then, and the\n"
    "treating physician requested six sessions of physical therapy.\n"
    "The request was denied because the records do not show improvement\n"
    "after the first sessions."
)


def test_the_lines_of_wrapped_text_are_joined_where_the_next_word_had_no_room() -> None:
    joined = clean_text(WRAPPED).text
    assert joined.split("\n\n") == [
        " ".join(WRAPPED.split("\n")[:3]),
        " ".join(WRAPPED.split("\n")[3:]),
    ] or joined == WRAPPED.replace("\n", " ")
    assert "\n" not in joined.replace("\n\n", "")


def test_a_word_divided_at_the_end_of_a_line_stays_a_problem() -> None:
    text = "post-\noperative"
    assert clean_text(text).text == text
    assert clean_text(text, narrative=False).text == text


def test_a_soft_hyphen_at_the_end_of_a_line_joins_its_word() -> None:
    assert clean_text("medi\xad\ncation").text == "medication"


def test_a_text_of_one_line_gets_spaces() -> None:
    assert clean_text("MRI of\r\nthe knee\n", narrative=False).text == "MRI of the knee"


def test_a_repair_names_its_place_and_what_was_found() -> None:
    [ligature, mark] = clean_text("a \ufb01rst\u200b").repairs
    assert (ligature.start, ligature.end, ligature.found) == (2, 3, "\ufb01")
    assert ligature.message == 'a ligature: replaced by "fi"'
    assert mark.message == "U+200B (zero width space): removed"


def words(text: str) -> str:
    """The letters, digits and punctuation of a text as they are printed."""
    printed = text.replace("\u2011", "-").replace("\x1e", "-")
    return normalize("NFKC", re.sub(f"[\\s{INVISIBLE}]", "", printed))


@settings(max_examples=1000)
@given(text=st.text(CHARACTERS, max_size=40), narrative=st.booleans())
def test_no_word_changes_and_a_second_time_nothing_changes(text: str, *, narrative: bool) -> None:
    cleaned = clean_text(text, narrative=narrative)
    known = str.maketrans({"\uf0b3": "\u2265", "\uf0b7": "\u2022"})
    assert words(cleaned.text).translate(known) == words(text).translate(known)
    again = clean_text(cleaned.text, narrative=narrative).text
    assert again.translate(known) == cleaned.text.translate(known)
    for repair in cleaned.repairs:
        assert text[repair.start : repair.end] == repair.found


@given(
    st.lists(st.text("abc", min_size=1, max_size=4), min_size=1), st.sampled_from(["\n", "\t", "\r\n", " \v", "\u2028"])
)
def test_words_stay_separate(text: list[str], separator: str) -> None:
    assert clean_text(separator.join(text)).text.split() == text
    assert clean_text(separator.join(text), narrative=False).text.split() == text


@pytest.mark.parametrize("part", ["a ", " \t", "\n", "a\n", "\xad", "\ufb01", "e\u0301", "\u0301", "\uf0b7\t", "-\n"])
def test_the_time_grows_with_the_length(part: str) -> None:
    def seconds(length: int) -> float:
        text = part * (length // len(part))
        start = time.process_time()
        clean_text(text)
        return time.process_time() - start

    seconds(20_000)
    assert seconds(200_000) < 60 * max(seconds(20_000), 0.002)
