"""Renders a case through the Jinja templates: as text, as the HTML that is printed, and as data for learning."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from imrletters.case import Audience, Case
from imrletters.errors import HouseStyleError
from imrletters.rendering.environments import environment_of, template_fault, template_names
from imrletters.rendering.house_style import HouseStyle
from imrletters.rendering.line_breaking import text_lines
from imrletters.rendering.template_folder import has_template
from imrletters.rendering.view import letter_view
from imrletters.rendering.work_budget import CURRENT, WorkBudget

COLUMNS = 80
PLAIN = HouseStyle()
WORDS = "words"
"""The kind of a letter part that is printed outside the macros."""


class LetterPart(NamedTuple):
    """One part of a letter: the macro that prints it, its text, and its run-in label.

    The label of an item heading is the text after the request: the decision. The label of a statement is its name.
    """

    kind: str
    text: str
    label: str = ""


def editions(templates: Path | None = None) -> list[str]:
    """The sorted names of the editions: ours, and those in an organization's own templates folder.

    Raises HouseStyleError if the folder is at fault (see ``check_own_folder``).
    """
    if templates is None:
        return list(_our_editions())
    _check(templates)
    return _editions_in(template_names(templates))


@cache
def _our_editions() -> list[str]:
    return _editions_in(template_names())


def _editions_in(names: list[str]) -> list[str]:
    return sorted({Path(name).stem for name in names if name.startswith("editions/")})


def _check(own: Path) -> None:
    """Raises HouseStyleError if an organization's own folder is at fault."""
    from imrletters.rendering.own_folder import check_own_folder  # noqa: PLC0415 - only own templates need it

    check_own_folder(own)


def render_text(
    case: Case, width: int = COLUMNS, audience: Audience = "public", house_style: HouseStyle = PLAIN
) -> str:
    """The letter as text, its paragraphs wrapped at ``width`` columns; 0 puts each on one line."""
    letter = re.sub(r"\n{2,}", "\n\n", render_medium(case, "text", audience, house_style))
    return (
        "\n".join(line for paragraph in letter.strip("\n").split("\n") for line in text_lines(paragraph, width)) + "\n"
    )


def letter_parts(case: Case, audience: Audience = "public", templates: Path | None = None) -> list[LetterPart]:
    """The parts of a letter in reading order, and the statements of the edition. See ``wording.j2``."""
    lines = render_medium(case, "wording", audience, HouseStyle(templates)).split("\n")
    return [
        LetterPart(*json.loads(line)) if line.startswith("[") else LetterPart(WORDS, line)
        for line in lines
        if line.strip()
    ]


def render_medium(case: Case, medium: str, audience: Audience = "public", house_style: HouseStyle = PLAIN) -> str:
    """The letter in a medium: the name of a template of macros without its suffix, such as "html".

    An HTML letter is a page that needs no other file. Raises HouseStyleError if a template is at fault, or if an
    organization's own folder has macros for HTML but none for the medium of Typst, which does not print HTML.
    """
    house_style.check_letterhead()
    return render_view(letter_view(case, audience, house_style.letterhead), medium, audience, house_style)


def render_view(view: dict[str, Any], medium: str, audience: Audience, house_style: HouseStyle = PLAIN) -> str:
    """The letter of the values of a case in a medium. Raises as ``render_medium`` does."""
    if house_style.templates:
        _check(house_style.templates)
    if medium == "typst":
        _refuse_html_macros(house_style.templates)
    name = view["edition"] if audience == "public" else f"copies/{audience}.j2"
    environment = environment_of(house_style.templates, escaped=medium == "html")
    budget = WorkBudget(view) if house_style.templates else None
    token = CURRENT.set(budget)
    try:
        letter = environment.get_template(name).render(view | {"medium": f"{medium}.j2"})
    except Exception as error:  # noqa: BLE001 - a template can raise any error
        raise template_fault(error, name, house_style.templates) from None
    finally:
        CURRENT.reset(token)
    if budget and len(letter) > budget.longest:
        raise HouseStyleError(f"{name}: error: got a letter of {len(letter)} characters; expected {budget.longest}")
    return letter


def _refuse_html_macros(own: Path | None) -> None:
    if own and has_template(own, "html.j2") and not has_template(own, "typst.j2"):
        raise HouseStyleError(
            f"{own / 'html.j2'}: error: Typst does not print HTML, so it cannot use these macros; "
            "print with the engine weasyprint"
        )
