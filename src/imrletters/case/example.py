"""A small, valid, fictional case for tests and for the documentation of the service."""

from typing import Any

from imrletters.case.model import Case

HEADER = {
    "case_number": "CM16-0000009",
    "priority": "Standard",
    "date_of_injury": "2016-03-02",
    "ur_denial_date": "2016-10-20",
    "application_received": "2016-11-01",
    "date_assigned": "2016-11-08",
    "decision_date": "2016-12-06",
}
"""The fields of the header block of the example."""


def example_item(**changes: Any) -> dict[str, Any]:
    """The JSON data of a disputed item; ``changes`` replace its fields."""
    return {
        "service": "MRI of the right knee without contrast",
        "decision": "Upheld",
        "claims_administrator_guideline": {"non_mtus": ["Official Disability Guidelines (ODG), Knee and Leg, MRI"]},
        "maximus_guideline": {"mtus": [{"title": "Knee Complaints 2004"}]},
        "decision_rationale": "The right knee is stable. Therefore, the request is not medically necessary.",
    } | changes


def example_data(**changes: Any) -> dict[str, Any]:
    """The JSON data of a case with one disputed item and no header block; ``changes`` replace its fields."""
    return {
        "edition": "2016",
        "expert_reviewer": {"licensure_states": ["California"], "specialties": ["Occupational Medicine"]},
        "clinical_case_summary": "The injured worker hurt her right knee while folding a paper sail.",
        "disputed_items": [example_item()],
    } | changes


def example_case(**changes: Any) -> Case:
    """A case with a header block and one disputed item; ``changes`` replace its fields.

    For example: ``example_case(disputed_items=[example_item(decision="Overturned")])``. Raises CaseError for an
    unknown field or a value of a wrong type. ``render`` checks whether a letter can print it.
    """
    return Case.model_validate(example_data(**HEADER) | changes)
