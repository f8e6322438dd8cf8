"""The view of a case: the values that the templates of one copy may print. It contains no words of the letter."""

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
FACTS = (*HEADER_FIELDS, "request_date", "records_complete_date")
"""The fields of a case that the notice lists."""


def letter_view(case: Case, audience: Audience, letterhead: Letterhead | None = None) -> dict[str, Any]:
    """The values that a template of one copy may print. Values that the copy does not contain are not in the view.

    They are plain data (str, int, bool, None, dict, list), because the methods of other objects can run code. A draft
    may have a text in the place of a date.
    """
    case = case.for_audience(audience)
    view = {
        "letterhead": letterhead and _letterhead(letterhead),
        "edition": f"editions/{case.edition}.j2",
        "metadata": {
            "case_number": case.case_number,
            "date": case.decision_date.isoformat() if isinstance(case.decision_date, date) else None,
        },
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


def _letterhead(letterhead: Letterhead) -> dict[str, Any]:
    return {
        "name": letterhead.name,
        "address": list(letterhead.address),
        "logo": letterhead.logo,
        "logo_text": letterhead.logo_text,
        "image": bool(letterhead.image),
        "source": letterhead.source,
    }


def trimmed(text: str) -> str:
    """A one-line text without the spaces around it, which print does not show."""
    return text.strip(" ")


def last_day_of_appeal(mailing: Mailing) -> date:
    """The last of the 30 days in which a determination can be appealed (Labor Code 4610.6(h))."""
    return mailing.date + timedelta(days=DAYS_TO_APPEAL)


def _notice(case: Case) -> dict[str, Any]:
    """The values that only the parties' copy contains."""
    return {
        "decisions": list(dict.fromkeys(item.decision for item in case.disputed_items)),
        "case": {name: _printed(getattr(case, name)) for name in FACTS},
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
        "mailing": case.mailing
        and {
            "date": _printed(case.mailing.date),
            "service_method": case.mailing.service_method,
            "last_day_of_appeal": _printed(
                last_day_of_appeal(case.mailing) if isinstance(case.mailing.date, date) else case.mailing.date
            ),
        },
        "documents": list(map(_reviewed, case.documents_reviewed)),
    }


def _reviewed(document: ReviewedDocument) -> dict[str, Any]:
    return {
        "kind": document.kind,
        "title": trimmed(document.title),
        "author": document.author and trimmed(document.author),
        "date": _printed(document.date),
        "first_date": _printed(document.first_date),
        "last_date": _printed(document.last_date),
        "pages": document.pages,
    }


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
        "claims_administrator_guideline": printed_guideline(item.claims_administrator_guideline),
        "maximus_guideline": printed_guideline(item.maximus_guideline),
        "decision_rationale": _after_label(item.decision_rationale),
    }


def _after_label(narrative: str) -> list[str]:
    """The paragraphs of a narrative after a run-in label: the spaces before its first word are printed."""
    first, *rest = paragraphs(narrative)
    return [narrative[: len(narrative) - len(narrative.lstrip(" "))] + first, *rest]


def printed_guideline(guideline: Guideline) -> dict[str, Any]:
    """The values of a guideline as they are printed, without the spaces around them."""
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
