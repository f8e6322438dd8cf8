"""Printing reads only the files of the package, whatever text a case or a letterhead contains."""

import base64
import json
import subprocess
import sys
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from imrletters import CaseError, Letterhead, PrintError, render
from imrletters.case.base import AUDIENCES, Audience
from imrletters.case.example import HEADER, example_data, example_item
from imrletters.case.model import Case
from imrletters.case.paths import Path as Place
from imrletters.case.paths import pointer, texts_in
from imrletters.resources import PACKAGE
from tests.support import FOR_PARTIES, OWN, ROOT, print_page, printed_text, squeezed

LOGO = (OWN / "logo.png").read_bytes()
REFERENCES = (
    "file:///etc/passwd",
    "http://host.invalid/a",
    "https://host.invalid/a",
    "ftp://host.invalid/a",
    "data:text/html,<p>a</p>",
    r"\\host.invalid\share\a",
    "//host.invalid/share/a",
)
MARKUP = (
    "{}",
    "<img src='{}'>",
    "<p style='background: url({})'>",
    "<style>@import '{}';</style>",
    "<link rel=stylesheet href='{}'>",
    "<link rel=attachment href='{}'>",
    "<a href='{}' rel=attachment>a</a>",
    "<object data='{}'></object>",
    "<svg><use href='{}'/><image href='{}'/></svg>",
    "]]><!ENTITY a SYSTEM '{}'>",
    "{{{{ include('{}') }}}}",
)
ATTACKS = [markup.format(*[reference] * 2) for reference in REFERENCES for markup in MARKUP]
ALL_ATTACKS = " ".join(ATTACKS)
NO_FREE_TEXT = {
    "edition", "decision", "kind", "service_method", "label",
    *HEADER, "date", "first_date", "last_date", "request_date", "records_complete_date",
}  # fmt: skip
"""The fields without free text: dates, fixed values, and values with limited width."""
READING = {"open", "os.listdir", "os.scandir", "pathlib.Path.glob", "pathlib.Path.rglob"}

REFUSED_PAGES = (
    "<html lang=en><title>A page</title><body><img src='{}' alt=a>",
    "<html lang=en><title>A page</title><link rel=stylesheet href='{}'><body>a",
    "<html lang=en><title>A page</title><style>@import '{}';</style><body>a",
    "<html lang=en><title>A page</title><style>p {{ background: url('{}') }}</style><body><p>a</p>",
    "<html lang=en><title>A page</title><body><ul><li style=\"list-style-image: url('{}')\">a</ul>",
    "<html lang=en><title>A page</title><body><object data='{}'></object>",
    "<html lang=en><title>A page</title><link rel=attachment href='{}'><body>a",
    "<html lang=en><title>A page</title><body><a rel=attachment href='{}'>a</a>",
)
"""Pages that refer to a file and are refused."""
ACCEPTED_PAGES = (
    "<html lang=en><title>A page</title><style>@font-face {{ font-family: a; src: url('{}') }}</style><body>a",
    "<html lang=en><title>A page</title><body><svg><image href='{}' width='9' height='9'/></svg>",
    "<html lang=en><base href='{}'><title>A page</title><body><img src='a.png' alt=a>",
    "<html lang=en><title>A page</title><body><iframe src='{}'></iframe><embed src='{}'><video src='{}'></video>",
)
"""Pages that refer to a file which the PDF engine ignores."""
RECORDER = """
import json, os, sys
from pathlib import Path

seen = []
recording = False

def record(event, arguments):
    if recording and event.split(".")[0] in WATCHED:
        seen.append([event, *(os.fsdecode(a) if isinstance(a, bytes) else str(a) for a in arguments[:3])])

WATCHED = {"open", "os", "socket", "urllib", "http", "ftplib", "subprocess", "shutil", "glob", "pathlib", "tempfile"}
sys.addaudithook(record)
order = json.loads(sys.stdin.read())
"""
LETTER_PRINTER = """
from imrletters import Case, Letterhead, render
from imrletters.validation import read_case

def head(lines):
    logo = Path(order["logo"]).read_bytes()
    return Letterhead(
        name=lines[0], address=tuple(lines[1:4]), logo="logo.png", logo_text=lines[-1], image=logo
    )

letters = [render(read_case(json.dumps(data)), copy, letterhead=head(lines)) for data, copy, lines in order["letters"]]
warm = render(read_case(json.dumps(order["warm"])), letterhead=head(["a", "b", "c", "d"])).pdf()
recording = True
for letter in letters:
    letter.pdf()
recording = False
print(json.dumps({"seen": seen, "ours": [sys.prefix, sys.base_prefix], "count": len(letters)}))
"""
PAGE_PRINTER = """
import logging
from imrletters import PrintError
from imrletters.printing import RenderedDocument, load_engine
from imrletters.printing.xmp import DESCRIPTIONS

logging.disable()
engine = load_engine("weasyprint")
provenance = dict.fromkeys(DESCRIPTIONS, "")
style = "<style>@page { margin: 1in } body { margin: 0 }</style>"
engine.print(RenderedDocument(f"<html lang=en><title>A page</title>{style}<p>a</p>", provenance, {}))
recording = True
for page in order["letters"]:
    try:
        engine.print(RenderedDocument(page, provenance, {}))
    except PrintError:
        pass
recording = False
print(json.dumps({"seen": seen, "ours": [sys.prefix, sys.base_prefix], "count": len(order["letters"])}))
"""
PLANTED = """
import socket, subprocess
recording = True
open("/etc/hostname").close()
os.listdir("/")
try:
    socket.create_connection(("127.0.0.1", 1), 0.1)
except OSError:
    pass
subprocess.run(["true"])
recording = False
print(json.dumps({"seen": seen, "ours": [], "count": 0}))
"""


