"""The letter of a case: as text, as HTML, and printed through the interface of PDF engines."""

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from imrletters import CaseError, HouseStyleError, Letter, PrintError, canonical, load_case, parse, render
from imrletters.case.example import HEADER
from imrletters.letter import CASE_FILE
from imrletters.printing import ENGINES, Engine, EngineName, PrintedDocument, RenderedDocument, letter_provenance
from imrletters.rendering import HouseStyle, letter_look
from tests.support import ROOT, SAMPLES, case, sample_letter


@dataclass
class FakeEngine:
    """A PDF engine that records the documents that it prints."""

    medium: str = "html"
    threads: int = 1
    name: str = "fake"
    documents: list[RenderedDocument] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def toolchain(self) -> str:
        return "fake 1.0"

    def text(self, source: str) -> str | None:
        self.texts.append(source)
        return None

    def print(self, document: RenderedDocument) -> PrintedDocument:
        self.documents.append(document)
        return PrintedDocument(b"%PDF-fake", 3, self.name, self.toolchain())

    def warm_up(self) -> None:
        """Does nothing."""


def use(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes all letters print with an engine."""
    monkeypatch.setattr("imrletters.letter.load_engine", lambda _name: engine)


def test_a_letter_is_text_html_or_pdf() -> None:
    letter = render(case(**HEADER))
    assert isinstance(letter, Letter)
    assert letter.text().startswith("Case Number:")
    assert letter.html().lstrip().lower().startswith("<!doctype html>")
    assert letter.pdf().startswith(b"%PDF-")


def test_text_is_80_columns_wide_by_default() -> None:
    letter = render(case())
    assert letter.text() == letter.text(80) != letter.text(40)
    assert max(map(len, letter.text(0).split("\n"))) > 300


def test_an_invalid_case_is_refused() -> None:
    with pytest.raises(CaseError, match="expected an edition"):
        render(case(edition="1999"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_rendering_twice_gives_the_same_text_and_html(path: Path) -> None:
    letter, again = sample_letter(path), render(load_case(path))
    assert (again.text(), again.html()) == (letter.text(), letter.html())


def test_a_pdf_is_printed_by_the_engine_from_its_medium_with_provenance_and_case(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    letter = render(case(**HEADER), "parties")
    use(engine := FakeEngine(), monkeypatch)
    assert letter.printed() == PrintedDocument(b"%PDF-fake", 3, "fake", "fake 1.0")
    assert letter.pdf(attach=False) == b"%PDF-fake"
    provenance = letter_provenance("parties", HouseStyle(), "2016", "html")
    assert engine.documents == [
        RenderedDocument(letter.html(), provenance, {CASE_FILE: letter.carried_case().to_json()}, letter_look()),
        RenderedDocument(letter.html(), provenance, {}, letter_look()),
    ]


def test_the_text_of_a_letter_is_read_only_for_a_case_in_its_canonical_form(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    use(engine := FakeEngine(), monkeypatch)
    letter = render(case(**HEADER))
    letter.pdf(attach=False)
    render(case(**HEADER), "parties").pdf()
    (tmp_path / "html.j2").write_bytes((ROOT / "templates" / "html.j2").read_bytes())
    render(case(**HEADER), templates=tmp_path).pdf()
    assert engine.texts == []
    letter.pdf()
    assert engine.texts == [letter.html()]


def test_another_medium_is_rendered_through_the_macros_of_that_name(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    macros = (ROOT / "templates" / "text.j2").read_text(encoding="utf-8")
    (tmp_path / "text.j2").write_text(macros.replace("\n{{ text }}\n", "\n== {{ text }}\n"), encoding="utf-8")
    letter = render(case(**HEADER), templates=tmp_path)
    use(engine := FakeEngine("text"), monkeypatch)
    assert letter.pdf() == b"%PDF-fake"
    [document] = engine.documents
    assert "\n== CLINICAL CASE SUMMARY\n" in document.source
    assert "".join(document.source.split()) == "".join(letter.text().split())


def test_a_medium_without_macros_is_an_error_that_names_the_template(monkeypatch: pytest.MonkeyPatch) -> None:
    use(FakeEngine("runes"), monkeypatch)
    with pytest.raises(HouseStyleError, match=r"runes\.j2"):
        render(case()).pdf()


def test_text_and_html_need_no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_name: str) -> Engine:
        raise PrintError("no PDF engine")

    monkeypatch.setattr("imrletters.letter.load_engine", missing)
    letter = render(case())
    assert letter.text()
    assert letter.html()
    with pytest.raises(PrintError, match="no PDF engine"):
        letter.pdf()


def references(html: str) -> list[str]:
    """The places of an HTML page that refer to another file."""
    return re.findall(
        r"""<[^>]*\b(?:src|href|data)=[^>]*>|@import|url\([^)]*\)|<(?:script|link|iframe|object)\b""", html
    )


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_html_page_needs_no_other_file(path: Path) -> None:
    html = sample_letter(path).html()
    assert len(html) > 2000
    markup = re.sub(r"(?s)<main>.*</main>", lambda match: re.sub(r">[^<]*<", "><", match[0]), html)
    assert references(markup) == []


def test_a_reference_to_another_file_is_detected() -> None:
    html = render(case()).html()
    assert references(html.replace("</head>", '<link rel="stylesheet" href="x.css"></head>'))
    assert references(html.replace("<style>", "<style>@import 'x.css';"))


@pytest.mark.parametrize("engine", ENGINES)
def test_a_letter_is_printed_by_the_engine_that_is_named(engine: EngineName) -> None:
    letter = render(case(**HEADER), engine=engine)
    printed = letter.printed()
    assert printed.engine == engine
    assert printed.toolchain.startswith(f"{engine} ")
    assert parse(printed.pdf) == canonical(letter.case)


def test_text_and_html_do_not_depend_on_the_engine() -> None:
    one, other = (render(case(**HEADER), engine=engine) for engine in ENGINES)
    assert (one.text(), one.html()) == (other.text(), other.html())


def test_an_unknown_engine_is_refused_when_a_pdf_is_printed() -> None:
    letter = Letter(case(**HEADER), engine="troff")  # type: ignore[arg-type] # the error under test
    assert letter.text()
    with pytest.raises(PrintError, match="unknown PDF engine 'troff'"):
        letter.pdf()
