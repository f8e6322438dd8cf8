"""The texts of a case file are repaired, and everything else in the file stays as it is."""

import json

import pytest

from imrletters import CaseError, clean, read_case
from tests.support import SAMPLES, example

SOURCE = """{ "zeta": 1.50, "edition" : "2016\\u00ad",
\t"clinical_case_summary":"The \\ufb01rst\\nsecond", "n": 12345678901234567890,
  "disputed_items": [{"service": "MRI\\tof", "zeta": ["\\ud83d", "\\u200b\\ud83d"]}],
  "clinical_case_summary": "a\\tb"}"""


def test_everything_but_the_repaired_texts_stays() -> None:
    cleaned = clean("\ufeff" + SOURCE)
    expected = SOURCE.replace('"2016\\u00ad"', '"2016"').replace("MRI\\tof", "MRI of")
    expected = expected.replace('"a\\tb"', '"a b"').replace("\\u200b\\ud83d", "\\ud83d")
    assert cleaned.text == expected
    assert [(one.pointer, one.line) for one in cleaned.repairs] == [
        ("/edition", 1),
        ("/disputed_items/0/service", 3),
        ("/disputed_items/0/zeta/1", 3),
        ("/clinical_case_summary", 4),
    ]


def test_the_column_is_that_of_the_character() -> None:
    [found] = clean('{"edition": "2016\\u00ad"}').repairs
    assert (found.line, found.column) == (1, 18)


def test_the_samples_need_no_repair() -> None:
    for sample in SAMPLES:
        data = sample.read_bytes()
        assert clean(data).text.encode() == data


def test_a_repaired_case_is_valid() -> None:
    pasted = example({"/clinical_case_summary": "The knee\thurts.\r\nPlain \ufb01lms were normal.\u200b"})
    with pytest.raises(CaseError):
        read_case(pasted)
    case = read_case(clean(pasted).text)
    assert case.clinical_case_summary == "The knee hurts.\n\nPlain films were normal."


@pytest.mark.parametrize("data", ["{", "[" * 100_000, b"\xff", '{"a": ' * 900 + '"\\t"' + "}" * 900])
def test_a_file_that_is_not_a_case_is_an_error_or_stays(data: str | bytes) -> None:
    try:
        json.loads(clean(data).text)
    except CaseError as error:
        assert error.problems