def full() -> dict[str, Any]:
    """A case with a value in each text field."""
    cited = {"mtus": [{"title": "A", "sections": ["B"]}], "non_mtus": ["C"]}
    partial = {"kind": "quantity", "original_request": "D", "authorized": "E"}
    item = example_item(claims_administrator_guideline=cited, maximus_guideline=cited, partial_approval=partial)
    quoted = example_item(claims_administrator_guideline={"text": "F"})
    organization = {"name": "Example Reviews", "label": "EXAMPLE"}
    return example_data(disputed_items=[item, quoted], organization=organization, **HEADER, **FOR_PARTIES)


def changed(data: dict[str, Any], place: Place, text: str) -> dict[str, Any]:
    made = deepcopy(data)
    target: Any = made
    for step in place[:-1]:
        target = target[step]
    target[place[-1]] = text
    return made


def free_places() -> list[Place]:
    """The paths of the free text fields of a case."""
    return [
        place
        for place, _ in texts_in(full())
        if next(step for step in reversed(place) if isinstance(step, str)) not in NO_FREE_TEXT
    ]


def everywhere(text: str) -> dict[str, Any]:
    """The full case with the same text in each free text field."""
    data = full()
    for place in free_places():
        data = changed(data, place, text)
    return data


def recorded(program: str, letters: list[Any]) -> dict[str, Any]:
    """The files, connections and programs that a process uses while it prints, after a first print."""
    order = {"letters": letters, "warm": full(), "logo": str(OWN / "logo.png")}
    done = subprocess.run(
        [sys.executable, "-P", "-c", RECORDER + program],
        input=json.dumps(order),
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def foreign(found: dict[str, Any]) -> list[list[str]]:
    """The recorded events, except reading files of Python, of installed packages and of this package, and data URLs."""
    ours = [Path(folder) for folder in (*found["ours"], PACKAGE.parent, ROOT / "templates")]
    return [
        event
        for event in found["seen"]
        if not (event[0] == "urllib.Request" and event[1].startswith("data:"))
        if event[0] not in READING
        or not any(Path(event[1]).is_relative_to(folder) for folder in ours)
        or (event[0] == "open" and event[2] not in {"r", "rb", "None"})
    ]


@pytest.mark.parametrize("place", free_places(), ids=pointer)
def test_a_reference_in_any_text_field_is_text(place: Place) -> None:
    letter = render(Case.model_validate(changed(full(), place, ALL_ATTACKS)), "parties")
    assert squeezed(ALL_ATTACKS) in squeezed(letter.text(0))


def test_fields_without_free_text_accept_no_reference() -> None:
    places = {pointer(place): place for place, _ in texts_in(full()) if place not in free_places()}
    accepted = []
    for name, place in places.items():
        for reference in ATTACKS:
            try:
                render(Case.model_validate(changed(full(), place, reference)))
            except (CaseError, ValueError):
                continue
            accepted.append((name.split("/")[-1], reference))
    assert {name for name, _ in accepted} <= {"case_number", "label"}
    assert len(places) > 10


@pytest.mark.parametrize("audience", AUDIENCES)
def test_references_are_printed_unchanged(audience: Audience) -> None:
    letter = render(Case.model_validate(everywhere(ALL_ATTACKS)), audience)
    printed = printed_text(letter.pdf())
    assert printed.count(squeezed(ALL_ATTACKS)) == squeezed(letter.text(0)).count(squeezed(ALL_ATTACKS)) > 8


@pytest.mark.parametrize("audience", AUDIENCES)
def test_references_in_a_letterhead_are_printed_unchanged(audience: Audience) -> None:
    lines = [line for line in ATTACKS if len(line) < 60]
    for first in range(0, len(lines) - 4, 12):
        name, *address = lines[first : first + 4]
        head = Letterhead(name=name, address=tuple(address), logo="logo.png", logo_text=ALL_ATTACKS, image=LOGO)
        printed = printed_text(render(Case.model_validate(full()), audience, letterhead=head).pdf())
        assert printed.startswith(squeezed("".join([name, *address])))


def test_printing_uses_no_file_and_no_network_for_any_text() -> None:
    lines = [line for line in ATTACKS if len(line) < 60]
    heads = [lines[first : first + 5] for first in range(0, len(lines) - 5, 5)]
    letters = [[everywhere(ALL_ATTACKS), audience, heads[0]] for audience in AUDIENCES]
    letters += [[full(), AUDIENCES[0], head] for head in heads[1:]]
    found = recorded(LETTER_PRINTER, letters)
    assert found["count"] == len(letters) > 8
    assert foreign(found) == []
    requested = {event[1] for event in found["seen"] if event[0] == "urllib.Request"}
    assert requested == {f"data:image/png;base64,{base64.b64encode(LOGO).decode()}"}


def test_a_file_a_folder_a_connection_and_a_program_are_detected() -> None:
    events = {event[0] for event in foreign(recorded(PLANTED, []))}
    assert {"open", "os.listdir", "socket.connect", "subprocess.Popen"} <= events


@pytest.mark.parametrize(
    "reference", [each for each in REFERENCES if each.split(":")[0] in {"file", "http", "https", "ftp"}]
)
@pytest.mark.parametrize("markup", REFUSED_PAGES)
def test_a_page_that_refers_to_a_file_is_refused(markup: str, reference: str) -> None:
    with pytest.raises(PrintError, match="refers to a file, but printing reads no files"):
        print_page(markup.format(reference))


def test_no_file_is_read_however_a_page_refers_to_it() -> None:
    pages = [
        markup.format(*[reference] * 3)
        for markup in (*REFUSED_PAGES, *ACCEPTED_PAGES)
        for reference in REFERENCES
        if not (
            "@font-face" in markup and reference.startswith("data:")
        )  # WeasyPrint writes such a font into a temporary file
    ]
    found = recorded(PAGE_PRINTER, pages)
    assert found["count"] == len(pages) > 50
    assert foreign(found) == []


@pytest.mark.parametrize("name", ["case_number", "label"])
def test_a_field_of_limited_width_prints_a_short_reference_unchanged(name: str) -> None:
    place: Place = ("organization", "label") if name == "label" else ("case_number",)
    printed = 0
    for reference in REFERENCES:
        try:
            letter = render(Case.model_validate(changed(full(), place, reference)))
        except CaseError:
            continue
        assert squeezed(reference) in printed_text(letter.pdf())
        printed += 1
    assert printed


def test_a_file_that_a_page_attaches_or_shows_is_not_in_the_pdf(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("a secret")
    page = f'<p>Here.</p><a rel="attachment" href="{secret.as_uri()}">x</a><img src="{secret.as_uri()}">'
    with pytest.raises(PrintError, match="Error fetching"):
        print_page(page)
