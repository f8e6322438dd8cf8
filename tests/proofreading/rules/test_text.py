"""Slips of typing, lost characters and private data: found where they stand, and nothing else."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imrletters import Case, load_case
from imrletters.case.example import example_data, example_item
from imrletters.proofreading.registry import RULES, Finding
from tests.support import SAMPLES, case

CAUGHT = {
    "T01": [
        "the patient?s knee", "workers? and the patient?s", "it didn?t help", "caf\ufffd", "don\u0092t",
        "patientâ€™s", "â€œstableâ€\x9d", "cafÃ©", "NiÃ±o", "36.8 Â°C", "2 Â½ visits", "pain â€“ none", "\uf0b7 rest",
        "ï»¿The", "aïe \x96 no",
    ],
    "T02": [
        "the ?time to heal", "(?stable)", "?The knee", "[?sic]", "a ?red flag?", "the ?B list", "?no? is said",
        "is ?mild", "of ?Good", "\n?then",
    ],
    "T03": [
        "the the knee", "The the knee", "of of it", "pain pain", "and and", "right\nright", "MRI MRI",
        "is a a an an end", "with  with", "knee\u00a0knee.", "visits visits,", "(for for)",
    ],
    "T04": [
        "a fusion.Treatment was", "on 3-2-16.She was", "of May 2, 2016.In a", "report.9792.24.1", "pain.A note",
        "the MRI (old).There", "seen.He", "the report.10-6-16 came", "normal.MRI was", "said “no”.Then",
        "aged 41.She", "etc.The", "list.I was",
    ],
    "T05": [
        "a XXX year old", "xxx", "TBD", "see TODO", "[name]", "[Date]", "[insert drug here]", "____ visits",
        "<insert date>", "<Name>", "Lorem ipsum dolor", "???", "[date of injury]", "[patient's name]", "FIXME",
        "[XX]", "(XXXX)",
    ],
    "T06": [
        "Dr. Fabricius", "Dr Fabricius", "Doctor Fabricius", "Dr.Fabricius", "Dr. A. Fabricius", "Drs. Quill and Ink",
        "Mr. Quill", "Mrs. Quill", "Ms. Quill", "by Dr. O’Quill", "Dr. McQuill's", "(Dr. Quill)",
    ],
    "T07": [
        "(213) 555-0142", "(213)555-0142", "213-555-0142", "213.555.0142", "1-800-555-0142", "1 213-555-0142",
        "phone 555-0142", "Phone: 555-0142.", "Fax number 555 0142", "tel. 213 555 0142", "at 213-555-0142, x2",
    ],
    "T08": [
        "a@example.invalid", "a.b@example.invalid", "A+B@mail.example.org", "<a@b.cd>", "a_b@x-y.example", "(a@b.cd)",
        "1@b.cd", "mail:a@b.cd", "a@b.co.uk", "a@b.cd,", "x\ny@z.zz",
    ],
    "T09": [
        "000-12-3456", "(000-12-3456)", "SSN 000123456", "SSN: 000-12-3456", "SSN# 3456", "ssn ending in 3456",
        "SSN xxx-xx-3456", "Social Security number 000123456", "social security no. 000-12-3456",
        "Social Security number is 000123456", "Social Security # ***-**-3456",
    ],
    "T10": [
        "claim number 123456", "Claim No. WC-2016-0047", "claim #1234567", "Claim # A12345",
        "claim number: 2016-00471", "MRN 0012345", "MRN: 0012345", "medical record number 0012345",
        "Medical record #0012345", "patient ID 0012345", "patient's id 123456", "policy number 12345-6",
        "member no 123456", "claim number is 123456",
    ],
    "T11": [
        "12 Whale Street", "12 N. Whale St.", "1200 Paper Whale Avenue", "12 Whale Ave", "12 Paper Blvd.",
        "12 Old Sail Road,", "12 South Sail Rd", "12 Kite Drive", "400 5th Street", "P.O. Box 12", "PO Box 1200",
        "Fresno, CA 93650", "7 Kite Lane", "7 Kite Court",
    ],
}  # fmt: skip
LEFT = {
    "T01": [
        "Is it stable? Yes.", "papier-mâché", "«aïe» à la", "Œuvre", "the form?", "http://example.invalid/a?b=1",
        "page?id=3", "and/or?no", "36.8 °C", "× 2", "L’Âge", "e\u0301", "what?!",
    ],
    "T02": [
        "http://example.invalid/?a=1", "stable? Yes", "a ? mark", "(?)", "? ", "what?", "??", "x?y", "?1",
    ],
    "T03": [
        "had had", "that that", "2 2", "a a", "pain, pain", "the. The", "long long ago", "then the", "L4 L4",
        "the-the", "the\n\nthe", "other others", "knee knee's", "Walla Walla", "and/or or",
    ],
    "T04": [
        "2.5 mg", "e.g. rest", "e.g.The", "pain.score", "example.invalid", "www.Example.Com",
        "http://example.invalid/Dose.Table", "Dr.Quill", "St.John", "index.Html", "Ph.D", "M.D. Quill", "U.S. law",
        "vs.Two", "no.5", "fig.3", "as shown.12 Others", "L4.5", "C:\\notes.Old", "{{pain.Score}}", "9792.24.1",
        "a@mail.Example", "medlist.Com", "3.4.A", "p.98", "approx.1000", "... Then",
    ],
    "T05": [
        "{{ pain.score }}", "[MRI]", "[sic]", "[...]", "<b>", "<rental>", "Pain < 3", "__class__", "XX", "Factor X",
        "47,XXX", "to do", "todo", "tbd", "_lines_", "??", "[ ]", "«aïe»", "a date", "%(name)s", "${5}", "Maxxxim",
    ],
    "T06": [
        "the Dr. The knee", "seen by a Dr. She", "Doctor's First Report", "Doctor First Report",
        "Dr. Scholl's insoles", "doctor visit", "Naproxen DR", "an MRI", "MRI. Therefore", "Mary, aged 41", "Ms. On",
        "MS", "Dr.", "her Dr. Physio", "the doctors Act", "Dr. X",
    ],
    "T07": [
        "10-13-2016", "100-200-300", "CM16-0000001", "98-99", "1-2-2016", "303-304-2004-1", "phone 3", "2016-10-13",
        "9792.24.1",
    ],
    "T08": [
        "pain @ 3", "@home", "a @ b.cd", "a@b", "@b.cd", "3@4",
    ],
    "T09": [
        "10-13-2016", "Social Security in 2016", "social security 2016", "CM16-0000001", "213-555-0142", "1-22-3333",
        "SSN withheld",
    ],
    "T10": [
        "case number CM16-0000001", "claim number CM16-0000001", "medical records dated 10-6-16", "claim form",
        "the claim 2016", "patient no longer works", "claim number 12", "claim number unknown",
        "medical record number 10-13-2016", "patient #2",
    ],
    "T11": [
        "in the street", "12 feet from a road", "2 Physical Therapy visits", "12 St. John", "5 Street", "CA 123",
        "page 12 Road", "30 minutes drive", "Drive", "box 12", "12 visits. Road works",
    ],
}  # fmt: skip
NARRATIVE_ONLY = {"T06", "T07", "T08", "T09", "T10", "T11"}


def found(code: str, text: str) -> list[Finding]:
    return list(RULES[code].find(case(clinical_case_summary=f"Whales rise {text} and fall.")))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("code", CAUGHT)
def test_samples_are_left_alone(code: str, sample: str) -> None:
    assert list(RULES[code].find(load_case(sample))) == []


def test_there_are_samples_and_faults_enough() -> None:
    assert len(SAMPLES) >= 14
    assert all(len(texts) >= 10 for texts in CAUGHT.values())
    assert CAUGHT.keys() == LEFT.keys() == {code for code in RULES if code.startswith("T")}


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in CAUGHT.items() for text in texts])
def test_a_planted_fault_is_found_where_it_stands(code: str, text: str) -> None:
    findings = found(code, text)
    assert findings
    for finding in findings:
        assert finding.path == ("clinical_case_summary",)
        assert finding.start is not None
        assert 12 <= finding.start < 12 + len(text)


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in LEFT.items() for text in texts])
def test_what_is_no_fault_is_left_alone(code: str, text: str) -> None:
    assert found(code, text) == []


@pytest.mark.parametrize("code", CAUGHT)
def test_every_text_is_read(code: str) -> None:
    text = f"Whales {CAUGHT[code][0]} fall."
    guideline = {"mtus": [{"title": text, "sections": [text]}], "non_mtus": [text]}
    partial = {"kind": "quantity", "original_request": text, "authorized": text}
    data: dict[str, Any] = example_data(
        clinical_case_summary=text,
        organization={"name": text, "label": text},
        expert_reviewer={"licensure_states": [text], "specialties": [text]},
        disputed_items=[
            example_item(
                service=text,
                partial_approval=partial,
                claims_administrator_guideline=guideline,
                maximus_guideline={"text": text},
                decision_rationale=text,
            )
        ],
    )
    findings = list(RULES[code].find(Case.model_validate(data)))
    assert len({finding.path for finding in findings}) == (5 if code in NARRATIVE_ONLY else 13)


@pytest.mark.parametrize("code", CAUGHT)
@settings(deadline=None)
@given(text=st.one_of(st.text(), st.lists(st.sampled_from(sum(CAUGHT.values(), []))).map(" ".join)))  # noqa: RUF017
def test_no_text_makes_a_rule_fail(code: str, text: str) -> None:
    sound = case()
    item = sound.disputed_items[0].model_copy(update={"decision_rationale": text, "service": text})
    broken = sound.model_copy(update={"clinical_case_summary": text, "disputed_items": (item,)})
    for finding in RULES[code].find(broken):
        assert finding.start is not None
        assert 0 <= finding.start < len(text)
