"""All texts of a case are searched at once, with the same matches as one by one."""

import re

from imrletters.proofreading.search import joined_texts, matches

TEXTS = joined_texts([(("a",), "the knee"), (("b",), "a hip"), (("c",), "knee, knee")])


def test_matches_are_found_with_the_paths_of_their_texts() -> None:
    found = [(path, match.start()) for path, match in matches(re.compile("knee"), TEXTS)]
    assert found == [(("a",), 4), (("c",), 0), (("c",), 6)]


def test_no_match_reaches_from_one_text_into_the_next() -> None:
    assert list(matches(re.compile(r"knee\s+a"), TEXTS)) == []


def test_a_word_at_the_edge_of_a_text_is_found() -> None:
    found = [path for path, _ in matches(re.compile(r"(?<!\S)a(?!\w) hip(?!\S)"), TEXTS)]
    assert found == [("b",)]
