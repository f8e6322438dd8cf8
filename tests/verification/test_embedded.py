"""The data embedded in a letter: the attached case, what printed it, and whether it is signed."""

from typing import Any

import pikepdf
import pytest

from imrletters import CaseError, LetterError, canonical, extract, load_case, render
from imrletters.case.base import AUDIENCES, Audience
from imrletters.case.example import HEADER
from imrletters.pdf.file import open_pdf
from imrletters.printing.provenance import letter_provenance
from imrletters.printing.weasyprint.versions import toolchain
from imrletters.rendering.house_style import HouseStyle
from imrletters.verification.embedded import attached_case, read_embedded
from tests.signing.support import signed
from tests.support import FOR_PARTIES, OWN, SAMPLES, case, sample_letter, sample_pdf
from tests.verification.letters import PRINT, SAMPLE, TEMPLATES, attached, own_letter, print_letter, refusal
from tests.verification.rewriting import attach, rewritten

ONLY_FOR_PARTIES = {"parties", "documents_reviewed", "mailing", "attestations", "request_date", "replaces"}


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_letter_states_what_printed_it_and_has_its_case_attached(audience: Audience) -> None:
    found = read_embedded(open_pdf(sample_pdf(SAMPLE, audience)))
    assert found.provenance == {**letter_provenance(audience, HouseStyle(), "2016", "html"), "engine": toolchain()}
    assert found.case_file == sample_letter(SAMPLE, audience).carried_case().to_json().encode()
    assert not found.signed
    assert read_embedded(open_pdf(signed())).signed


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_canonical_case_of_the_printed_copy_is_extracted(path: Any, audience: Audience) -> None:
    expected = canonical(load_case(path).for_audience(audience))
    pdf = sample_pdf(path, audience)
    assert extract(pdf) == expected
    assert attached(pdf) == expected.to_json().encode()


def test_the_public_letter_has_no_data_of_the_parties_attached() -> None:
    whole = case(**HEADER, **FOR_PARTIES)
    public, parties = (render(whole, audience).pdf() for audience in AUDIENCES)
    secrets = [FOR_PARTIES["parties"][0]["name"], "Testville", "An imaging center", "wrong knee"]
    assert not any(words.encode() in attached(public) for words in secrets)
    assert not ONLY_FOR_PARTIES & extract(public).model_dump(exclude_defaults=True).keys()
    assert all(words.encode() in attached(parties) for words in secrets)


def test_nothing_is_extracted_from_a_letter_without_attachment() -> None:
    pdf = print_letter(sample_letter(SAMPLE), attach=False)
    assert "no case is attached" in refusal(pdf)
    with pytest.raises(LetterError, match=r"contains no case\.json"):
        extract(pdf)


@pytest.mark.parametrize("data", [b"{}", b'{"edition": "1066"}'])
def test_an_attached_case_that_is_not_valid_is_refused(data: bytes) -> None:
    pdf = rewritten(attach(("case.json", data)))
    assert "the attached case cannot be printed: case.json, line " in refusal(pdf)
    with pytest.raises(CaseError):
        extract(pdf)


@pytest.mark.parametrize(
    "data", [b"", b"no JSON", b"\xff\xfe", b"[]", b'"{}"', b'{"a": ' + b"[" * 100_000], ids=lambda data: str(data[:9])
)
def test_an_attachment_that_is_not_a_json_object_is_refused(data: bytes) -> None:
    pdf = rewritten(attach(("case.json", data)))
    assert "the attached case cannot be printed: case.json, " in refusal(pdf)
    with pytest.raises(LetterError, match="is not a case: it contains no JSON object"):
        extract(pdf)


def test_an_attachment_with_another_name_is_ignored() -> None:
    assert "no case.json" in refusal(rewritten(attach(("note.json", attached(PRINT)))))


def test_two_attached_cases_are_refused() -> None:
    both = ("case.json", attached(PRINT)), ("case.json", attached(sample_pdf(SAMPLES[0])))
    assert "more than one case.json" in refusal(rewritten(attach(*both)))


def test_a_case_in_an_own_edition_is_extracted_with_its_templates() -> None:
    pdf = own_letter()
    assert extract(pdf, TEMPLATES) == load_case(OWN / "own-edition.json", TEMPLATES).for_audience("public")
    with pytest.raises(CaseError, match="/edition"):
        extract(pdf)


def test_a_file_specification_without_a_file_is_refused() -> None:
    def remove_file(document: Any) -> None:
        document.Root.AF = pikepdf.Array([pikepdf.Dictionary(Type=pikepdf.Name.Filespec, UF="case.json")])

    with pytest.raises(LetterError):
        attached_case(rewritten(remove_file))


def test_the_name_of_the_attachment_may_be_in_utf_16() -> None:
    def encode_name(document: Any) -> None:
        document.Root.AF[0].UF = pikepdf.Object.parse(b"<feff" + "case.json".encode("utf-16-be").hex().encode() + b">")

    assert attached_case(rewritten(encode_name)) == attached_case(PRINT)
