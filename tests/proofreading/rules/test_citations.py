"""Guidelines, editions and sections that a letter cites."""

from typing import Any

import pytest

from imrletters import Case
from imrletters.case.example import HEADER, example_item
from tests.proofreading.support import found, one_item
from tests.support import case

MAXIMUS, ADMINISTRATOR = "maximus_guideline", "claims_administrator_guideline"
NO_SECTION = [
    "section 92.20",
    "Section 92.20(e)",
    "section 972.24.1",
    "section 9972.24.1",
    "§ 92.23",
    "8 CCR § 792.20",
    "8 CCR 92.24.2",
    "9792.24.9",
    "section 9792.28",
    "9792.23.99",
    "9792.20.1",
    "8 CCR §9792.24.2.1",
    "9792.242",
    "9792.20(eg)",
    "9792.29 et seq.",
]
A_SECTION = [
    "section 9792.20",
    "Section 9792.20(e)",
    "9792.20(aa)",
    "9792.20(ef)",  # the regulation itself misprints it so
    "9792.21.1(d)(2)",
    "9792.24.1",
    "8 CCR §9792.24.2",
    "sections 9792.20-9792.26",
    "9792.23.12 and 9792.27.23",
    "section 9792.10.6",
    "Labor Code section 4610.6",
    "sections 9789.10-9789.111",
    "a bill of $9792.29",
    "a bill of 9792.29,50",
    "table 92.20",
    "19792.29",
    "9792.24.2.Treatment",
]


def citing(title: str, side: str = MAXIMUS, service: str = "MRI of the right knee", **changes: Any) -> Case:
    return case(disputed_items=[example_item(service=service, **{side: {"mtus": [{"title": title}]}})], **changes)


@pytest.mark.parametrize("side", [MAXIMUS, ADMINISTRATOR])
@pytest.mark.parametrize(
    ("title", "near"),
    [
        ("Knee Complaint 2004", "Knee Complaints 2004"),
        ("Knee Complaints 2014", "Knee Complaints 2004"),
        ("Kneee Complaints 2004", "Knee Complaints 2004"),
        ("Shoulder Complains 2004", "Shoulder Complaints 2004"),
        ("Chronic Pain Treatment 2016", "Chronic Pain Medical Treatment 2016"),
        ("Chronic Pain Medical Treatment 2106", "Chronic Pain Medical Treatment 2016"),
        ("Low Bak Complaints 2004", "Low Back Complaints 2004"),
        ("Opiod Treatment 2016", "Opioid Treatment 2016"),
        ("Post surgical Treatmnt 2009", "Postsurgical Treatment 2009"),
        ("Acupunture Treatment 2007", "Acupuncture Treatment 2007"),
        ("General Aproaches 2004", "General Approaches 2004"),
        ("Wrist, Forearm, and Hand Complaints 2004", "Forearm, Wrist, and Hand Complaints 2004"),
    ],
)
def test_a_title_that_is_not_in_the_catalogue_is_found(title: str, near: str, side: str) -> None:
    (finding,) = found("C03", citing(title, side))
    assert finding.path == ("disputed_items", 0, side, "mtus", 0, "title")
    assert finding.evidence == f"{title}; nearest: {near}"
    assert title not in finding.message


@pytest.mark.parametrize(
    "title",
    [
        "Knee Complaints 2004",
        "Knee Complaints 2004 Guidelines",
        "Forearm, Wrist & Hand Complaints 2004",
        "Stress Related Conditions 2004",
        "Chronic Pain Treatment Guidelines",
        "Chronic Pain Treatment Guidelines Topical Analgesics",
        "ACOEM Chapter 13 Knee Complaints",
        "Acupuncture Treatment Guidelines",
        "Low Back Disorders 2020",
        "Chronic Pain Medical Treatment Guidelines (July 28, 2016)",
    ],
)
def test_a_title_in_the_catalogue_is_not_found(title: str) -> None:
    assert found("C03", citing(title)) == []


