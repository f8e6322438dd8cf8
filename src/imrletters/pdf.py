"""Prints: HTML in, PDF bytes out. The one importer of WeasyPrint."""

from functools import cache

from imrletters.errors import PrintError

try:
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import FatalURLFetchingError, URLFetcher
except OSError as error:
    raise PrintError(
        "printing needs the libraries Pango and HarfBuzz; on Debian and Ubuntu: "
        f"apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 ({error})"
    ) from error

from imrletters.resources import font_folder

FACES = (("Liberation Serif", "LiberationSerif"), ("Liberation Sans", "LiberationSans"))
WEIGHTS = (("normal", "Regular"), ("bold", "Bold"))


def print_pdf(html: str) -> bytes:
    """The PDF of a letter's HTML page. No file but the bundled fonts is read, whatever the page says."""
    configuration, fonts = _fonts()
    document = HTML(string=html, url_fetcher=URLFetcher(allowed_protocols=("data",), fail_on_errors=True))
    try:
        return bytes(document.write_pdf(font_config=configuration, stylesheets=[fonts]))
    except FatalURLFetchingError as error:
        raise PrintError(f"the page asks for a file, and printing reads none: {error}") from None


@cache
def _fonts() -> tuple[FontConfiguration, CSS]:
    """The bundled fonts, loaded once for the life of the process."""
    faces = [
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; '
        f'src: url("{(font_folder() / f"{file}-{face}.ttf").as_uri()}") }}'
        for family, file in FACES
        for weight, face in WEIGHTS
    ]
    configuration = FontConfiguration()
    reader = URLFetcher(allowed_protocols=("file",), fail_on_errors=True)
    return configuration, CSS(string="\n".join(faces), font_config=configuration, url_fetcher=reader)
