"""Tests the search for phrases."""

from time import perf_counter

from imrletters.lexicon import Phrases


def found(phrases: Phrases[str], text: str) -> list[tuple[str, str]]:
    return [(text[each.start : each.end], each.meaning) for each in phrases.find(text)]


def test_the_longest_phrase_is_found() -> None:
    phrases = Phrases([("back", "back"), ("low back", "low back")])
    assert found(phrases, "The low back and the back.") == [("low back", "low back"), ("back", "back")]


def test_case_plurals_and_hyphens_make_no_difference() -> None:
    phrases = Phrases([("low back", "low back"), ("knee", "knee"), ("injury", "injury")])
    assert [text for text, _ in found(phrases, "Low-Back injuries of both KNEES")] == ["Low-Back", "injuries", "KNEES"]


def test_a_phrase_without_meaning_hides_the_words_in_it() -> None:
    phrases = Phrases([("other hand", None), ("hand", "hand")])
    assert found(phrases, "On the other hand, the hand hurts.") == [("hand", "hand")]


def test_short_capitals_are_found_in_capitals_only() -> None:
    phrases = Phrases([("CT", "CT"), ("PT", "therapy")])
    assert found(phrases, "A CT, not a ct; PTs") == [("CT", "CT"), ("PTs", "therapy")]


def test_an_abbreviation_that_ends_in_s_is_no_plural() -> None:
    assert not found(Phrases([("CTS", "syndrome")]), "A CT and two CTs")


def test_a_phrase_does_not_run_across_a_sentence() -> None:
    assert not found(Phrases([("low back", "low back")]), "The pain is low. Back pain is denied.")


def test_the_time_is_in_proportion_to_the_length() -> None:
    phrases = Phrases([("a a a a b", "b"), ("a a", "a")])
    start = perf_counter()
    assert sum(1 for _ in phrases.find("a " * 500_000)) == 250_000
    assert perf_counter() - start < 20
