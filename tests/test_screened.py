"""A screened pattern finds the same as the pattern alone, and a text without its words is not searched."""

from importlib import import_module
from pkgutil import walk_packages

import pytest

import imrletters.proofreading
from imrletters.screened import Screened, has_any
from tests.proofreading.support import example_texts

KNEES = Screened(r"\bknees?\b", ["knee"])


def screened_patterns() -> dict[str, Screened]:
    """Every screened pattern of the proofreading modules, by module and name."""
    modules = [
        import_module(each.name) for each in walk_packages(imrletters.proofreading.__path__, "imrletters.proofreading.")
    ]
    return {
        f"{module.__name__.removeprefix('imrletters.proofreading.')}.{name}": value
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, Screened)
    }


PATTERNS = screened_patterns()


TEXTS = example_texts()


def test_words_are_found_in_any_case_and_within_words() -> None:
    assert [has_any(text, ["knee"]) for text in ("The KNEE aches.", "kneecap", "hip", "")] == [True, True, False, False]


def test_a_screened_pattern_finds_what_the_pattern_finds() -> None:
    assert [found[0] for found in KNEES.finditer("A Knee, two knees, a kneecap.")] == ["Knee", "knees"]
    assert [found and found.span() for found in (KNEES.search("A Knee."), KNEES.search("A hip."))] == [(2, 6), None]
    assert list(KNEES.finditer("A hip.")) == []


def test_a_pattern_whose_matches_lack_the_words_misses_them() -> None:
    assert Screened(r"\bknees?\b", ["hip"]).search("A knee.") is None


@pytest.mark.parametrize("name", PATTERNS)
def test_each_match_in_samples_and_examples_has_a_word_of_the_screen(name: str) -> None:
    screened = PATTERNS[name]
    missed = [text for text in TEXTS if screened.pattern.search(text) and not screened.search(text)]
    assert missed == []


def test_most_screened_patterns_have_a_match_in_these_texts() -> None:
    with_match = [name for name, each in PATTERNS.items() if any(each.search(text) for text in TEXTS)]
    assert len(with_match) > len(PATTERNS) * 2 // 3 > 10
