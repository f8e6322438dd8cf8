"""Prints: HTML in, PDF bytes out. The one importer of WeasyPrint.

Every PDF keeps PDF/UA-1 (ISO 14289-1) and PDF/A-3a (ISO 19005-3) at once.
"""

import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from io import BytesIO
from typing import Any

from imrletters.errors import PrintError

try:
    import pydyf
    from weasyprint import CSS, HTML, Attachment, Document
    from weasyprint.css import ColorProfile
    from weasyprint.text.ffi import ffi, fontconfig, harfbuzz, pango, pangoft2
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import FatalURLFetchingError, URLFetcher
except OSError as error:
    raise PrintError(
        "printing needs the libraries Pango and HarfBuzz; on Debian and Ubuntu: "
        f"apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 ({error})"
    ) from error

from imrletters.pagecheck import continued, refuse_lost_words
from imrletters.resources import font_folder
from imrletters.tagtree import tidy_tags
from imrletters.xmp import with_provenance

FACES = (("Liberation Serif", "LiberationSerif"), ("Liberation Sans", "LiberationSans"))
WEIGHTS = (("normal", "Regular"), ("bold", "Bold"))
COLORS = "srgb-of-the-letter"
ffi.cdef("FcConfig * FcConfigCreate (void);", override=True)  # Fontconfig has it, WeasyPrint does not ask for it
UNTOLD = datetime.min
"""A date that is never written, where WeasyPrint wants one."""


def print_pdf(html: str, provenance: Mapping[str, str], sources: Mapping[str, str]) -> bytes:
    """The PDF of a letter's HTML page, which carries its ``sources``: texts by the names of their files.

    ``provenance`` says what printed it (see ``provenance``). The same page gives the same bytes: the only date in them
    is the page's own. No file but the bundled fonts is read, whatever the page says. Raises PrintError if the page asks
    for one, or if a word would be cut off or printed outside the margins.
    """
    page = read_page(html)
    document = lay_out(page)
    refuse_lost_words("".join(page.etree_element.find("body").itertext()), document.pages)
    said = {**provenance, "engine": engine()}
    rdf = document.metadata.generate_rdf_metadata
    document.metadata.generate_rdf_metadata = lambda *standard: with_provenance(rdf(*standard), said)
    document.metadata.attachments += [_attachment(name, text) for name, text in sources.items()]
    goes_on = continued(document.pages)

    def finish(document: Document, pdf: pydyf.PDF) -> None:
        tidy_tags(pdf, goes_on)
        _mend_attachments(pdf, document.metadata.created)
        _leave_images_as_they_are(pdf)

    with _reading_nothing():  # what a page attaches is read only now
        return bytes(document.write_pdf(finisher=finish, pdf_variant="pdf/a-3a", output_intent=COLORS))


def read_page(html: str) -> HTML:
    """A letter's HTML page, as the PDF engine reads it."""
    return HTML(string=html, url_fetcher=URLFetcher(allowed_protocols=("data",), fail_on_errors=True))


def lay_out(page: HTML) -> Document:
    """The pages of a letter, laid out. Raises PrintError if the page asks for a file."""
    configuration, fonts = _fonts()
    with _reading_nothing():
        return page.render(
            font_config=configuration, stylesheets=[fonts], color_profiles={COLORS: _colors()}, output_intent=COLORS
        )


@contextmanager
def _reading_nothing() -> Iterator[None]:
    """Raises PrintError where a page asks for a file."""
    try:
        yield
    except FatalURLFetchingError as error:
        raise PrintError(f"the page asks for a file, and printing reads none: {error}") from None


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


def _attachment(name: str, text: str) -> Attachment:
    description = "What this letter was printed from"
    return Attachment(
        string=text, name=name, description=description, relationship="Source", created=UNTOLD, modified=UNTOLD
    )


def _mend_attachments(pdf: pydyf.PDF, day: str | None) -> None:
    """Dates what is attached as the letter is, and names it once: WeasyPrint dates it today and names it twice."""
    if "AF" in pdf.catalog:
        pdf.catalog["AF"][:] = dict.fromkeys(pdf.catalog["AF"])
    for thing in pdf.objects:
        extra: dict[str, Any] = getattr(thing, "extra", {})
        if extra.get("Type") == "/EmbeddedFile":
            for name in ("CreationDate", "ModDate"):
                del extra["Params"][name]
                if day:
                    extra["Params"][name] = pydyf.String(f"D:{day.replace('-', '')}")


def _leave_images_as_they_are(pdf: pydyf.PDF) -> None:
    """Asks no viewer to smooth images: PDF/A forbids it (ISO 19005-3, 6.2.8)."""
    for thing in pdf.objects:
        extra: dict[str, Any] = getattr(thing, "extra", {})
        if "Interpolate" in extra:
            extra["Interpolate"] = "false"


def _colors() -> ColorProfile:
    """The colours that the letter means, sRGB: by the profile of WeasyPrint, which itself would leave its file open."""
    profile = files("weasyprint.pdf").joinpath("sRGB2014.icc").read_bytes()
    return ColorProfile(BytesIO(profile), None, "relative-colorimetric", (["r"], ["g"], ["b"]))


@cache
def _fonts() -> tuple[FontConfiguration, CSS]:
    """The bundled fonts and no others, loaded once for the life of the process."""
    faces = [
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; '
        f'src: url("{(font_folder() / f"{file}-{face}.ttf").as_uri()}") }}'
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
    fonts = ffi.cast("PangoFcFontMap *", configuration.font_map)
    pangoft2.pango_fc_font_map_set_config(fonts, configuration._config)  # noqa: SLF001
    fontconfig.FcConfigDestroy(configuration._config)  # noqa: SLF001 - the map of fonts keeps it
