"""Renders a case: as text, and as the HTML that is printed."""

import html
import re
from datetime import date
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from imrletters.case import HEADER_FIELDS, Case, DisputedItem, Guideline, paragraphs
from imrletters.measure import printed_lines, text_lines
from imrletters.resources import data_folder

COLUMNS = 80
EDITIONS = "editions"


def editions() -> list[str]:
    """The names of the editions that there are templates for."""
    return sorted(path.stem for path in (data_folder("templates") / EDITIONS).glob("*.j2"))


def render_text(case: Case, width: int = COLUMNS) -> str:
    """The letter as text, its paragraphs wrapped at ``width`` columns; 0 leaves each on one line."""
    letter = re.sub(r"\n{2,}", "\n\n", _environment("text").get_template(_name(case)).render(letter_view(case)))
    return (
        "\n".join(line for paragraph in letter.strip("\n").split("\n") for line in text_lines(paragraph, width)) + "\n"
    )


def render_html(case: Case) -> str:
    """The letter as an HTML page that needs no other file; ``pdf`` prints it."""
    return _environment("html").get_template(_name(case)).render(letter_view(case))


def letter_view(case: Case) -> dict[str, Any]:
    """All that a template may print, ready to be printed."""
    return {
        "subject": " ".join(filter(None, ["Independent Medical Review Final Determination", case.case_number])),
        "organization": {"name": trimmed(case.organization.name), "label": trimmed(case.organization.label)},
        "header": {name: _header_value(getattr(case, name)) for name in HEADER_FIELDS} if case.has_header else None,
        "reviewer": {
            "states": ", ".join(map(trimmed, case.expert_reviewer.licensure_states)),
            "specialties": ", ".join(map(trimmed, case.expert_reviewer.specialties)),
        },
        "summary": paragraphs(case.clinical_case_summary),
        "items": [_item_view(item) for item in case.disputed_items],
    }


def trimmed(text: str) -> str:
    """A one-line text without the spaces around it, which no print shows."""
    return text.strip()


def _item_view(item: DisputedItem) -> dict[str, Any]:
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
        "claims_administrator_guideline": guideline_view(item.claims_administrator_guideline),
        "maximus_guideline": guideline_view(item.maximus_guideline),
        "decision_rationale": _after_label(item.decision_rationale),
    }


def _after_label(narrative: str) -> list[str]:
    """The paragraphs of a narrative that follows a run-in label: spaces before its first word are printed."""
    first, *rest = paragraphs(narrative)
    return [narrative[: len(narrative) - len(narrative.lstrip(" "))] + first, *rest]


def guideline_view(guideline: Guideline) -> dict[str, Any]:
    """One guideline line, ready to be printed."""
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


def _header_value(value: date | str | None) -> str | None:
    return f"{value:%m/%d}/{value.year:04}" if isinstance(value, date) else value


def _name(case: Case) -> str:
    return f"{EDITIONS}/{case.edition}.j2"


@cache
def _environment(medium: str) -> Environment:
    """The one wording, spoken through the macros of ``medium``: "text" or "html"."""
    templates = data_folder("templates")
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(templates),
        undefined=StrictUndefined,
        autoescape=medium == "html",
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    # the words of a block come escaped in HTML; they are measured plain, and escaped again where they are printed
    environment.globals["medium"] = f"{medium}.j2"
    environment.globals["style"] = Markup(  # noqa: S704 - the package's own file
        (templates / "letter.css").read_text(encoding="utf-8")
    )
    environment.filters["plain"] = plain = _unescaped if medium == "html" else str
    environment.filters["fold"] = lambda text: _fold(plain(text))
    environment.filters["printed_lines"] = printed_lines
    return environment


def _fold(text: str) -> str:
    """Joins the lines of a template's wording by one space; spaces inside a line stay as they are."""
    return re.sub(r"[ \n]*\n[ \n]*", " ", text).strip(" \n")


def _unescaped(text: str) -> str:
    return html.unescape(str(text))
