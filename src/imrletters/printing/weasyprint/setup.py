"""Sets up the PDF engine, once for the life of a process, lets one thread at a time use it, and names its versions."""

import re
import sys
import traceback
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from io import BytesIO
from os import register_at_fork
from threading import RLock

from imrletters.errors import PrintError

try:
    from weasyprint import CSS
    from weasyprint.css import ColorProfile
    from weasyprint.text.ffi import ffi, fontconfig, harfbuzz, pango, pangoft2
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher
except OSError as error:
    raise PrintError(
        "printing needs the libraries Pango and HarfBuzz; on Debian and Ubuntu: "
        f"apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 ({error})"
    ) from error

from imrletters.rendering import style_sheet
from imrletters.resources import font_folder

FACES = (("Liberation Serif", "LiberationSerif"), ("Liberation Sans", "LiberationSans"))
WEIGHTS = (("normal", "Regular"), ("bold", "Bold"))
UNSHAPED = "font-kerning: none; font-variant-ligatures: none;"
"""How the style sheet of letters asks for characters as wide as they are measured."""
FEATURES = '"kern" 0, "liga" 0, "clig" 0, "calt" 0'
"""The same, as a font is told once; WeasyPrint would tell it for each line, and never let go of the memory."""
NOT_IN_LETTERS = re.compile(r"^(?:::|  @).*\n", re.MULTILINE)
"""The rules of WeasyPrint's default style sheet for any element's pseudo-elements, and for the margins of a page."""
ONE_AT_A_TIME = RLock()
"""Held by the thread that prints: Pango's map of fonts is for one, and breaks where two share it."""
ffi.cdef("FcConfig * FcConfigCreate (void);", override=True)  # Fontconfig has it, WeasyPrint does not ask for it
# a process is forked between two prints, or its copy of the lock would be held for ever
register_at_fork(
    before=ONE_AT_A_TIME.acquire, after_in_parent=ONE_AT_A_TIME.release, after_in_child=ONE_AT_A_TIME.release
)


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """What is done within, or by a function so decorated, is done by one thread at a time, the others wait.

    What fails lets go of all it held before the next begins: it would give fonts back to a map that another uses.
    """
    with ONE_AT_A_TIME:
        handled_by_the_caller = sys.exception()
        try:
            yield
        except BaseException as error:
            failed: BaseException | None = error
            while failed is not None and failed is not handled_by_the_caller:
                traceback.clear_frames(failed.__traceback__)
                failed = failed.__context__
            raise


@cache
def engine() -> str:
    """The versions of the libraries that decide over the bytes of a PDF."""
    packages = [f"{name} {version(name)}" for name in ("weasyprint", "pydyf", "pillow")]
    pango_version = pango.pango_version()
    libraries = [
        f"pango {pango_version // 10000}.{pango_version // 100 % 100}.{pango_version % 100}",
        f"harfbuzz {_harfbuzz_version()}",
        f"zlib {zlib.ZLIB_RUNTIME_VERSION}",
    ]
    return ", ".join(packages + libraries)


def _harfbuzz_version() -> str:
    # WeasyPrint binds no more of HarfBuzz than the question whether it is at least some version
    found = [0, 0, 0]
    for part in range(3):
        while harfbuzz.hb_version_atleast(*found[:part], found[part] + 1, *[0] * (2 - part)):
            found[part] += 1
    return ".".join(map(str, found))


def colors() -> ColorProfile:
    """The colours that the letter means, sRGB: by the profile of WeasyPrint, which itself would leave its file open."""
    profile = files("weasyprint.pdf").joinpath("sRGB2014.icc").read_bytes()
    return ColorProfile(BytesIO(profile), None, "relative-colorimetric", (["r"], ["g"], ["b"]))


@cache
def fonts() -> tuple[FontConfiguration, CSS]:
    """The bundled fonts and no others, loaded once for the life of the process."""
    faces = [
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; '
        f'src: url("{(font_folder() / f"{file}-{face}.ttf").as_uri()}"); font-feature-settings: {FEATURES} }}'
        for family, file in FACES
        for weight, face in WEIGHTS
    ]
    configuration = FontConfiguration()
    _forget_system_fonts(configuration)
    reader = URLFetcher(allowed_protocols=("file",), fail_on_errors=True)
    return configuration, CSS(string="\n".join(faces), font_config=configuration, url_fetcher=reader)


def _forget_system_fonts(configuration: FontConfiguration) -> None:
    """Leaves no font of the system nor any of its settings: a font there of a bundled one's name would be preferred."""
    configuration._config = fontconfig.FcConfigCreate()  # noqa: SLF001 - WeasyPrint takes no configuration of ours
    bundled = ffi.cast("PangoFcFontMap *", configuration.font_map)
    pangoft2.pango_fc_font_map_set_config(bundled, configuration._config)  # noqa: SLF001
    fontconfig.FcConfigDestroy(configuration._config)  # noqa: SLF001 - the map of fonts keeps it


@cache
def short_defaults() -> CSS:
    """How HTML looks by itself, as WeasyPrint has it, without notes, markers of lists and boxes in the margins.

    Its rules for these hold for every element and for every page, and would be worked out for each.
    """
    whole = files("weasyprint.css").joinpath("html5_ua.css").read_text(encoding="utf-8")
    return CSS(string=NOT_IN_LETTERS.sub("", whole), url_fetcher=URLFetcher(allowed_protocols=()))


@cache
def letter_style() -> tuple[str, CSS]:
    """The style sheet of every letter: as it stands in the page, and as the engine keeps it."""
    text = style_sheet()
    return text, CSS(
        string=text.replace(UNSHAPED, ""), font_config=fonts()[0], url_fetcher=URLFetcher(allowed_protocols=())
    )