@pytest.mark.parametrize(
    ("title", "denied"),
    [
        ("Chronic Pain Medical Treatment 2009", "2016-11-03"),
        ("Chronic Pain Medical Treatment 2009", "2017-01-12"),
        ("Chronic Pain Medical Treatment 2009", "2016-08-27"),
        ("Chronic Pain Medical Treatment 2009 Guidelines", "2016-11-03"),
        ("Chronic Pain Medical Treatment 2016", "2016-07-27"),
        ("Chronic Pain Medical Treatment 2016", "2017-12-31"),
        ("Opioid Treatment 2016", "2016-06-01"),
        ("Opioid Treatment 2016", "2018-02-01"),
        ("Knee Complaints 2004", "2018-01-15"),
        ("Knee Disorders 2015", "2016-11-03"),
        ("Low Back Disorders 2019", "2019-08-10"),
        ("Low Back Disorders 2020", "2021-11-22"),
        ("Postsurgical Treatment 2009", "2009-07-17"),
    ],
)
def test_an_edition_that_was_not_in_force_is_found(title: str, denied: str) -> None:
    header = HEADER | {"ur_denial_date": denied}
    (finding,) = found("C04", citing(title, **header))
    assert "denial" in finding.message
    assert denied in finding.evidence
    assert found("C04", citing(title, ADMINISTRATOR, **header))


@pytest.mark.parametrize(
    ("title", "denied"),
    [
        ("Chronic Pain Medical Treatment 2009", "2016-07-28"),
        ("Chronic Pain Medical Treatment 2009", "2016-08-26"),
        ("Chronic Pain Medical Treatment 2016", "2016-07-28"),
        ("Chronic Pain Medical Treatment 2016", "2016-08-26"),
        ("Chronic Pain Medical Treatment 2016", "2017-12-30"),
        ("Opioid Treatment 2016", "2017-11-30"),
        ("Knee Complaints 2004", "2016-11-03"),
        ("Knee Disorders 2015", "2017-12-01"),
        ("Acupuncture Treatment 2007", "2024-05-05"),
        ("Chronic Pain Treatment Guidelines", "2016-11-03"),
        ("Chronic Pain Medical Treatment Guidelines (July 28, 2016)", "2016-11-03"),
        ("Chronic Pain Something Else 2009", "2016-11-03"),
        ("Knee Complaints 2004", "0001-01-02"),
    ],
)
def test_an_edition_that_was_in_force_or_has_no_year_is_not_found(title: str, denied: str) -> None:
    expected = 1 if denied.startswith("0001") else 0
    assert len(found("C04", citing(title, **HEADER | {"ur_denial_date": denied}))) == expected


@pytest.mark.parametrize(
    "title",
    [
        "Chronic Pain 2024",
        "Chronic Pain 2025",
        "Chronic Pain 2026",
        "Cannabis 2025",
        "Cannabis 2026",
        "Eye Disorders 2026",
    ],
)
@pytest.mark.parametrize(("side", "severity"), [(MAXIMUS, None), (ADMINISTRATOR, "note")])
def test_of_a_proposed_edition_the_adoption_is_not_known(title: str, side: str, severity: str | None) -> None:
    subject = citing(title, side, **HEADER | {"ur_denial_date": "2026-11-03"})
    assert found("C03", subject) == []
    (finding,) = [each for each in found("C04", subject) if side in each.path]
    assert (finding.message, finding.severity) == ("the adoption of this edition is not known", severity)
    assert "proposed, hearing 202" in finding.evidence


@pytest.mark.parametrize("title", ["Stress-Related Conditions 2004", "Postsurgical Treatment 2009", "Antiemetics 2020"])
def test_an_edition_without_a_known_replacement_is_in_force_today(title: str) -> None:
    assert found("C04", citing(title, **HEADER | {"ur_denial_date": "2026-11-03"})) == []


def test_the_finding_states_which_edition_is_meant() -> None:
    (finding,) = found("C04", citing("Knee Disorders 2020", **HEADER | {"ur_denial_date": "2020-03-03"}))
    assert finding.evidence == (
        "Knee Disorders 2020: ACOEM (Reed Group, MDGuidelines), 3 December 2019, 8 CCR 9792.23.6, "
        "2020-09-21 to today; 2020-03-03"
    )


@pytest.mark.parametrize("denied", ["2018-06-01", "2023-07-01", "2024-07-01"])
def test_a_year_that_two_editions_share_is_right_for_either(denied: str) -> None:
    assert found("C04", citing("Initial Approaches to Treatment 2022", **HEADER | {"ur_denial_date": denied})) == []


