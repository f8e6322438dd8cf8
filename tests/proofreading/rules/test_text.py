"""Typing errors: found at their places, and nothing else."""

import pytest

from tests.proofreading.support import found, is_found_inside, text_everywhere

FOUND = {
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
}  # fmt: skip
NOT_FOUND = {
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
}  # fmt: skip


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in FOUND.items() for text in texts])
def test_a_typing_error_is_found_at_its_place(code: str, text: str) -> None:
    assert is_found_inside(code, text)


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in NOT_FOUND.items() for text in texts])
def test_a_correct_text_is_not_found(code: str, text: str) -> None:
    assert not is_found_inside(code, text)


@pytest.mark.parametrize("code", FOUND)
def test_every_printed_text_is_searched(code: str) -> None:
    subject = text_everywhere(f"Whales {FOUND[code][0]} fall.")
    assert len({finding.path for finding in found(code, subject)}) == 13
