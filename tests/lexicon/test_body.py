"""Tests the parts of the body, their sides, and the spinal levels."""

import pytest

from imrletters.lexicon import body_mentions, exam_tests, levels_in, overlapping, regions, regions_of, wholes


def mentioned(text: str) -> list[tuple[str, str | None]]:
    return [(mention.region, mention.side) for mention in body_mentions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MRI of the left knee", [("knee", "left")]),
        ("the right medial meniscus", [("knee", "right")]),
        ("right hand and wrist", [("hand", "right"), ("wrist", "right")]),
        ("both ankles", [("ankle", "both")]),
        ("the knees bilaterally", [("knee", "both")]),
        ("left and right shoulders", [("shoulder", "both")]),
        ("the Rt. elbow or the lt wrist", [("elbow", None), ("wrist", "left")]),
        ("shoulder, left", [("shoulder", "left")]),
        ("left-sided low back pain", [("low back", "left")]),
        ("carpal tunnel syndrome", [("wrist", None)]),
        ("upper extremity", [("arm", None)]),
        ("the right side of the neck", [("neck", "right")]),
        ("He left work with shoulder pain", [("shoulder", None)]),
    ],
)
def test_a_part_is_found_with_its_region_and_side(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert mentioned(text) == expected


@pytest.mark.parametrize(
    "text",
    ["On the other hand", "a fall of 10 feet", "went back to work", "a face-to-face visit", "right hand dominant"],
)
def test_words_that_only_look_like_a_part_are_no_part(text: str) -> None:
    assert not mentioned(text)


def test_a_condition_is_distinguished_from_a_part() -> None:
    assert [mention.kind for mention in body_mentions("lumbago of the low back")] == ["condition", "part"]


def test_an_examination_test_examines_a_region() -> None:
    assert [mention.region for mention in exam_tests("Phalen's test and the straight leg raise")] == [
        "wrist",
        "low back",
    ]


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("L4-5 and L5-S1", [("L4", "L5"), ("L5", "S1")]),
        ("C5/C6", [("C5", "C6")]),
        ("at L3", [("L3", "L3")]),
        ("from T1 to T12", [("T1", "T12")]),
        ("L9-10, 5mg", []),
    ],
)
def test_spinal_levels_are_read(text: str, levels: list[tuple[str, str]]) -> None:
    assert [(level.upper, level.lower) for level in levels_in(text)] == levels


def test_a_whole_overlaps_its_regions() -> None:
    assert overlapping("arm") >= {"shoulder", "elbow", "wrist", "hand"}
    assert "arm" in overlapping("wrist")


def test_every_region_lies_in_a_known_whole_and_has_known_neighbours() -> None:
    for name, region in regions().items():
        assert region.whole in {"", *wholes()}, name
        assert set(region.near) <= regions().keys(), name
        assert not region.whole or name in regions_of(region.whole)


def test_no_word_names_two_regions() -> None:
    words = [word.casefold() for region in regions().values() for word, _ in region.words()]
    assert sorted(word for word in set(words) if words.count(word) > 1) == []
