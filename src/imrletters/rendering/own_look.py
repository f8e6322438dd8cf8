"""The look of an organization's own letters: the figures of ``look.toml`` in its templates folder, and ours."""

import math
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from imrletters.errors import HouseStyleError
from imrletters.rendering.kept_look import letter_look
from imrletters.rendering.line_breaking import width_in_points
from imrletters.rendering.look import EDGES, LOOK_FILE, WIDER, Look, PageLook
from imrletters.rendering.look_lines import line_of
from imrletters.rendering.template_folder import FONT_FOLDER, read_template
from imrletters.rendering.typefaces import Typefaces, unprintable
from imrletters.toml_file import TomlError, fault_words, toml_tables

if TYPE_CHECKING:  # own fonts are imported only for own looks
    from imrletters.rendering.own_fonts import Faults

LONGEST_NUMBER = "9999"
LARGEST_SIZE = 1000
"""No type size is as large as this; a line height for a larger one, or for infinity, could not be computed."""
TABLES_WITH_LINES = ("text", "header_table", "letterhead", "footer")
"""The tables with a type size and a line height."""


@cache
def look_of(templates: Path | None) -> Look:
    """The look of letters with an organization's own templates, or of ours. It is read once, as the templates are.

    Raises HouseStyleError as ``read_look`` does.
    """
    return read_look(templates)


def read_look(templates: Path | None) -> Look:
    """The look of a folder as its file now is, or ours: the figures of the folder replace ours one by one.

    Raises HouseStyleError, with one line for each fault, if the file is not TOML or if letters with such a look could
    not be printed, or not be read back.
    """
    if templates is None or (data := read_template(templates, LOOK_FILE)) is None:
        return letter_look()
    from imrletters.rendering.own_fonts import read_own_fonts  # noqa: PLC0415 - only own looks need it

    try:
        text = data.decode("utf-8")
        tables = toml_tables(text)
    except UnicodeDecodeError as error:
        raise HouseStyleError(f"{LOOK_FILE}: error: not TOML: {error}") from None
    except TomlError as error:
        raise HouseStyleError(f"{LOOK_FILE}: error: {error}") from None
    figures: dict[str, Any] = letter_look().model_dump()
    figures["page"] = {name: figures["page"][name] for name in ("size", "margin")}
    for name, table in tables.items():
        both = isinstance(table, dict) and name in figures
        figures[name] = figures[name] | table if both else table
    _fit_to_page(figures, tables)
    typefaces, found = read_own_fonts(templates, figures["fonts"])
    _fit_to_fonts(figures, tables, typefaces)
    try:
        look = Look.model_validate(figures, context=typefaces)
    except ValidationError as error:
        faults = [each for each in error.errors() if not _repeats_margin(each["loc"], tables)]
        found += [_fault(each) for each in faults]
    else:
        found += [*_unused_footer(look, tables), *_footer_faults(look)]
    if found:
        raise HouseStyleError("\n".join(f"{LOOK_FILE}:{line_of(name, text)}: error: {words}" for name, words in found))
    return look


def _fit_to_page(figures: dict[str, Any], tables: dict[str, Any]) -> None:
    """Makes figures of our header table and letterhead as small as the own look requires, unless it states them."""
    try:
        page = PageLook.model_validate(figures["page"])
    except ValidationError:
        return  # its faults are found with the whole look
    table, letterhead = figures["header_table"], figures["letterhead"]
    if isinstance(table, dict):
        inset = _number(table["padding"]) + _number(table["rule"])
        if _states_none_of(tables, "header_table", "overhang"):
            table["overhang"] = min(table["overhang"], inset)
        overhang = _number(table["overhang"])
        if _states_none_of(tables, "header_table", "width"):
            fits = table["width"] <= page.line_width + overhang + min(overhang + WIDER, inset)
            table["width"] = table["width"] if fits else page.line_width + 2 * overhang
    if _states_none_of(tables, "letterhead", "height"):
        letterhead["height"] = min(letterhead["height"], page.margin_top)
    if _states_none_of(tables, "letterhead", "logo_height"):
        letterhead["logo_height"] = min(letterhead["logo_height"], _number(letterhead["height"]))
    if _states_none_of(tables, "letterhead", "logo_width"):
        letterhead["logo_width"] = min(letterhead["logo_width"], page.line_width)


