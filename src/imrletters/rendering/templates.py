"""Renders a case through the Jinja templates: as text, as the HTML that is printed, and as data for learning."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
    nodes,
)
from markupsafe import Markup

from imrletters.case import Audience, Case
from imrletters.errors import HouseStyleError, ImrlettersError
from imrletters.rendering.bytecode import TemplateBytecode
from imrletters.rendering.house_style import HouseStyle
from imrletters.rendering.line_breaking import guard_hyphen, printed_lines, text_lines
from imrletters.rendering.look import letter_look
from imrletters.rendering.template_folder import OwnTemplates, has_template, own_template_names
from imrletters.rendering.view import letter_view
from imrletters.rendering.work_budget import CURRENT, WorkBudget
from imrletters.resources import data_folder

COLUMNS = 80
PLAIN = HouseStyle()
PART_MARK = "\ue000"
"""The character before each part in the medium of Typst. No text of a case contains it, because no font has it."""
WORDS = "words"
"""The kind of a letter part that is printed outside the macros."""


@dataclass(frozen=True)
class LetterPart:
    """One part of a letter: the macro that prints it, its text, and its run-in label.

    The label of an item heading is the text after the request: the decision. The label of a statement is its name.
    """

    kind: str
    text: str
    label: str = ""


def editions(templates: Path | None = None) -> list[str]:
    """The sorted names of the editions: ours, and those in an organization's own templates folder."""
    return _editions_in(template_names(templates)) if templates else list(_our_editions())


@cache
def _our_editions() -> list[str]:
    return _editions_in(template_names())


def _editions_in(names: list[str]) -> list[str]:
    return sorted({Path(name).stem for name in names if name.startswith("editions/")})


def template_names(templates: Path | None = None) -> list[str]:
    """The sorted names of all templates, of ours and of an organization's own folder."""
    ours = data_folder("templates")
    names = {path.relative_to(ours).as_posix() for path in ours.rglob("*.j2")}
    own = own_template_names(templates) if templates else ()
    return sorted(names.union(name for name in own if name.endswith(".j2")))


def template_tree(name: str, templates: Path | None = None) -> nodes.Template:
    """The syntax tree of a template. Raises HouseStyleError if it cannot be read."""
    environment = _environment(templates, escaped=False)
    try:
        source, _, _ = environment.loader.get_source(environment, name)  # type: ignore[union-attr] # the loader is always set
        return environment.parse(source, name)
    except Exception as error:  # noqa: BLE001 - a template can raise any error
        raise _fault(error, name, templates) from None


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
    if medium == "typst":
        _refuse_html_macros(house_style.templates)
    view = letter_view(case, audience, house_style.letterhead)
    name = view["edition"] if audience == "public" else f"copies/{audience}.j2"
    environment = _environment(house_style.templates, escaped=medium == "html")
    budget = WorkBudget(view) if house_style.templates else None
    token = CURRENT.set(budget)
    try:
        letter = environment.get_template(name).render(view | {"medium": f"{medium}.j2"})
    except Exception as error:  # noqa: BLE001 - a template can raise any error
        raise _fault(error, name, house_style.templates) from None
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


def _fault(error: Exception, name: str, own: Path | None) -> ImrlettersError:
    """The error for a faulty template, with its name and line; ``name`` if no line is known.

    Of the templates that were running, it is the innermost of the folder ``own``, or else the innermost.
    """
    import traceback  # noqa: PLC0415 - only faulty templates need it

    if isinstance(error, ImrlettersError):
        return error
    place = f"{name}: "
    if isinstance(error, TemplateSyntaxError):
        place = f"{error.name}:{error.lineno}: "
    else:
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".j2")]
        frames = [frame for frame in frames if own and Path(frame.filename).is_relative_to(own)] or frames
        if frames:
            place = f"{'/'.join(Path(frames[-1].filename).parts[-2:])}:{frames[-1].lineno}: "
    missing = "there is no template " if isinstance(error, TemplateNotFound) else ""
    reason = getattr(error, "message", None) or str(error) or type(error).__name__
    return HouseStyleError(f"{place}error: {missing}{reason}")


@cache
def _environment(own: Path | None, *, escaped: bool) -> Environment:
    """The environment of the templates, for HTML with values escaped.

    Templates in the folder ``own`` replace ours of the same name, which stay available as "imrletters/NAME".
    """
    files = FileSystemLoader(data_folder("templates"))
    ours = ChoiceLoader([files, PrefixLoader({"imrletters": files})])
    plain = _unescaped if escaped else str
    filters: dict[str, Callable[..., Any]] = {
        # the words of a block are escaped in HTML; they are measured unescaped, and escaped again where printed
        "plain": plain,
        "fold": lambda text: _fold(plain(text)),
        "printed_lines": printed_lines,
        "guard_hyphen": guard_hyphen,
        "part": lambda content: PART_MARK + json.dumps(content),
    }
    if own:  # ours need no sandbox, which is slower
        from imrletters.rendering.own_environment import OwnEnvironment  # noqa: PLC0415 - only own templates need it

        loader = ChoiceLoader([OwnTemplates(own), ours])
        environment: Environment = OwnEnvironment(loader, filters, escaped=escaped)
    else:
        environment = Environment(
            loader=ours,
            undefined=StrictUndefined,
            autoescape=escaped,  # noqa: S701 - text and JSON are not escaped
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=TemplateBytecode("escaped" if escaped else "plain"),
        )
        environment.filters |= filters
    environment.globals["style"] = Markup(style_sheet() if escaped else "")  # noqa: S704 - the package's own file
    return environment


@cache
def style_sheet() -> str:
    """The style sheet of every letter: ``letter.css`` with the figures of the look."""
    environment = Environment(
        loader=FileSystemLoader(data_folder("templates")),
        bytecode_cache=TemplateBytecode("style sheet"),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701 - the figures of a style sheet, no text of a case
        keep_trailing_newline=True,
        finalize=lambda value: f"{value:.10g}" if isinstance(value, float) else value,
    )
    return environment.get_template("letter.css").render(dict(letter_look()))


def _fold(text: str) -> str:
    """Joins the lines of a template by one space; spaces inside a line are kept."""
    return " ".join(line.strip(" ") for line in text.split("\n") if line.strip(" "))


def _unescaped(text: str) -> str:
    from html import unescape  # noqa: PLC0415 - text letters need no names of characters

    return unescape(str(text))
