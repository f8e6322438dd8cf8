"""Finds the templates that the letters of one edition, audience and medium use.

Templates name others in the tags ``extends``, ``include``, ``import`` and ``from``. Their source is searched for these
tags; nothing is rendered.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from imrletters.case import AUDIENCES, Audience
from imrletters.rendering.look import LOOK_FILE
from imrletters.rendering.own_look import look_of
from imrletters.rendering.template_folder import is_template_name, own_file_names, read_template
from imrletters.resources import data_folder

OURS = "imrletters/"
"""The beginning of the names by which own templates use ours of the same name."""
MEDIUM_FILES = {"text": (), "html": ("letter.css", LOOK_FILE), "typst": ("letter.typ", LOOK_FILE)}
"""What our own files add to the macros of a medium."""
REFERENCE = re.compile(r"\{%[-+]?\s*(?:extends|include|import|from)\s+(.+?)[-+]?%\}", re.DOTALL)
END = r"(?=\s*$|\s+(?:as|ignore|import|with|without)\b)"
LITERAL = re.compile(rf"""(["'])([^"'\\]+)\1{END}""")
VARIABLE = re.compile(rf"(edition|medium){END}")
SET_VARIABLE = re.compile(r"\{%(?!\s*[-+]?\s*(?:extends|import)\b)[^%]*\b(?:edition|medium)\b")
"""Another tag that contains the name of a variable, and may change it."""
EVERY_FILE = ("*.j2", "*.css", "*.toml", "*.typ")


class UsedTemplates(NamedTuple):
    """The names of the used files of ours, and of those in an organization's own folder; both sorted."""

    ours: tuple[str, ...]
    own: tuple[str, ...] = ()


def every_template(own: Path | None = None) -> UsedTemplates:
    """All templates."""
    folder = data_folder("templates")
    files = {path.relative_to(folder).as_posix() for pattern in EVERY_FILE for path in folder.rglob(pattern)}
    return UsedTemplates(tuple(sorted(files)), tuple(own_file_names(own)) if own else ())


def used_templates(edition: str, audience: Audience, medium: str, own: Path | None = None) -> UsedTemplates:
    """The templates that letters of an edition use, for one audience and in one medium ("text", "html", "typst").

    All templates, if that cannot be found out: the edition does not exist, or an own template computes a name. Raises
    HouseStyleError for an own template that may not be read.
    """
    variables = {"edition": f"editions/{edition}.j2", "medium": f"{medium}.j2"}
    waiting = [variables["edition"] if audience == AUDIENCES[0] else f"copies/{audience}.j2"]
    ours, mine = set(MEDIUM_FILES.get(medium, ())), set[str]()
    if own and LOOK_FILE in ours and read_template(own, LOOK_FILE) is not None:
        mine |= {LOOK_FILE, *look_of(own).fonts.files}  # its figures replace ours one by one, so that ours stays in use
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        data = read_template(own, name) if own and is_template_name(name) else None
        if data is not None:
            mine.add(name)
        else:
            file = data_folder("templates") / name.removeprefix(OURS)
            if not (is_template_name(name) and file.is_file()):
                return every_template(own)
            ours.add(name.removeprefix(OURS))
            data = file.read_bytes()
        named = list(_references(data.decode(errors="replace"), variables, own=name in mine))
        if None in named:
            return every_template(own)
        waiting += [each for each in named if each]
    return UsedTemplates(tuple(sorted(ours)), tuple(sorted(mine)))


def _references(source: str, variables: dict[str, str], *, own: bool) -> Iterator[str | None]:
    """The names of the templates that a source names; None for a name that it computes."""
    for reference in REFERENCE.finditer(source):
        literal, variable = LITERAL.match(reference[1]), VARIABLE.match(reference[1])
        if literal:
            yield literal[2]
        elif variable and not (own and SET_VARIABLE.search(source)):
            yield variables[variable[1]]
        else:
            yield None
