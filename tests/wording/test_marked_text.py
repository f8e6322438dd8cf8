"""The markers in a text, and the words between them."""

from imrletters.wording.marked_text import MARK, between, excerpt


def test_the_words_between_markers_have_the_names_of_the_markers() -> None:
    text = f"In {MARK['states']} and {MARK['specialties']}."
    assert between(text) == [(("", "states"), "In "), (("states", "specialties"), " and "), (("specialties", ""), ".")]


def test_an_excerpt_shows_dots_for_values() -> None:
    assert excerpt(f"Sent by {MARK['name']}." + "x" * 99, 5) == repr("by ..." + "." + "x" * 55)
