"""Rules about citations: planted faults are found, sound citations are left alone."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imrletters import load_case
from imrletters.case.example import HEADER, example_item
from imrletters.case.model import Case
from imrletters.proofreading.registry import RULES, Finding, all_rules
from tests.support import ROOT, SAMPLES, case

CODES = [rule.code for rule in all_rules() if rule.code.startswith("C")]
MAXIMUS, ADMINISTRATOR = "maximus_guideline", "claims_administrator_guideline"
CLOSE = " Therefore, the request is not medically necessary."
KNEE = {"title": "Knee Complaints 2004", "sections": ["Special Studies"]}
PAIN = {"title": "Chronic Pain Treatment Guidelines Physical Medicine", "pages": "88, 89"}
LOW_BACK = {"title": "ACOEM Chapter 12 Low Back Complaints", "pages": "301-304"}


def found(code: str, subject: Case) -> list[Finding]:
    return list(RULES[code].find(subject))


def with_item(**changes: Any) -> Case:
    return case(disputed_items=[example_item(**changes)])


def quoting(rationale: str, *mtus: dict[str, Any], text: str | None = None) -> Case:
    return with_item(decision_rationale=rationale + CLOSE, **{MAXIMUS: {"text": text} if text else {"mtus": mtus}})


def citing(title: str, side: str = MAXIMUS, service: str = "MRI of the right knee", **changes: Any) -> Case:
    return case(disputed_items=[example_item(service=service, **{side: {"mtus": [{"title": title}]}})], **changes)


def changed(changes: dict[str, Any]) -> Case:
    """The sample case after the changes of an example, JSON pointer by JSON pointer."""
    data = json.loads((ROOT / "samples" / "one-item-upheld.json").read_text(encoding="utf-8"))
    for place, value in changes.items():
        *steps, last = [int(step) if step.isdigit() else step for step in place.split("/")[1:]]
        target = data
        for step in steps:
            target = target[step]
        target[last] = value
    return Case.model_validate(data)


@pytest.mark.parametrize("code", CODES)
def test_a_rule_catches_its_own_example_and_leaves_the_other(code: str) -> None:
    assert found(code, changed(dict(RULES[code].catches)))
    assert found(code, changed(dict(RULES[code].leaves))) == []


@pytest.mark.parametrize("code", CODES)
def test_the_samples_are_left_alone(code: str) -> None:
    assert len(SAMPLES) >= 14
    assert [finding for path in SAMPLES for finding in found(code, load_case(path))] == []


@pytest.mark.parametrize(
    "rationale",
    [
        "Pages 98, 99 of the MTUS Chronic Pain Guidelines allow ten visits.",
        "The MTUS Chronic Pain Management Guidelines, pages 98, 99, allow ten visits.",
        "According to the MTUS, page 98, visits fade.",
        "The MTUS guideline (p. 98) lets visits fade.",
        "MTUS pg. 98 of 127 lets visits fade.",
        "MTUS pg 98-99 lets visits fade.",
        "The MTUS on pages 98 and 99 lets visits fade.",
        "As the guidelines say on pages 98 through 99, visits fade.",
        "Page 90 of the guideline lets visits fade.",
        "Page 188 of the guideline lets visits fade.",
        "The chronic pain guideline lets visits fade, page 8.",
        "The ODG speaks of ten visits on page 5. The MTUS speaks of ten on pages 98–99.",
        "See pp. 98-9 of the chronic pain guidelines.",
        "The low back hurts. The Chronic Pain Medical Treatment Guidelines, page 60, ask for a trial.",
    ],
)
def test_pages_that_the_line_does_not_name(rationale: str) -> None:
    (finding,) = found("C01", quoting(rationale, PAIN))
    assert finding.path == ("disputed_items", 0, "decision_rationale")
    assert finding.start is not None
    assert rationale[finding.start] in "Pp"
    assert not any(digit in finding.message for digit in "0123456789")


def test_pages_are_compared_with_those_of_the_same_guideline_only() -> None:
    assert found("C01", quoting("The MTUS low back chapter says so on page 88.", PAIN, LOW_BACK))
    assert not found("C01", quoting("The MTUS low back chapter says so on page 303.", PAIN, LOW_BACK))


def test_pages_quoted_twice_are_found_once() -> None:
    assert len(found("C01", quoting("MTUS page 98 says so. MTUS page 98 says more.", PAIN))) == 1


def test_pages_of_a_line_kept_whole() -> None:
    line = "Decision based on MTUS Acupuncture Medical Treatment Guidelines Page(s): Table 2, Page(s): 13."
    assert found("C01", quoting("MTUS page 9 speaks of acupuncture.", text=line))
    assert not found("C01", quoting("MTUS page 13 speaks of acupuncture.", text=line))
    two = "Decision based on MTUS Acupuncture Guidelines, Chronic Pain Treatment Guidelines Page(s): 13 of it."
    assert not found("C01", quoting("MTUS page 9 speaks of acupuncture.", text=two))


@pytest.mark.parametrize(
    "rationale",
    [
        "Pages 88, 89 of the MTUS Chronic Pain Guidelines allow ten visits.",
        "Page 89 of the guideline allows ten visits.",
        "Pages 85-90 of the guideline allow ten visits.",
        "Pages 87 to 88 of the guideline allow ten visits.",
        "The ODG, page 98, allows ten visits.",
        "Page 98 of the report lists ten visits.",
        "The MTUS was consulted. Page 98 of the record lists ten visits.",
        "The record contains 46 pages about the MTUS.",
        "The ACOEM guidelines, page 303, allow a visit.",
        "The MTUS low back chapter, page 303, allows a visit.",
        "The guideline in its 3rd edition, page 607, allows a visit.",
        "On page 98 there is a drawing.",
        "The MTUS allows 98 visits.",
        "The MTUS sets it out on page 88, while the ODG, page 12, does not.",
    ],
)
def test_pages_that_agree_or_are_of_another_source(rationale: str) -> None:
    assert found("C01", quoting(rationale, PAIN)) == []


@pytest.mark.parametrize("mtus", [[], [KNEE], [PAIN, {"title": "Chronic Pain Treatment Guidelines"}]])
def test_without_pages_in_the_line_quoted_pages_are_no_finding(mtus: list[dict[str, Any]]) -> None:
    assert found("C01", quoting("The MTUS chronic pain guideline, page 98, says so.", *mtus)) == []


@pytest.mark.parametrize(
    "rationale",
    [
        "The Surgical Considerations section of the MTUS knee chapter is met.",
        "The knee chapter of the MTUS, Surgical Considerations section, is met.",
        'The "Physical Methods" section of the knee chapter is met.',
        "MTUS Knee Complaints 2004, Section(s): Summary, is met.",
        "MTUS Knee Complaints Guidelines, Section(s): Follow-up Visits.",
        "In the Initial Care section of the MTUS guideline rest is advised.",
        "The initial care section of the knee guideline advises rest.",
        "The MTUS guideline, Diagnostic Criteria section, is met.",
        "Work-Relatedness section of the MTUS knee guideline.",
        "The Medical History section in the MTUS knee chapter is met.",
        "The Clinical Measures section of the MTUS guideline is met.",
        "The Special Studies section of the MTUS is met. The Summary section of the knee chapter is not.",
    ],
)
def test_a_section_that_the_line_does_not_name(rationale: str) -> None:
    (finding,) = found("C02", quoting(rationale, KNEE))
    assert finding.start is not None
    assert rationale[finding.start :].lower().startswith("section")


@pytest.mark.parametrize(
    "rationale",
    [
        "The Special Studies section of the MTUS knee chapter is met.",
        "The special studies section of the knee chapter is met.",
        "MTUS Knee Complaints 2004, Section(s): Special Studies, is met.",
        "The Surgical Considerations section of the shoulder chapter of the MTUS is met.",
        "The ODG knee chapter, Office visits section, is met.",
        "The Knee section of the MTUS guideline is met.",
        "A cross section of the MTUS knee chapter.",
        "The first section of the MTUS knee chapter is met.",
        "The Exercise section of the progress report mentions the MTUS.",
        "A caesarean section is no matter of the guideline.",
        "Section 9792.20 of the MTUS.",
    ],
)
def test_a_section_that_agrees_or_is_of_another_source(rationale: str) -> None:
    assert found("C02", quoting(rationale, KNEE)) == []


def test_a_citation_without_sections_is_the_whole_guideline() -> None:
    whole = {"title": "Knee Complaints 2004"}
    assert found("C02", quoting("The Summary section of the MTUS knee chapter is met.", whole, KNEE)) == []


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
def test_a_title_that_is_not_in_the_catalogue(title: str, near: str, side: str) -> None:
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
def test_a_title_in_the_catalogue(title: str) -> None:
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
def test_an_edition_that_was_not_in_force(title: str, denied: str) -> None:
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
def test_an_edition_that_was_in_force_or_has_no_date(title: str, denied: str) -> None:
    expected = 1 if denied.startswith("0001") else 0
    assert len(found("C04", citing(title, **HEADER | {"ur_denial_date": denied}))) == expected


def test_the_date_of_the_request_decides_where_it_is_known() -> None:
    old, new = "Chronic Pain Medical Treatment 2009", "Chronic Pain Medical Treatment 2016"
    late = HEADER | {"ur_denial_date": "2016-08-10"}
    assert found("C04", citing(old, **late)) == []
    (finding,) = found("C04", citing(old, **late, request_date="2016-07-29"))
    assert "request" in finding.message
    assert found("C04", citing(new, **late, request_date="2016-07-27"))
    assert found("C04", citing(old, request_date="2016-07-28")) == []
    assert found("C04", citing(new, request_date="2016-07-29")) == []


def test_without_a_date_no_edition_is_a_finding() -> None:
    assert found("C04", citing("Chronic Pain Medical Treatment 2009")) == []


@pytest.mark.parametrize("service", ["Retrospective gel", "Retro: gel #3", "Gel (DOS 11/18/16)"])
def test_a_service_given_before_may_go_by_an_older_edition_but_not_by_a_later_one(service: str) -> None:
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
def test_odg_without_chapter_or_topic(other: str, side: str) -> None:
    (finding,) = found("C05", with_item(**{side: {"non_mtus": ["A fine atlas", other]}}))
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
def test_odg_with_chapter_or_topic(other: str) -> None:
    assert found("C05", with_item(**{ADMINISTRATOR: {"non_mtus": [other]}})) == []


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
    "9792.20(ef)",
    "9792.29 et seq.",
]
A_SECTION = [
    "section 9792.20",
    "Section 9792.20(e)",
    "9792.20(aa)",
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


@pytest.mark.parametrize("words", NO_SECTION)
def test_a_section_that_does_not_exist(words: str) -> None:
    text = f"It goes by {words} of the rules."
    line = {"text": f"Decision based on MTUS {words}."}
    places = {
        ("clinical_case_summary",): case(clinical_case_summary=text),
        ("disputed_items", 0, "decision_rationale"): with_item(decision_rationale=text),
        ("disputed_items", 0, ADMINISTRATOR, "text"): with_item(**{ADMINISTRATOR: line}),
        ("disputed_items", 0, MAXIMUS, "text"): with_item(**{MAXIMUS: line}),
        ("disputed_items", 0, MAXIMUS, "mtus", 0, "title"): citing(f"Acupuncture Treatment Guidelines {words}"),
        ("disputed_items", 0, MAXIMUS, "non_mtus", 0): with_item(**{MAXIMUS: {"non_mtus": [text]}}),
    }
    for path, subject in places.items():
        (finding,) = found("C06", subject)
        assert finding.path == path
        assert finding.evidence
    (finding,) = found("C06", with_item(decision_rationale=text))
    assert finding.start is not None
    assert text[finding.start :].startswith(finding.evidence.split(";")[0])


@pytest.mark.parametrize("words", A_SECTION)
def test_a_section_that_exists_or_is_of_another_law(words: str) -> None:
    assert found("C06", with_item(decision_rationale=f"It goes by {words}. So it is.")) == []


PIECES = st.one_of(
    st.text(max_size=20),
    st.sampled_from([*NO_SECTION, *A_SECTION, "page 9", "pages 98-", "Page(s): 3", "Section(s): Summary", "section"]),
    st.sampled_from(["MTUS", "chronic pain", "ſtress", "\u212anee", "guideline", "ODG", "of the ", "9" * 5000]),
    st.sampled_from(["(", ", ", "٣", "2009"]),
)  # fmt: skip
TEXTS = st.lists(PIECES, min_size=1, max_size=12).map(" ".join).map(lambda text: text + " .")


@given(TEXTS, TEXTS, TEXTS, st.from_regex(r"[0-9][0-9, -]{0,30}", fullmatch=True), st.dates())
def test_no_text_makes_a_rule_fail(text: str, title: str, other: str, pages: str, day: Any) -> None:
    sections = {"mtus": [{"title": title, "sections": [other]}, KNEE], "non_mtus": [other]}
    items = [
        example_item(
            service=title, decision_rationale=text, **{MAXIMUS: {"mtus": [{"title": title, "pages": pages}, PAIN]}}
        ),
        example_item(decision_rationale=other, **{MAXIMUS: sections, ADMINISTRATOR: sections}),
        example_item(decision_rationale=other, **{MAXIMUS: {"text": text}, ADMINISTRATOR: {"text": other}}),
    ]
    subject = case(disputed_items=items, clinical_case_summary=text, request_date=day.isoformat())
    for code in CODES:
        for finding in found(code, subject):
            assert finding.start is None or finding.start >= 0
