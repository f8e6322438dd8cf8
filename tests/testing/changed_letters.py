"""Letters that differ from the sample by a change in an organization's own templates."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from imrletters import load_case, load_letterhead, render
from tests.support import OWN, ROOT

SAMPLE = ROOT / "samples" / "mixed-decisions.json"
WORDING = '{% extends "imrletters/editions/2016.j2" %}\n'
HTML = (ROOT / "templates" / "html.j2").read_text(encoding="utf-8")
STYLE = "{{ style }}"


def letter(templates: Mapping[str, str | bytes], *, attach: bool = True) -> bytes:
    """The letter of the sample, printed with own templates: their texts, and the bytes of fonts, by their names."""
    return _printed(tuple(templates.items()), attach)


@cache
def _printed(templates: tuple[tuple[str, str | bytes], ...], attach: bool) -> bytes:  # noqa: FBT001 - part of the cache key
    with TemporaryDirectory() as folder:
        for name, text in templates:
            path = Path(folder, name)
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(text.encode() if isinstance(text, str) else text)
        head = load_letterhead(OWN / "letterhead.toml")
        own = Path(folder) if templates else None
        return render(load_case(SAMPLE), templates=own, letterhead=head).pdf(attach=attach)


def look(figures: str, **fonts: bytes) -> dict[str, str | bytes]:
    """An own look, with font files by their names without the ending."""
    return {"look.toml": figures} | {f"fonts/{name}.ttf": data for name, data in fonts.items()}


def word(block: str, wording: str) -> dict[str, str]:
    """Replaces the text of a block of the edition."""
    return {"editions/2016.j2": f"{WORDING}{{% block {block} %}}{wording}{{% endblock %}}\n"}


def style(rule: str) -> dict[str, str]:
    """Adds a rule to the style sheet."""
    return page(STYLE, f"{STYLE}\n{rule}\n")


def page(old: str, new: str) -> dict[str, str]:
    """Replaces a part of the HTML template."""
    assert old in HTML
    return {"html.j2": HTML.replace(old, new)}


RED = style("h1 { color: #800000 }")
