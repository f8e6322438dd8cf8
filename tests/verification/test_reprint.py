"""Verifying a letter: when it is the same, when it is reprinted, and how often a PDF is opened for that."""

import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from imrletters import LetterError, VerificationResult, load_case, load_letterhead, render, verify
from imrletters.case.base import AUDIENCES, Audience
from imrletters.pdf.file import PdfFile
from imrletters.printing import ENGINES, EngineName
from imrletters.printing.provenance import digest
from imrletters.signing.signing import sign
from tests.signing.support import signed, signer
from tests.support import OWN, ROOT, SAMPLES, every, sample_pdf
from tests.verification.letters import PRINT, SAMPLE, TEMPLATES, own_letter, print_letter, printed_by, refusal
from tests.verification.rewriting import (
    Change,
    annotate,
    change_metadata,
    cut_metadata_off,
    name_another_version,
    remove_metadata,
    rewritten,
)

# the same


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("path", every(3, SAMPLES), ids=lambda path: path.stem)
def test_every_sample_is_the_same(path: Any, audience: Audience) -> None:
    pdf = sample_pdf(path, audience)
    number = load_case(path).case_number
    assert verify(pdf) == VerificationResult("same", None, "", ("not signed",), number, frozenset({digest(pdf)}))


@pytest.mark.parametrize("data", [b"", b"no PDF", b"\x00" * 2000])
def test_a_file_that_is_not_a_pdf_is_refused(data: bytes) -> None:
    assert "this is not a PDF" in refusal(data)


def test_a_pdf_without_objects_is_refused() -> None:
    assert "damaged or cut off" in refusal(b"%PDF-1.7\n%%EOF\n")


# printed with an organization's own templates or letterhead


@pytest.mark.parametrize("audience", AUDIENCES)
def test_an_own_letter_is_the_same_with_its_templates_and_letterhead(audience: Audience) -> None:
    head = load_letterhead(OWN / "letterhead.toml")
    assert verify(own_letter(audience), templates=TEMPLATES, letterhead=head).answer == "same"


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("named", [(), ("templates",), ("letterhead",)], ids="+".join)
def test_an_own_letter_is_refused_without_its_templates_or_letterhead(
    named: tuple[str, ...], audience: Audience
) -> None:
    house_style: dict[str, Any] = {"templates": TEMPLATES, "letterhead": load_letterhead(OWN / "letterhead.toml")}
    missing = [f"--{name}" for name in house_style if name not in named]
    with pytest.raises(LetterError) as caught:
        verify(own_letter(audience), **{name: house_style[name] for name in named})
    needed = f"printed with own templates or letterhead; name them with {' and '.join(missing)}"
    assert str(caught.value) == f"error: {needed}"


def test_own_templates_of_a_standard_edition_have_to_be_named(tmp_path: Path) -> None:
    (tmp_path / "html.j2").write_bytes((ROOT / "templates" / "html.j2").read_bytes())
    pdf = print_letter(render(load_case(SAMPLE), templates=tmp_path))
    assert "name them with --templates" in refusal(pdf)
    assert verify(pdf, templates=tmp_path).answer == "same"


def test_another_letterhead_than_that_of_the_print_is_found() -> None:
    head = load_letterhead(OWN / "letterhead.toml").model_copy(update={"name": "Another"})
    result = verify(own_letter(), templates=TEMPLATES, letterhead=head)
    assert (result.answer, result.where, result.sound) == ("outdated", None, False)
    assert re.search(r"letterhead: printed with [0-9a-f]{64}, this installation has [0-9a-f]{64}", result.what)


def test_an_own_edition_without_metadata_cannot_be_printed_without_its_templates() -> None:
    assert "needs its templates" in refusal(rewritten(remove_metadata, own_letter()))


def test_a_letter_is_reprinted_by_templates_that_do_not_change_it(tmp_path: Path) -> None:
    (tmp_path / "look.toml").write_text("[footer]\ntext = ''")
    result = verify(PRINT, templates=tmp_path)
    assert (result.answer, result.where, result.sound) == ("reprinted", None, False)
    assert re.fullmatch(r"own_templates: printed with none, this installation has [0-9a-f]{64}", result.what)
    assert result.digests == {digest(PRINT)}


# printed by another version


def test_a_letter_of_another_version_with_the_same_words_and_lines_is_reprinted() -> None:
    result = verify(rewritten(name_another_version))
    assert (result.answer, result.where, result.sound) == ("reprinted", None, False)
    assert re.fullmatch(r"version: printed with 0\.0\.7, this installation has \S+", result.what)


@pytest.mark.parametrize(
    "change",
    [remove_metadata, change_metadata(rb"urn:imrletters:provenance:1/", b"urn:other/"), cut_metadata_off],
    ids=["no metadata", "other metadata", "damaged metadata"],
)
def test_a_letter_that_does_not_state_what_printed_it_is_altered(change: Change) -> None:
    result = verify(rewritten(change))
    assert (result.answer, result.where, result.sound) == ("altered", "envelope", False)
    assert result.what.startswith("it does not state what printed it; ")
    assert "version: printed with an unstated value" in result.what


def test_a_letter_that_does_not_state_its_version_is_reprinted() -> None:
    result = verify(rewritten(change_metadata(rb"<imrletters:version>[^<]*</imrletters:version>", b"")))
    assert (result.answer, result.where) == ("reprinted", None)
    assert re.fullmatch(r"version: printed with an unstated value, this installation has \S+", result.what)


