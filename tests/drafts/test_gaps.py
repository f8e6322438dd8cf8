"""The gaps of a case are filled with the names of their fields, and everything that was given stays as it is."""

import json

import pytest

from imrletters.case import HEADER_FIELDS, example_case, example_data, example_item, pointer
from imrletters.drafts import fill_gaps
from tests.support import ROOT


def test_a_complete_case_has_no_gaps_and_stays_as_it_is() -> None:
    case = example_case()
    assert fill_gaps(case.to_data()).case == case
    assert fill_gaps(case.to_data()).gaps == ()


@pytest.mark.parametrize("sample", sorted((ROOT / "samples").glob("*.json")), ids=lambda sample: sample.stem)
def test_every_sample_is_filled_as_it_is(sample: object) -> None:
    data = json.loads((ROOT / str(sample)).read_bytes())
    filled = fill_gaps(data)
    assert filled.gaps == ()
    data.pop("$schema", None)
    assert filled.case.to_data() == data


def test_an_empty_case_is_filled_with_the_names_of_its_fields() -> None:
    filled = fill_gaps({})
    item = filled.case.disputed_items[0]
    assert filled.case.clinical_case_summary == "[clinical case summary]"
    assert (item.service, item.decision, item.decision_rationale) == ("[service]", "[decision]", "[decision rationale]")
    assert item.maximus_guideline.text == "[reviewer's guideline]"
    assert filled.case.expert_reviewer.licensure_states == ("[licensure states]",)
    assert filled.case.case_number is None
    assert "/edition" in map(pointer, filled.gaps)


def test_one_field_of_the_header_block_requires_the_others() -> None:
    filled = fill_gaps(example_data(case_number="CM16-0000009"))
    assert [path for path in filled.gaps if path[0] in HEADER_FIELDS] == [(name,) for name in HEADER_FIELDS[1:]]
    assert filled.case.ur_denial_date == "[UR denial date]"


@pytest.mark.parametrize(
    ("changes", "gap"),
    [
        ({"request_date": "2016-02-30"}, "/request_date"),
        ({"clinical_case_summary": "  "}, "/clinical_case_summary"),
        ({"clinical_case_summary": 42}, "/clinical_case_summary"),
        ({"edition": "1066"}, "/edition"),
        ({"disputed_items": [example_item(decision="Denied")]}, "/disputed_items/0/decision"),
        ({"disputed_items": ["MRI"]}, "/disputed_items/0/service"),
        ({"disputed_items": [example_item(maximus_guideline=None)]}, "/disputed_items/0/maximus_guideline"),
        ({"edition": "2015", "disputed_items": [example_item(maximus_guideline={})]},
         "/disputed_items/0/maximus_guideline"),
        ({"mailing": {"date": "2016-12-07"}}, "/mailing/service_method"),
        ({"documents_reviewed": [{"kind": "Medical report", "title": "Report", "pages": "two"}]},
         "/documents_reviewed/0/pages"),
    ],
)  # fmt: skip
def test_a_value_that_its_field_does_not_allow_is_a_gap(changes: dict[str, object], gap: str) -> None:
    assert gap in map(pointer, fill_gaps(example_data(**changes)).gaps)


def test_a_guideline_that_cites_nothing_is_no_gap_where_the_edition_has_words_for_it() -> None:
    assert fill_gaps(example_data(disputed_items=[example_item(maximus_guideline={})])).gaps == ()


def test_a_character_that_cannot_be_printed_is_replaced_by_its_number() -> None:
    filled = fill_gaps(example_data(clinical_case_summary="One\u00ad\u5b89 two\nthree.\n\nFour."))
    assert filled.case.clinical_case_summary == "One[U+00AD][U+5B89] two three.\n\nFour."
