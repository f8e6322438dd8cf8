"""Identifying information: found at its place, and nothing else."""

import pytest

from tests.proofreading.support import found, is_found_inside, text_everywhere

FOUND = {
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
        "SSN xxx-xx-3456", "SSN000123456", "Social Security number 000123456", "social security no. 000-12-3456",
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
NOT_FOUND = {
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


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in FOUND.items() for text in texts])
def test_identifying_information_is_found_at_its_place(code: str, text: str) -> None:
    assert is_found_inside(code, text)


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in NOT_FOUND.items() for text in texts])
def test_other_names_and_numbers_are_not_found(code: str, text: str) -> None:
    assert not is_found_inside(code, text)


@pytest.mark.parametrize("code", FOUND)
def test_the_summary_the_rationales_and_the_headings_are_searched(code: str) -> None:
    subject = text_everywhere(f"Whales {FOUND[code][0]} fall.")
    assert len({finding.path for finding in found(code, subject)}) == 5
