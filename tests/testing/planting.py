"""Letters with a change planted in them, by templates of one's own, as an organization would make it."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from imrletters import load_case, load_letterhead, render
from tests.support import OWN, ROOT

SAMPLE = ROOT / "samples" / "mixed-decisions.json"
WORDING = '{% extends "imrletters/editions/2016.j2" %}\n'
HTML = (ROOT / "templates" / "html.j2").read_text(encoding="utf-8")
STYLE = "{{ style }}"


def letter(planted: dict[str, str], *, attach: bool = True) -> bytes:
    """The letter of the sample, printed by the templates of ``planted``: their texts by their names."""
    return _printed(tuple(planted.items()), attach)


@cache
def _printed(planted: tuple[tuple[str, str], ...], attach: bool) -> bytes:  # noqa: FBT001 - a key of the cache
    with TemporaryDirectory() as folder:
        for name, template in planted:
            path = Path(folder, name)
            path.parent.mkdir(exist_ok=True)
            path.write_text(template, encoding="utf-8")
        head = load_letterhead(OWN / "letterhead.toml")
        return render(load_case(SAMPLE), templates=Path(folder), letterhead=head).pdf(attach=attach)


def word(block: str, wording: str) -> dict[str, str]:
    """Another wording of a block."""
    return {"editions/2016.j2": f"{WORDING}{{% block {block} %}}{wording}{{% endblock %}}\n"}


def style(rule: str) -> dict[str, str]:
    """A rule more in the style sheet."""
    return page(STYLE, f"{STYLE}\n{rule}\n")


def page(old: str, new: str) -> dict[str, str]:
    """Another macro of the HTML page."""
    assert old in HTML
    return {"html.j2": HTML.replace(old, new)}
