"""Tests what dates are read to date."""

from datetime import date

import pytest

from imrletters.proofreading.dated_events import dated_events


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("She sustained an industrial injury on 3-2-16.", "injury"),
        ("The UR dated 10-20-16 non-certified a kite.", "review"),
        ("The prior determination, dated 10/20/2016, was adverse.", "review"),
        ("A previous denial for the kite was on 10/20/2016.", "review"),
        ("The request was previously reviewed on 10/20/2016.", "review"),
        ("The requested treatment was denied on 10/20/2016.", "review"),
        ("On October 20, 2016, the claims administrator failed to approve a kite.", "review"),
        ("The prior review dated 8-1-16 approved a kite.", ""),
        ("A Request for Authorization form was signed on 10-1-16.", "request"),
        ("On 10-1-16 a request was received for a kite.", "request"),
        ("A progress note dated 9-1-16 is short.", "visit"),
        ("On 9-1-16 the injured worker complained of wind.", "visit"),
        ("In the September 1, 2016 office visit he rested.", "visit"),
        ("She was seen by the doctor on 9-1-16.", "visit"),
        ("He was approved for six kites on 9-1-16.", "approval"),
        ("An MRI of the left knee dated 9-1-16 was clear.", "study"),
        ("Arthroscopy of the knee on 9-1-16 went well.", "surgery"),
        ("The worker, born on 9-1-66, rests.", "birth"),
        ("A kite flew on 9-1-16.", ""),
    ],
)
def test_a_date_is_read_with_what_it_dates(text: str, kind: str) -> None:
    [event] = dated_events(text)
    assert event.kind == kind
    assert text[event.start :].startswith(event.text)


def test_the_study_is_named_with_its_part_and_side() -> None:
    assert dated_events("An MRI of the left knee dated 9-1-16 was clear.")[0].name == "mri left knee"


@pytest.mark.parametrize("written", ["10-13-98", "10/13/98", "October 13, 1998", "10/13/ 1998"])
def test_every_way_of_writing_a_date_is_the_same_date(written: str) -> None:
    assert [event.day for event in dated_events(f"An injury date of {written} is old.")] == [date(1998, 10, 13)]


def test_a_date_that_the_calendar_does_not_have_has_no_day() -> None:
    assert [event.day for event in dated_events("The progress note dated 2-30-16 is short.")] == [None]
