"""Events that the rationale and the summary date differently."""

import pytest

from imrletters import Case
from imrletters.case.example import example_item
from tests.proofreading.support import NOT_NECESSARY, found
from tests.support import case

EVENTS = [
    ("An MRI of the lumbar spine dated 10-13-16 was read.", "The MRI of the lumbar spine dated 10-31-16 was normal."),
    ("MRI lumbar spine on 10/13/2016: narrow discs.", "The lumbar MRI dated 11/13/2016 was normal."),
    ("An x-ray of the left knee dated 1-5-16 was normal.", "The X-ray of the left knee dated 1-5-15 was normal."),
    ("CT of the cervical spine dated March 3, 2016.", "The CT of the cervical spine dated March 8, 2016 was normal."),
    ("He sustained an industrial injury on 4-12-16.", "The injury of 4-21-16 has healed."),
    ("She was injured on May 2, 2016.", "Her injury dated June 2, 2016 was mild."),
    ("EMG of the right wrist performed on 2-2-16.", "The EMG of the right wrist dated 2-12-16 was normal."),
    ("Arthroscopy of the knee on 7-1-15.", "The arthroscopy of the knee on 7-1-16 went well."),
    ("The ultrasound of the left ankle (8-9-16) was normal.", "The ultrasound of the left ankle on 8-6-16 was normal."),
    ("MRI of the right shoulder from 9-9-16.", "The MRI of the right shoulder dated September 19, 2016 was normal."),
]
OTHER_EVENTS = [
    ("An MRI of the lumbar spine dated 10-13-16 was read.", "The MRI of the lumbar spine dated October 13, 2016."),
    ("An MRI of the lumbar spine dated 10-13-16 was read.", "The MRI of the cervical spine dated 10-31-16."),
    ("An MRI of the left knee dated 10-13-16 was read.", "The MRI of the right knee dated 10-31-16."),
    ("MRI of the lumbar spine dated 10-13-16. MRI of the lumbar spine dated 3-1-15.", "MRI lumbar spine dated 3-2-15."),
    ("The MRI of the lumbar spine dated 10-13-16 was read.", "The MRI of the lumbar spine dated 2-1-14 was normal."),
    ("The visit of 10-13-16 mentions pain.", "The visit of 10-31-16 mentions pain."),
]


def dated(summary: str, rationale: str) -> Case:
    """A case with this summary and this rationale."""
    item = example_item(decision_rationale=rationale + NOT_NECESSARY)
    return case(clinical_case_summary=summary, disputed_items=[item])


@pytest.mark.parametrize(("summary", "text"), EVENTS)
def test_another_date_of_the_same_event_is_found(summary: str, text: str) -> None:
    (finding,) = found("Q08", dated(summary, text))
    assert finding.start is not None
    assert text[finding.start :].startswith(finding.evidence.split(" / ")[0])
    assert not found("Q08", dated(summary, summary))


@pytest.mark.parametrize(("summary", "text"), OTHER_EVENTS)
def test_other_events_are_not_compared(summary: str, text: str) -> None:
    assert not found("Q08", dated(summary, text))
