"""The view of a case: all that the templates of one copy may print, ready to be printed."""

from datetime import date, timedelta
from typing import Any

from imrletters.case import (
    HEADER_FIELDS,
    Audience,
    Case,
    DisputedItem,
    Guideline,
    Mailing,
    ReviewedDocument,
    paragraphs,
)
from imrletters.rendering.house_style import Letterhead

DAYS_TO_APPEAL = 30
"""From service (Labor Code 4610.6(h))."""
SERVED = {"mail": "by mail", "electronic": "electronically", "personal": "in person"}


def letter_view(case: Case, audience: Audience, letterhead: Letterhead | None = None) -> dict[str, Any]:
    """What a template of ``copy`` may print. What the copy does not carry is not in it under any name."""
    case = case.for_audience(audience)
    view = {
        "letterhead": letterhead,
        "edition": f"editions/{case.edition}.j2",
        "document": _document(case),
        "organization": {"name": trimmed(case.organization.name), "label": trimmed(case.organization.label)},
        "header": {name: _printed(getattr(case, name)) for name in HEADER_FIELDS} if case.has_header else None,
        "expert_reviewer": {
            "licensure_states": ", ".join(map(trimmed, case.expert_reviewer.licensure_states)),
            "specialties": ", ".join(map(trimmed, case.expert_reviewer.specialties)),
        },
        "clinical_case_summary": paragraphs(case.clinical_case_summary),
        "disputed_items": [_item(item) for item in case.disputed_items],
    }
    return view | _notice(case) if audience == "parties" else view


def _document(case: Case) -> dict[str, str | None]:
    """What the file says of itself: a letter is dated by its determination, or not at all."""
    count = len(case.disputed_items)
    of_items = f"of {count} disputed items/services" if count > 1 else "of a disputed item/service"
    return {
        "title": " ".join(filter(None, ["Independent Medical Review Final Determination", case.case_number])),
        "author": trimmed(case.organization.name),
        "subject": f"The independent medical review {of_items} under California Labor Code section 4610.6",
        "date": case.decision_date.isoformat() if case.decision_date else None,
    }


def trimmed(text: str) -> str:
    """A one-line text without the spaces around it, which no print shows."""
    return text.strip(" ")


def outcome(case: Case) -> str:
    """The outcome of the whole, derived from the items."""
    decisions = {item.decision for item in case.disputed_items}
    return "PARTLY OVERTURNED" if len(decisions) > 1 else decisions.pop().upper()


def last_day_of_appeal(mailing: Mailing) -> date:
    """The last of the 30 days in which a determination can be appealed (Labor Code 4610.6(h))."""
    return mailing.date + timedelta(days=DAYS_TO_APPEAL)


def _notice(case: Case) -> dict[str, Any]:
    """What only the parties' copy says."""
    facts = {
        "Case": case.case_number,
        "Determination of": case.decision_date,
        "Date of injury": case.date_of_injury,
        "Denial by utilization review": case.ur_denial_date,
        "Request for authorization": case.request_date,
        "Application received": case.application_received,
        "Records complete": case.records_complete_date,
        "Priority": case.priority,
    }
    return {
        "outcome": outcome(case),
        "facts": [f"{label}: {_printed(value)}" for label, value in facts.items() if value is not None],
        "parties": [
            {"role": trimmed(p.role), "name": trimmed(p.name), "address": list(map(trimmed, p.address))}
            for p in case.parties
        ],
        "replaces": case.replaces
        and {
            "case_number": trimmed(case.replaces.case_number),
            "decision_date": _printed(case.replaces.decision_date),
            "error": trimmed(case.replaces.error),
        },
        "service": case.mailing
        and {
            "date": _printed(case.mailing.date),
            "how": SERVED[case.mailing.service_method],
            "by_mail": case.mailing.service_method == "mail",
            "last_day_of_appeal": _printed(last_day_of_appeal(case.mailing)),
        },
        "documents_reviewed": [f"{n}. {_reviewed(d)}" for n, d in enumerate(case.documents_reviewed, start=1)],
    }


def _reviewed(document: ReviewedDocument) -> str:
    dates = [document.date] if document.date else [document.first_date, document.last_date]
    parts = [
        trimmed(document.title),
        document.author and trimmed(document.author),
        " to ".join(_printed(day) or "" for day in dates if day),
        document.pages and f"{document.pages} page{'s' if document.pages > 1 else ''}",
    ]
    return f"{document.kind}: " + ", ".join(part for part in parts if part)


def _item(item: DisputedItem) -> dict[str, Any]:
    partial = item.partial_approval
    return {
        "service": trimmed(item.service),
        "partial_approval": partial
        and {
            "kind": partial.kind,
            "original_request": trimmed(partial.original_request),
            "authorized": trimmed(partial.authorized),
        },
        "decision": item.decision,
        "claims_administrator_guideline": _guideline(item.claims_administrator_guideline),
        "maximus_guideline": _guideline(item.maximus_guideline),
        "decision_rationale": _after_label(item.decision_rationale),
    }


def _after_label(narrative: str) -> list[str]:
    """The paragraphs of a narrative that follows a run-in label: spaces before its first word are printed."""
    first, *rest = paragraphs(narrative)
    return [narrative[: len(narrative) - len(narrative.lstrip(" "))] + first, *rest]


def _guideline(guideline: Guideline) -> dict[str, Any]:
    return {
        "text": guideline.text and trimmed(guideline.text),
        "mtus": [
            {
                "title": trimmed(citation.title),
                "sections": [trimmed(section) for section in citation.sections],
                "pages": citation.pages and trimmed(citation.pages),
            }
            for citation in guideline.mtus
        ],
        "non_mtus": [trimmed(citation) for citation in guideline.non_mtus],
    }


def _printed(value: date | str | None) -> str | None:
    return f"{value:%m/%d}/{value.year:04}" if isinstance(value, date) else value
