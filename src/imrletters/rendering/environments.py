"""The environments in which templates are rendered: ours, and that of an organization's own templates folder."""

import re
from collections.abc import Callable
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
from markupsafe import Markup, escape
from pydantic_core import to_json

from imrletters.errors import HouseStyleError, ImrlettersError
from imrletters.rendering.bytecode import TemplateBytecode
from imrletters.rendering.fitting import fitting_rows, fitting_title
from imrletters.rendering.kept_look import letter_look
from imrletters.rendering.line_breaking import guard_hyphen, printed_lines
from imrletters.rendering.look import Look
from imrletters.rendering.own_look import look_of
from imrletters.rendering.template_folder import OwnTemplates, own_file_names
from imrletters.rendering.typefaces import Typeface
from imrletters.resources import data_folder

UNDEFINED_FIELD = re.compile(r"'(None|dict object)' has no attribute '(\w+)'")
"""The message of jinja2 about a field that a value does not have."""
CHARACTERS = {str(escape(each)): each for each in "&<>\"'"}
"""The characters that are escaped in HTML, by what is written for them."""
ESCAPED = re.compile("|".join(CHARACTERS), re.IGNORECASE)  # a template may have changed the text to capital letters
PART_MARK = "\ue000"
"""The character before each part in the medium of Typst. No text of a case contains it, because no font has it."""


def template_names(templates: Path | None = None) -> list[str]:
    """The sorted names of all templates, of ours and of an organization's own folder."""
    ours = data_folder("templates")
    names = {path.relative_to(ours).as_posix() for path in ours.rglob("*.j2")}
    own = own_file_names(templates) if templates else ()
    return sorted(names.union(name for name in own if name.endswith(".j2")))


def template_tree(name: str, templates: Path | None = None) -> nodes.Template:
    """The syntax tree of a template. Raises HouseStyleError if it cannot be read."""
    environment = environment_of(templates, escaped=False)
    try:
        source, _, _ = environment.loader.get_source(environment, name)  # type: ignore[union-attr] # the loader is always set
        return environment.parse(source, name)
    except Exception as error:  # noqa: BLE001 - a template can raise any error
        raise template_fault(error, name, templates) from None


def template_fault(error: Exception, name: str, own: Path | None) -> ImrlettersError:
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
    if isinstance(error, RecursionError):
        reason = "templates, macros or expressions are nested too deeply"
    return HouseStyleError(f"{place}error: {missing}{_in_words_of_templates(reason)}")


def _in_words_of_templates(reason: str) -> str:
    """The reason of an error, without the names of Python's types where it is about a field of the data."""
    found = UNDEFINED_FIELD.fullmatch(reason)
    if found is None:
        return reason
    if found[1] == "None":
        return f"'{found[2]}' is read from a value that is missing; read it inside an if, because a case may lack it"
    return f"there is no field '{found[2]}' in this value; the command templates lists the fields"


@cache
def environment_of(own: Path | None, *, escaped: bool) -> Environment:
    """The environment of the templates, for HTML with values escaped.

    Templates in the folder ``own`` replace ours of the same name, which stay available as "imrletters/NAME".
    """
    files = FileSystemLoader(data_folder("templates"))
    ours = ChoiceLoader([files, PrefixLoader({"imrletters": files})])
    plain = _unescaped if escaped else str
    look = look_of(own)
    filters: dict[str, Callable[..., Any]] = {
        # the words of a block are escaped in HTML; they are measured unescaped, and escaped again where printed
        "plain": plain,
        "fold": lambda text: _fold(plain(text)),
        "printed_lines": lambda text, label="": printed_lines(text, label, look),
        "fitting_rows": (lambda rows: fitting_rows(rows, look)) if own else list,
        "fitting_title": (lambda title: fitting_title(plain(title), look) and title) if own else str,
        "guard_hyphen": guard_hyphen,
        "part": lambda content: PART_MARK + to_json(content).decode(),
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
    environment.globals["style"] = Markup(style_sheet(look) if escaped else "")  # noqa: S704 - the package's own file
    return environment


@cache
def style_sheet(look: Look | None = None) -> str:
    """The style sheet of letters: ``letter.css`` with the figures and fonts of a look; of ours if none is given."""
    environment = Environment(
        loader=FileSystemLoader(data_folder("templates")),
        bytecode_cache=TemplateBytecode("style sheet"),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701 - the figures of a style sheet, no text of a case
        keep_trailing_newline=True,
        finalize=lambda value: f"{value:.10g}" if isinstance(value, float) else value,
    )
    look = look or letter_look()
    families = {"text_family": _family(look.typefaces.text), "table_family": _family(look.typefaces.table)}
    return environment.get_template("letter.css").render(dict(look) | families)


def _family(typeface: Typeface) -> str:
    """The names of a font in a style sheet."""
    return ", ".join(f'"{name}"' for name in (typeface.family, *typeface.known_as))


def _fold(text: str) -> str:
    """Joins the lines of a template by one space; spaces inside a line are kept."""
    return " ".join(line.strip(" ") for line in text.split("\n") if line.strip(" "))


def _unescaped(text: str) -> str:
    """The text as it was before its values were escaped; other entities of HTML are words."""
    text = str(text)
    return ESCAPED.sub(lambda found: CHARACTERS[found[0].lower()], text) if "&" in text else text
