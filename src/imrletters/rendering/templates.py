"""Renders a case through the Jinja templates: as text, as the HTML that is printed, and as data for learning."""

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    nodes,
)
from markupsafe import Markup

from imrletters.case import Audience, Case
from imrletters.errors import HouseStyleError
from imrletters.rendering.bytecode import TemplateBytecode
from imrletters.rendering.house_style import HouseStyle
from imrletters.rendering.line_breaking import guard_hyphen, printed_lines, text_lines
from imrletters.rendering.look import letter_look
from imrletters.rendering.view import letter_view
from imrletters.resources import data_folder

COLUMNS = 80
PLAIN = HouseStyle()
FAULTS = (TemplateError, ArithmeticError, LookupError, RecursionError, TypeError, ValueError)
"""The errors that a faulty template raises: those of jinja2, and those of the expressions in it."""
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
    folders = [*([templates] if templates else []), data_folder("templates")]
    return sorted({path.relative_to(folder).as_posix() for folder in folders for path in folder.rglob("*.j2")})


def template_tree(name: str, templates: Path | None = None) -> nodes.Template:
    """The syntax tree of a template. Raises HouseStyleError if it cannot be read."""
    environment = _environment(templates, escaped=False)
    try:
        source, _, _ = environment.loader.get_source(environment, name)  # type: ignore[union-attr] # the loader is always set
        return environment.parse(source, name)
    except FAULTS as error:
        raise _fault(error, name) from None


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
    try:
        environment = _environment(house_style.templates, escaped=medium == "html")
        return environment.get_template(name).render(view | {"medium": f"{medium}.j2"})
    except FAULTS as error:
        raise _fault(error, name) from None


def _refuse_html_macros(own: Path | None) -> None:
    if own and (own / "html.j2").exists() and not (own / "typst.j2").exists():
        raise HouseStyleError(
            f"{own / 'html.j2'}: error: Typst does not print HTML, so it cannot use these macros; "
            "print with the engine weasyprint"
        )


def _fault(error: Exception, name: str) -> HouseStyleError:
    """The error for a faulty template, with its name and line; ``name`` if no line is known."""
    import traceback  # noqa: PLC0415 - only faulty templates need it

    place = f"{name}: "
    if isinstance(error, TemplateSyntaxError):
        place = f"{error.name}:{error.lineno}: "
    else:
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".j2")]
        if frames:
            place = f"{'/'.join(Path(frames[-1].filename).parts[-2:])}:{frames[-1].lineno}: "
    missing = "there is no template " if isinstance(error, TemplateNotFound) else ""
    return HouseStyleError(f"{place}error: {missing}{getattr(error, 'message', None) or error}")


@cache
def _environment(own: Path | None, *, escaped: bool) -> Environment:
    """The environment of the templates, for HTML with values escaped.

    Templates in the folder ``own`` replace ours of the same name, which stay available as "imrletters/NAME".
    """
    templates = data_folder("templates")
    ours = FileSystemLoader(templates)
    loaders = [FileSystemLoader(own)] if own else []
    environment = _kind(own)(
        loader=ChoiceLoader([*loaders, ours, PrefixLoader({"imrletters": ours})]),
        undefined=StrictUndefined,
        autoescape=escaped,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=None if own else TemplateBytecode("escaped" if escaped else "plain"),
    )
    # the words of a block are escaped in HTML; they are measured unescaped, and escaped again where they are printed
    environment.globals["style"] = Markup(style_sheet() if escaped else "")  # noqa: S704 - the package's own file
    environment.filters["plain"] = plain = _unescaped if escaped else str
    environment.filters["fold"] = lambda text: _fold(plain(text))
    environment.filters["printed_lines"] = printed_lines
    environment.filters["guard_hyphen"] = guard_hyphen
    environment.filters["part"] = lambda content: PART_MARK + json.dumps(content)
    return environment


def _kind(own: Path | None) -> type[Environment]:
    """The sandbox for an organization's own templates; it is slower, and ours need none."""
    if own is None:
        return Environment
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415 - only own templates need it

    return ImmutableSandboxedEnvironment


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