def test_a_request_date_decides_which_edition_is_in_force() -> None:
    old, new = "Chronic Pain Medical Treatment 2009", "Chronic Pain Medical Treatment 2016"
    late = HEADER | {"ur_denial_date": "2016-08-10"}
    assert found("C04", citing(old, **late)) == []
    (finding,) = found("C04", citing(old, **late, request_date="2016-07-29"))
    assert "request" in finding.message
    assert found("C04", citing(new, **late, request_date="2016-07-27"))
    assert found("C04", citing(old, request_date="2016-07-28")) == []
    assert found("C04", citing(new, request_date="2016-07-29")) == []


def test_without_a_date_nothing_is_compared() -> None:
    assert found("C04", citing("Chronic Pain Medical Treatment 2009")) == []


@pytest.mark.parametrize("service", ["Retrospective gel", "Retro: gel #3", "Gel (DOS 11/18/16)"])
def test_a_retrospective_request_may_cite_an_older_edition_but_not_a_later_one(service: str) -> None:
    header = HEADER | {"ur_denial_date": "2016-11-03"}
    assert found("C04", citing("Chronic Pain Medical Treatment 2009", service=service, **header)) == []
    assert found("C04", citing("Knee Disorders 2015", service=service, **header))


@pytest.mark.parametrize("side", [MAXIMUS, ADMINISTRATOR])
@pytest.mark.parametrize(
    "other",
    [
        "ODG",
        "Official Disability Guidelines",
        "Official Disability Guidelines (ODG)",
        "Official Disability Guidelines (ODG),",
        "The Official Disability Guidelines - ODG",
        "Official Disabilities Guidelines -TWC",
        "Official Disability Guideline",
        "ODG guidelines",
        "ODG-TWC",
        "Official Disability Guidelines, 2016, Web Version",
        "Official Disability Guidelines (ODG), 14th ed. (2016)",
        "ODG, Treatment in Workers' Compensation",
        "ACOEM and the Official Disability Guidelines (ODG)",
    ],
)
def test_a_citation_of_the_odg_without_chapter_or_topic_is_found(other: str, side: str) -> None:
    (finding,) = found("C05", one_item(**{side: {"non_mtus": ["A fine atlas", other]}}))
    assert finding.path == ("disputed_items", 0, side, "non_mtus", 1)
    assert finding.evidence == other


@pytest.mark.parametrize(
    "other",
    [
        "Official Disability Guidelines (ODG), Knee",
        "Official Disability Guidelines (ODG) MRI shoulder",
        "Official Disability Guidelines (ODG): Physical Therapy Guidelines",
        "ODG, Pain",
        "ODG guidelines, Neck and Upper back, MRI",
        "Official Disabilities Guidelines -TWC, Low Back",
        "Official Disability Guidelines (ODG) PRP",
        "Official Disability Guidelines (ODG), page 12",
        "ACOEM Guidelines, 3rd ed.",
        "The Invented Atlas of the Thumb",
        "www.example.org",
    ],
)
def test_a_citation_of_the_odg_with_chapter_or_topic_is_not_found(other: str) -> None:
    assert found("C05", one_item(**{ADMINISTRATOR: {"non_mtus": [other]}})) == []


@pytest.mark.parametrize("words", NO_SECTION)
def test_a_section_that_does_not_exist_is_found(words: str) -> None:
    text = f"It goes by {words} of the rules."
    line = {"text": f"Decision based on MTUS {words}."}
    places = {
        ("clinical_case_summary",): case(clinical_case_summary=text),
        ("disputed_items", 0, "decision_rationale"): one_item(decision_rationale=text),
        ("disputed_items", 0, ADMINISTRATOR, "text"): one_item(**{ADMINISTRATOR: line}),
        ("disputed_items", 0, MAXIMUS, "text"): one_item(**{MAXIMUS: line}),
        ("disputed_items", 0, MAXIMUS, "mtus", 0, "title"): citing(f"Acupuncture Treatment Guidelines {words}"),
        ("disputed_items", 0, MAXIMUS, "non_mtus", 0): one_item(**{MAXIMUS: {"non_mtus": [text]}}),
    }
    for path, subject in places.items():
        (finding,) = found("C06", subject)
        assert finding.path == path
        assert finding.evidence
    (finding,) = found("C06", one_item(decision_rationale=text))
    assert finding.start is not None
    assert text[finding.start :].startswith(finding.evidence.split(";")[0])


@pytest.mark.parametrize("words", A_SECTION)
def test_a_section_that_exists_or_is_of_another_law_is_not_found(words: str) -> None:
    assert found("C06", one_item(decision_rationale=f"It goes by {words}. So it is.")) == []