def _number(value: Any) -> float:
    """A figure; a large one in place of a value that the validation refuses."""
    return value if isinstance(value, int | float) and 0 <= value <= LARGEST_SIZE else LARGEST_SIZE


def _fit_to_fonts(figures: dict[str, Any], tables: dict[str, Any], typefaces: Typefaces) -> None:
    """Makes the lines of our look as high as the own fonts, in each table without a line height of its own."""
    for table in TABLES_WITH_LINES:
        face = typefaces.text if table == "text" else typefaces.table
        if face.data and _states_none_of(tables, table, "line_height"):
            size = figures[table]["size"]
            if isinstance(size, int | float) and 0 < size <= LARGEST_SIZE:  # the validation refuses others
                least = math.ceil(round(size * face.height * 10, 6)) / 10
                figures[table]["line_height"] = max(figures[table]["line_height"], least)


def _states_none_of(tables: dict[str, Any], table: str, *names: str) -> bool:
    """Whether a table of an own look has none of these figures."""
    own = tables.get(table, {})
    return isinstance(own, dict) and own.keys().isdisjoint(names)


def _unused_footer(look: Look, tables: dict[str, Any]) -> "Faults":
    """The figures of a footer without a text, which would change nothing."""
    if look.footer.text or not tables.get("footer") or "text" in tables["footer"]:
        return []
    return [("footer", "footer: text is missing; without it, no footer is printed")]


def _repeats_margin(place: tuple[int | str, ...], tables: dict[str, Any]) -> bool:
    """Whether a fault is that of an edge whose figure is that of all margins."""
    return place[:1] == ("page",) and place[-1] in EDGES and place[-1] not in tables["page"]


def _fault(details: Any) -> tuple[str, str]:
    """The name of the figure in an error of pydantic, and the error in our words."""
    name, kind, value = ".".join(map(str, details["loc"])), details["type"], details["input"]
    words = fault_words(details)
    if kind == "extra_forbidden":
        from difflib import get_close_matches  # noqa: PLC0415 - only faults need it

        [near] = get_close_matches(name, _names(), 1, 0)
        return name, f"there is no figure {name}; the nearest name is {near}"
    if name == "footer.text" and kind == "string_pattern_mismatch":
        expected = "one line with single spaces between its words, and no braces but {page} and {pages}"
        return name, f"{name}: got {value!r}; expected {expected}"
    if name.startswith("fonts.") and kind == "string_pattern_mismatch":
        return name, f"{name}: got {value!r}; expected the name of a .ttf or .otf file in the folder {FONT_FOLDER}"
    if kind == "value_error":  # of figures together
        named = re.match(r"([a-z_]+\.[a-z_]+): ", words)
        return (named[1], words) if named else (name, f"{name}: {words}")
    if kind == "missing":  # of the columns
        return name, f"{name}: {words}"
    return name, f"{name}: got {value!r}; {words}"


def _names() -> list[str]:
    """The names of all figures, and of their tables."""
    tables = letter_look().model_dump()
    return [*tables, *(f"{table}.{name}" for table, figures in tables.items() for name in figures)]


def _footer_faults(look: Look) -> "Faults":
    """Characters that the fonts lack, and a text that is wider than a line."""
    words = look.footer.words(LONGEST_NUMBER, LONGEST_NUMBER)
    faces = look.typefaces
    missing = [unprintable(each, faces) for each in dict.fromkeys(words) if each not in faces.characters]
    if missing:
        return [("footer.text", f"footer.text: {each}") for each in missing]
    width = width_in_points(words, faces.table, look.footer.size)
    if width > look.line_width:
        message = f"footer.text: is {width:.0f} pt wide; a line has room for {look.line_width:.0f} pt"
        return [("footer.text", message)]
    return []
