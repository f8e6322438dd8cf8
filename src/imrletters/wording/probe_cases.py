"""The cases from whose letters an edition is learned: the probe, whose values are markers, and other cases like it.

What the letter of the probe prints between markers is fixed wording.
"""

from datetime import date
from typing import Any

from imrletters.case import HEADER_FIELDS, Case, Citation, Guideline
from imrletters.wording.marked_text import MARK

HEADER_DATES = {name: date(1000, 1, number) for number, name in enumerate(HEADER_FIELDS[2:], start=1)}

SECTIONS = Citation(title=MARK["title_1"], sections=(MARK["place_1"], MARK["place_2"]))
PAGES = Citation.model_construct(title=MARK["title_1"], sections=(), pages=MARK["place_1"])
FIRST, SECOND = (Citation(title=MARK[name]) for name in ("title_1", "title_2"))
OTHERS = (MARK["other_1"], MARK["other_2"])
GUIDELINES = {
    "sections": Guideline(mtus=(SECTIONS, SECOND), non_mtus=OTHERS),
    "sections alone": Guideline(mtus=(SECTIONS,)),
    "pages": Guideline.model_construct(mtus=(PAGES, SECOND), non_mtus=OTHERS, text=None),
    "pages alone": Guideline.model_construct(mtus=(PAGES,), non_mtus=(), text=None),
    "titles": Guideline(mtus=(FIRST, SECOND)),
    "title": Guideline(mtus=(FIRST,), non_mtus=OTHERS[:1]),
    "others": Guideline(non_mtus=OTHERS),
    "none": Guideline(),
    "text": Guideline(text=MARK["text"]),
}
"""A guideline of each form. Sections and pages are both tried: an edition prints one of them."""
PARTIAL_APPROVALS = ("quantity", "substitution")
DECISION = "Upheld"
"""The decision about each item of the probe."""
FOR_PARTIES = {
    "documents_reviewed": (),
    "request_date": "2016-10-12",
    "records_complete_date": "2016-11-22",
    "parties": [{"role": MARK["text"], "name": MARK["text"]}],
    "mailing": {"date": "2016-12-07", "service_method": "mail"},
    "replaces": {"case_number": MARK["text"], "decision_date": "2016-11-02", "error": MARK["text"]},
}


def probe_case(edition: str, **changes: Any) -> Case:
    """A case with an item for each form of a guideline and each kind of partial approval, named by its rationale."""
    partial = {"original_request": MARK["original"], "authorized": MARK["authorized"]}
    forms: dict[str, dict[str, Any]] = {
        name: {"claims_administrator_guideline": guideline, "maximus_guideline": guideline}
        for name, guideline in GUIDELINES.items()
    }
    forms |= {kind: forms["text"] | {"partial_approval": {"kind": kind, **partial}} for kind in PARTIAL_APPROVALS}
    items = [
        {"service": MARK["service"], "decision": DECISION, "decision_rationale": MARK["text"] + name, **form}
        for name, form in forms.items()
    ]
    data = {
        "edition": edition,
        "organization": {"name": MARK["name"], "label": MARK["label"]},
        "case_number": MARK["case_number"],
        "priority": "Standard",
        **HEADER_DATES,
        "expert_reviewer": {"licensure_states": [MARK["states"]], "specialties": [MARK["specialties"]]},
        "clinical_case_summary": MARK["text"],
        "documents_reviewed": [{"kind": "Other record", "title": MARK["document"]}],
        "disputed_items": items,
    }
    return Case.model_validate(data | changes).model_copy(update={"priority": MARK["priority"]})


def other_cases(edition: str) -> tuple[Case, ...]:
    """Cases that differ from the probe in what an edition could make its words depend on.

    They differ in the number of items, the decisions, the priority, the header block, the numbers of states,
    specialties and paragraphs, and in what only the parties' copy prints. The first one has all items of the probe.
    """
    probe = probe_case(edition)
    reviewer = {"licensure_states": [MARK["states"]] * 2, "specialties": [MARK["specialties"]] * 2}
    changed = probe_case(edition, expert_reviewer=reviewer, **FOR_PARTIES)
    overturned = tuple(item.model_copy(update={"decision": "Overturned"}) for item in probe.disputed_items)
    last = overturned[-1]
    paragraphs = "\n\n".join([MARK["text"]] * 2)
    one = last.model_copy(update={"decision_rationale": f"{last.decision_rationale}\n\n{MARK['text']}"})
    return (
        probe.model_copy(update={"disputed_items": overturned, "priority": "Standard"}),
        changed.model_copy(
            update={"disputed_items": (one,), "priority": "Expedited", "clinical_case_summary": paragraphs}
        ),
        probe.model_copy(
            update={
                **dict.fromkeys(HEADER_FIELDS),
                "disputed_items": (probe.disputed_items[0], overturned[1]),
                "documents_reviewed": (*probe.documents_reviewed, *probe.documents_reviewed),
            }
        ),
    )
