"""Draws the pages of two PDF files, marks their differences, and writes them as pictures or as one HTML page."""

from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from importlib.util import find_spec
from itertools import zip_longest
from pathlib import Path

from imrletters.files import write_atomically

DPI = 96
KINDS = ("expected", "received", "difference")
STYLE = """
body { font: 16px/1.4 sans-serif; margin: 1rem 2rem; color: #111; background: #fff }
.pages { display: flex; flex-wrap: wrap; gap: 1rem }
figure { flex: 1 1 20rem; margin: 0; max-width: 52rem }
img { border: 1px solid #767676; width: 100% }
li { overflow-wrap: anywhere }
"""


@dataclass(frozen=True, slots=True)
class ComparedPage:
    """A page of both files as PNG pictures; None where a file does not have it.

    ``change`` is what changed, "" if nothing did. ``difference`` is the received page in grey, the changes in red.
    """

    number: int
    change: str
    expected: bytes | None
    received: bytes | None
    difference: bytes | None

    @property
    def pictures(self) -> Iterator[tuple[str, bytes]]:
        """The pictures that exist, each with its kind."""
        for kind, png in zip(KINDS, (self.expected, self.received, self.difference), strict=True):
            if png is not None:
                yield kind, png


def can_draw() -> bool:
    """Whether the libraries that draw pages are installed."""
    return all(find_spec(name) for name in ("pypdfium2", "PIL"))


def compared_pages(files: tuple[bytes, bytes]) -> list[ComparedPage]:
    """The pages of an expected and a received PDF. Pages that are drawn alike have no pictures. Raises LetterError."""
    from imrletters.pictures import TOLERANCE, difference, page_pictures  # noqa: PLC0415 - an optional dependency

    pages = []
    for number, (old, new) in enumerate(zip_longest(*(page_pictures(pdf, DPI) for pdf in files)), start=1):
        if old is None or new is None:
            pages.append(ComparedPage(number, "is new" if old is None else "is missing", old, new, None))
        elif found := difference(new, old, dpi=DPI, tolerance=TOLERANCE):
            pages.append(ComparedPage(number, f"is drawn differently in the area {found[0]}", old, new, found[1]))
        else:
            pages.append(ComparedPage(number, "", None, None, None))
    return pages


def write_pictures(pages: Iterable[ComparedPage], folder: Path) -> None:
    """Writes ``page-1.difference.png`` and so on. Removes such files of an earlier comparison. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    for kind in KINDS:
        for earlier in folder.glob(f"page-*.{kind}.png"):
            if earlier.name.removeprefix("page-").removesuffix(f".{kind}.png").isdecimal():
                earlier.unlink()
    for page in pages:
        for kind, png in page.pictures:
            write_atomically(folder / f"page-{page.number}.{kind}.png", png)


def html_page(pages: Sequence[ComparedPage], names: tuple[str, str], found: Sequence[str]) -> str:
    """One HTML page, with its pictures inside, that loads nothing and runs no script."""
    title = escape(f"Differences of {names[1]} from {names[0]}")
    rows = "".join(f"<li>{escape(each)}</li>\n" for each in found)
    listed = f"<ol>\n{rows}</ol>" if rows else "<p>The files do not differ.</p>"
    policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>{title}</title>
<style>{STYLE}</style>
</head>
<body>
<h1>{title}</h1>
{listed}
{"".join(map(_section, pages))}</body>
</html>
"""


def _section(page: ComparedPage) -> str:
    """The heading and the pictures of a page."""
    heading = escape(f"Page {page.number} {page.change or 'is drawn alike'}")
    figures = "".join(
        f'<figure><figcaption>{kind}</figcaption><img alt="Page {page.number}, {kind}" '
        f'src="data:image/png;base64,{b64encode(png).decode()}"></figure>\n'
        for kind, png in page.pictures
    )
    return f'<h2>{heading}</h2>\n<div class="pages">\n{figures}</div>\n'
