"""Loads the fonts, the colours and the style sheets for printing, once per process."""

import re
import shutil
import weakref
from functools import cache, lru_cache
from importlib.resources import files
from io import BytesIO

from weasyprint import CSS
from weasyprint.css import ColorProfile
from weasyprint.text.ffi import ffi, fontconfig, pangoft2
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from imrletters.printing import MOST_LOOKS, font_folder_of
from imrletters.rendering import Look, Typefaces, letter_look, style_sheet

NO_FEATURES_IN_STYLE = "font-kerning: none; font-variant-ligatures: none;"
"""How the style sheet of letters turns off kerning and ligatures, for browsers.

The fonts that are printed have no tables for them. WeasyPrint would pass the settings to Pango for each line, and leak
that memory. At an upgrade: is the leak fixed? Then they need not be removed.
"""
UNUSED_DEFAULTS = re.compile(r"^(?:::|  @).*\n", re.MULTILINE)
"""The rules of the default style sheet for pseudo-elements of any element, and for the margin boxes of a page."""
# WeasyPrint declares only the functions of Fontconfig that it calls itself. At an upgrade: does FcConfigCreate still
# exist in Fontconfig, and is ``ffi`` still where WeasyPrint declares them?
ffi.cdef("FcConfig * FcConfigCreate (void);", override=True)


def colors() -> ColorProfile:
    """The colour space of a letter: sRGB."""
    # WeasyPrint leaves the file open if it reads the profile itself. At an upgrade: are the file and the parameters of
    # ColorProfile still the same?
    profile = files("weasyprint.pdf").joinpath("sRGB2014.icc").read_bytes()
    return ColorProfile(BytesIO(profile), None, "relative-colorimetric", (["r"], ["g"], ["b"]))


def fonts(look: Look | None = None) -> tuple[FontConfiguration, CSS]:
    """The fonts of a look, or of ours, and no others, with the style sheet that declares them."""
    return _fonts((look or letter_look()).typefaces)


@lru_cache(maxsize=MOST_LOOKS)
def _fonts(typefaces: Typefaces) -> tuple[FontConfiguration, CSS]:
    folder = font_folder_of(typefaces)
    faces = [
        f'@font-face {{ font-family: "{each.family}"; font-weight: {"bold" if each.bold else "normal"}; '
        f'src: url("{folder.file(each).as_uri()}") }}'
        for each in typefaces
    ]
    configuration = FontConfiguration()
    _remove_system_fonts(configuration)
    fetcher = URLFetcher(allowed_protocols=("file",), fail_on_errors=True)
    style = CSS(string="\n".join(faces), font_config=configuration, url_fetcher=fetcher)
    # WeasyPrint removes its folder when the configuration is deleted, which does not happen at the end of a process.
    # At an upgrade: is ``_folder`` still the folder of the fonts?
    weakref.finalize(configuration, shutil.rmtree, configuration._folder, ignore_errors=True)  # noqa: SLF001 - see above
    return configuration, style


def _remove_system_fonts(configuration: FontConfiguration) -> None:
    """Removes all fonts and settings of the system: a system font with the name of one of ours would be preferred."""
    # WeasyPrint always loads the configuration of the system. At an upgrade: does __init__ of FontConfiguration still
    # set ``_config`` and ``font_map`` as it is done here? test_reproducible prints with other fonts in the system.
    configuration._config = fontconfig.FcConfigCreate()  # noqa: SLF001 - see above
    font_map = ffi.cast("PangoFcFontMap *", configuration.font_map)
    pangoft2.pango_fc_font_map_set_config(font_map, configuration._config)  # noqa: SLF001 - see above
    fontconfig.FcConfigDestroy(configuration._config)  # noqa: SLF001 - the font map keeps a reference


@cache
def default_style() -> CSS:
    """WeasyPrint's default style sheet for HTML without notes, list markers and page margin boxes.

    WeasyPrint would compute these rules for every element and every page, which takes 4 to 5 ms per letter.
    """
    # At an upgrade: does the file still exist, and do the lines of these rules still begin as UNUSED_DEFAULTS expects?
    # test_layout compares the print with that of the whole default style sheet.
    whole = files("weasyprint.css").joinpath("html5_ua.css").read_text(encoding="utf-8")
    return CSS(string=UNUSED_DEFAULTS.sub("", whole), url_fetcher=URLFetcher(allowed_protocols=()))


def letter_style(look: Look | None = None) -> tuple[str, CSS]:
    """The style sheet of letters with a look, or with ours: its text as it is in the page, and parsed."""
    return _letter_style(look or letter_look())


@cache
def _letter_style(look: Look) -> tuple[str, CSS]:
    text = style_sheet(look)
    return text, CSS(
        string=text.replace(NO_FEATURES_IN_STYLE, ""),
        font_config=fonts(look)[0],
        url_fetcher=URLFetcher(allowed_protocols=()),
    )


MARK_BOXES = {"top": "top-center", "bottom": "bottom-center", "left": "left-middle", "right": "right-middle"}
"""The page-margin boxes of the margins (CSS Paged Media 3, 4.1)."""


def mark_style(mark: str, look: Look | None = None) -> CSS:
    """The style sheet that prints a word in the margins of every page. It replaces a footer."""
    look = look or letter_look()
    page = look.page
    boxes = [MARK_BOXES[edge] for edge in page.marked_edges]
    font = f'font: bold {page.mark_size:g}pt "{look.typefaces.table.family}"'
    declarations = (
        f'content: "{mark}"',
        font,
        "color: rgb(190, 0, 30)",
        "text-align: center",
        "padding: 0",
        "vertical-align: middle",
    )
    style = "".join(f"{each} !important; " for each in declarations)  # the style sheet of the letter comes later
    return CSS(
        string=f"@page {{ {' '.join(f'@{box} {{ {style}}}' for box in boxes)} }}",
        font_config=fonts(look)[0],
        url_fetcher=URLFetcher(allowed_protocols=()),
    )
