"""Looking a letter up in a manifest."""

import pytest

from imrletters.manifest import Record
from imrletters.verification.manifest import missing_from

ONE = Record(case_number="CM16-1", files={"one.pdf": "ab" * 32, "one.parties.pdf": "CD" * 32})
TWO = Record(case_number="CM16-2", files={"two.pdf": "ef" * 32})
UNNUMBERED = Record(files={"unnumbered.pdf": "12" * 32})
RECORDS = [ONE, TWO, UNNUMBERED]


@pytest.mark.parametrize(
    ("case_number", "digests"),
    [
        ("CM16-1", ["ab" * 32]),
        ("CM16-1", ["cd" * 32]),
        ("CM16-1", ["00" * 32, "ab" * 32]),
        ("CM16-2", ["ef" * 32]),
        (None, ["12" * 32]),
    ],
)
def test_a_file_is_found_by_its_case_and_any_of_its_digests(case_number: str | None, digests: list[str]) -> None:
    assert missing_from(RECORDS, case_number, digests) == ""


@pytest.mark.parametrize(
    ("case_number", "digests", "reason"),
    [
        ("CM16-1", ["00" * 32], "the manifest has case CM16-1, but not this file"),
        ("CM16-9", ["00" * 32], "the manifest does not have case CM16-9"),
        ("CM16-1", ["ef" * 32], "the manifest has this file, but for case CM16-2"),
        ("CM16-2", ["ab" * 32], "the manifest has this file, but for case CM16-1"),
        ("CM16-1", ["12" * 32], "the manifest has this file, but for a case without a number"),
        (None, ["ab" * 32], "the manifest has this file, but for case CM16-1"),
        (None, ["00" * 32], "the manifest has a case without a number, but not this file"),
        ("CM16-1", [], "the manifest has case CM16-1, but not this file"),
    ],
)
def test_the_reason_names_what_the_manifest_has(case_number: str | None, digests: list[str], reason: str) -> None:
    assert missing_from(RECORDS, case_number, digests) == reason
    assert missing_from(reversed(RECORDS), case_number, digests) == reason


def test_an_empty_manifest_has_no_case() -> None:
    assert missing_from([], "CM16-1", ["ab" * 32]) == "the manifest does not have case CM16-1"
    assert missing_from([], None, ["ab" * 32]) == "the manifest does not have a case without a number"


def test_a_case_may_have_several_records() -> None:
    later = Record(case_number="CM16-1", files={"one.signed.pdf": "77" * 32})
    assert missing_from([*RECORDS, later], "CM16-1", ["77" * 32]) == ""
    assert missing_from([later, *RECORDS], "CM16-1", ["ab" * 32]) == ""


def test_an_outdated_record_does_not_prove_a_letter_but_a_current_one_does() -> None:
    outdated = ONE.model_copy(update={"outdated": "case refused"})
    reason = "the manifest marks this file as outdated: case refused"
    assert missing_from([outdated, TWO], "CM16-1", ["ab" * 32]) == reason
    assert missing_from([outdated, ONE], "CM16-1", ["ab" * 32]) == ""