@pytest.mark.parametrize("lost", range(2, 7))
def test_a_letter_of_another_version_without_its_end_is_altered(lost: int) -> None:
    whole = rewritten(name_another_version)
    assert whole.endswith(b"%%EOF\n")
    result = verify(whole[:-lost])
    assert (result.answer, result.where, result.sound) == ("altered", "envelope", False)
    assert result.what.startswith("cut off: the end of the file is missing; version: printed with 0.0.7")


@pytest.mark.parametrize("lost", every(3, [6, 7, 10, 30, 200, 2000]))
@pytest.mark.parametrize("times", [0, 1, 2])
def test_a_letter_of_another_version_cut_off_is_never_sound(times: int, lost: int) -> None:
    whole = rewritten(name_another_version)
    for _ in range(times):
        whole = sign(whole, signer())
    assert verify(whole).answer == "reprinted"
    try:
        result = verify(whole[:-lost])
    except LetterError as error:
        assert "damaged or cut off" in str(error)
    else:
        assert (result.answer, result.where, result.sound) == ("altered", "envelope", False)


# printed by one of several engines


def name_engine(toolchain: bytes) -> Change:
    """Makes the metadata state another toolchain of the engine."""
    return change_metadata(rb"(:engine>)[^<]*", rb"\g<1>" + toolchain)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_letter_is_printed_again_by_the_engine_that_it_names(engine: EngineName) -> None:
    pdf = printed_by(engine)
    result = verify(pdf)
    assert (result.answer, result.what) == ("same", "")
    assert result.digests == {digest(pdf)}
    assert verify(pdf + b"%").answer == "altered"
    annotated = verify(rewritten(annotate, pdf))
    assert (annotated.answer, annotated.where) == ("altered", "layout")


@pytest.mark.parametrize("engine", ENGINES)
def test_a_signed_letter_of_either_engine_is_the_same(engine: EngineName) -> None:
    result = verify(sign(printed_by(engine), signer()))
    assert (result.answer, result.sound) == ("same", True)
    assert digest(printed_by(engine)) in result.digests


@pytest.mark.parametrize("engine", ENGINES)
def test_a_letter_of_another_version_of_its_engine_is_reprinted(engine: EngineName) -> None:
    result = verify(rewritten(name_engine(f"{engine} 0.0.7, another 1".encode()), printed_by(engine)))
    assert (result.answer, result.where, result.sound) == ("reprinted", None, False)
    assert result.what.startswith(f"engine: printed with {engine} 0.0.7, another 1, this installation has {engine} ")


def test_a_letter_that_does_not_state_its_engine_is_printed_by_the_default_engine() -> None:
    result = verify(rewritten(change_metadata(rb"<imrletters:engine>[^<]*</imrletters:engine>", b"")))
    assert (result.answer, result.where) == ("reprinted", None)
    assert result.what.startswith("engine: printed with an unstated value, this installation has weasyprint ")


@pytest.mark.parametrize(
    ("engine", "installation"),
    [("typst", "pip install 'imrletters[typst]'"), ("weasyprint", "on Debian and Ubuntu: apt install ")],
)
def test_a_letter_of_an_engine_that_is_not_installed_is_refused_with_its_installation(
    engine: EngineName, installation: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pdf = rewritten(name_engine(f"{engine} 0.15.2, another 1".encode()), printed_by(engine))
    for name in [name for name in sys.modules if name.startswith(ENGINES[engine].module)]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, engine, None)
    expected = f"error: printed with {engine} 0.15.2, which is not installed here: {installation}"
    assert refusal(pdf).startswith(expected)


@pytest.mark.parametrize("toolchain", ["troff 1.22, x", "", "Typst 0.15", "typst\u202e0.15", "weasyprint70"])
def test_a_letter_of_an_unknown_engine_is_refused_with_the_known_engines(toolchain: str) -> None:
    named = toolchain.partition(",")[0]
    expected = f"error: printed with {named!r}; expected one of the PDF engines: typst, weasyprint"
    assert refusal(rewritten(name_engine(toolchain.encode()))) == expected


# how often a PDF is opened


@pytest.fixture
def openings(monkeypatch: pytest.MonkeyPatch) -> Counter[int]:
    """How often each PDF is opened, by its length in bytes."""
    lengths: Counter[int] = Counter()
    original = PdfFile.__init__

    def count(file: PdfFile, data: bytes) -> None:
        lengths[len(data)] += 1
        original(file, data)

    monkeypatch.setattr(PdfFile, "__init__", count)
    return lengths


@pytest.mark.parametrize(
    ("letter", "answer", "print_is_opened"),
    [
        (PRINT, "same", False),
        (signed(), "same", False),
        (rewritten(annotate), "altered", True),
        (PRINT[:-1], "altered", False),
        (rewritten(name_another_version), "reprinted", True),
    ],
    ids=["same", "signed", "altered", "cut off", "reprinted"],
)
def test_a_letter_is_opened_once_and_its_print_at_most_once(
    letter: bytes, answer: str, openings: Counter[int], *, print_is_opened: bool
) -> None:
    assert verify(letter).answer == answer
    assert openings == {len(letter): 1} | ({len(PRINT): 1} if print_is_opened else {})


def test_the_first_revision_of_a_signed_letter_of_another_version_is_opened_once(openings: Counter[int]) -> None:
    first = rewritten(name_another_version)
    letter = sign(first, signer())
    assert verify(letter).answer == "reprinted"
    assert openings == {len(letter): 1, len(PRINT): 1, len(first): 1}
