"""What a letter's metadata says: the standards it keeps, what it is, and what printed it."""

from io import BytesIO
from xml.etree.ElementTree import Element, fromstring

import pikepdf
import pytest

from imrletters import render
from imrletters.case.base import AUDIENCES, Audience
from imrletters.case.example import HEADER
from imrletters.printing.provenance import letter_provenance
from imrletters.printing.weasyprint.setup import engine
from imrletters.printing.xmp import (
    EXTENSION,
    MEANINGS,
    PDFUA,
    PROPERTY,
    PROVENANCE,
    RDF,
    SCHEMA,
    provenance_in,
    with_provenance,
)
from imrletters.rendering.house_style import HouseStyle
from tests.support import FOR_PARTIES, case, print_page

SAID = {name: f"<{name}> & \u00e9" for name in MEANINGS}
BARE = f'<rdf:RDF xmlns:rdf="{RDF}"/>'.encode()

each_audience = pytest.mark.parametrize("audience", AUDIENCES)


def packet(pdf: bytes) -> bytes:
    with pikepdf.open(BytesIO(pdf)) as document:
        return bytes(document.Root.Metadata.read_bytes())


def metadata(pdf: bytes) -> dict[str, str]:
    """The metadata of a PDF by their usual names, as a reader other than ours finds them."""
    with (
        pikepdf.open(BytesIO(pdf)) as document,
        document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as found,
    ):
        return {name: ", ".join(value) if isinstance(value, list) else str(value) for name, value in found.items()}


def undescribed(xmp: bytes) -> set[str]:
    """The provenance and PDF/UA properties that the extension schema of the same file does not describe."""
    root = fromstring(xmp)  # noqa: S314 - our own
    used = {
        name
        for element in root.iter()
        for name in [element.tag, *element.attrib]
        if name.startswith((f"{{{PROVENANCE}}}", f"{{{PDFUA}}}"))
    }
    return used - described(root)


def described(root: Element) -> set[str]:
    """The properties that extension schemas describe in full."""
    return {
        f"{{{schema.findtext(f'{{{SCHEMA}}}namespaceURI')}}}{item.findtext(f'{{{PROPERTY}}}name')}"
        for schema in root.findall(f".//{{{EXTENSION}}}schemas/{{{RDF}}}Bag/{{{RDF}}}li")
        for item in schema.findall(f".//{{{RDF}}}Seq/{{{RDF}}}li")
        if all(item.findtext(f"{{{PROPERTY}}}{part}") for part in ("name", "valueType", "category", "description"))
        and all(schema.findtext(f"{{{SCHEMA}}}{part}") for part in ("schema", "namespaceURI", "prefix"))
    }


@each_audience
def test_a_letter_says_which_standards_it_keeps(audience: Audience) -> None:
    said = metadata(render(case(**HEADER), audience).pdf())
    assert said[f"{{{PDFUA}}}part"] == "1"
    pdfa = "{http://www.aiim.org/pdfa/ns/id/}"
    assert (said[f"{pdfa}part"], said[f"{pdfa}conformance"]) == ("3", "A")


@each_audience
def test_title_author_and_subject_are_those_of_the_letter_in_both_places(audience: Audience) -> None:
    pdf = render(case(**HEADER, **FOR_PARTIES), audience).pdf()
    said = metadata(pdf)
    dublin = "{http://purl.org/dc/elements/1.1/}"
    told = (said[f"{dublin}title"], said[f"{dublin}creator"], said[f"{dublin}description"])
    assert told == (
        "Independent Medical Review Final Determination CM16-0000009",
        "MAXIMUS Federal Services",
        "The independent medical review of a disputed item/service under California Labor Code section 4610.6",
    )
    with pikepdf.open(BytesIO(pdf)) as document:
        information = document.docinfo
        assert (str(information.Title), str(information.Subject)) == (told[0], told[2])
        assert str(information.Author) == "MAXIMUS Federal Services"


@each_audience
def test_a_letter_says_what_printed_it(audience: Audience) -> None:
    said = provenance_in(packet(render(case(**HEADER), audience).pdf()))
    assert said == {**letter_provenance(audience, HouseStyle()), "engine": engine()}
    assert said.keys() == MEANINGS.keys()
    assert said["copy"] == audience
    assert said["engine"].startswith("weasyprint 70.")
    assert [part.split()[0] for part in said["engine"].split(", ")][3:] == ["pango", "harfbuzz", "zlib"]


def test_what_the_archive_standard_does_not_know_is_described() -> None:
    found = packet(render(case()).pdf())
    assert described(fromstring(found)) == {  # noqa: S314 - our own
        f"{{{PDFUA}}}part",
        *(f"{{{PROVENANCE}}}{name}" for name in MEANINGS),
    }
    assert undescribed(found) == set()


def test_a_property_that_is_not_described_would_be_noticed() -> None:
    found = packet(render(case()).pdf())
    more = found.replace(b"</imrletters:copy>", b"</imrletters:copy><imrletters:mood>fine</imrletters:mood>")
    assert undescribed(more) == {f"{{{PROVENANCE}}}mood"}
    less = found.replace(b"<pdfaProperty:category>internal", b"<pdfaProperty:category>")
    assert undescribed(less) == {f"{{{PDFUA}}}part", *(f"{{{PROVENANCE}}}{name}" for name in MEANINGS)}


def test_any_words_come_back_as_they_were_said() -> None:
    assert provenance_in(with_provenance(BARE, SAID)) == SAID


def test_the_file_is_marked_by_its_usual_prefixes() -> None:
    made = with_provenance(BARE, SAID)
    for prefix in (b"pdfuaid:part", b"pdfaExtension:schemas", b"pdfaSchema:prefix", b"imrletters:engine"):
        assert prefix in made


@pytest.mark.parametrize(
    "xmp",
    [b"", b"no XML", b"<x", BARE, b"<a><b/></a>", b"\xff\xfe", with_provenance(BARE, SAID)[:-20], b"\x00" * 9],
)
def test_metadata_that_say_nothing_or_cannot_be_read_give_nothing(xmp: bytes) -> None:
    assert provenance_in(xmp) == {}


def test_words_of_another_version_are_not_taken_for_those_of_this_one() -> None:
    later = with_provenance(BARE, SAID).replace(PROVENANCE.encode(), b"urn:imrletters:provenance:2/")
    assert provenance_in(later) == {}
    unknown = with_provenance(BARE, SAID).replace(b"imrletters:engine", b"imrletters:motor")
    assert provenance_in(unknown) == {name: text for name, text in SAID.items() if name != "engine"}


def test_a_page_that_is_no_letter_says_what_printed_it_too() -> None:
    assert provenance_in(packet(print_page("<p>Here.</p>"))).keys() == MEANINGS.keys()


def test_metadata_with_entities_that_grow_are_not_unfolded() -> None:
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE r [<!ENTITY e0 "ha">{lines}]><r>&e11;</r>'
    assert provenance_in(bomb.encode()) == {}
