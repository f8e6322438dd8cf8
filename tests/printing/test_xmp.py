"""The metadata of a letter: its standards, its title, author and subject, and its provenance."""

from io import BytesIO
from xml.etree.ElementTree import Element, fromstring

import pikepdf
import pytest

from imrletters import PrintError, render
from imrletters.case.base import AUDIENCES, Audience
from imrletters.case.example import HEADER
from imrletters.printing import letter_provenance, load_engine
from imrletters.printing.xmp import (
    DESCRIPTIONS,
    EXTENSION,
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

VALUES = {name: f"<{name}> & \u00e9" for name in DESCRIPTIONS}
BARE = f'<rdf:RDF xmlns:rdf="{RDF}"></rdf:RDF>'.encode()

each_audience = pytest.mark.parametrize("audience", AUDIENCES)


def packet(pdf: bytes) -> bytes:
    """The XMP packet of a PDF."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return bytes(document.Root.Metadata.read_bytes())


def metadata(pdf: bytes) -> dict[str, str]:
    """The metadata of a PDF by their usual names, as pikepdf reads them."""
    with (
        pikepdf.open(BytesIO(pdf)) as document,
        document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as found,
    ):
        return {name: ", ".join(value) if isinstance(value, list) else str(value) for name, value in found.items()}


def undescribed(xmp: bytes) -> set[str]:
    """The provenance and PDF/UA properties that the extension schema of the same file does not describe."""
    root = fromstring(xmp)  # noqa: S314 - printed by this test
    used = {
        name
        for element in root.iter()
        for name in [element.tag, *element.attrib]
        if name.startswith((f"{{{PROVENANCE}}}", f"{{{PDFUA}}}"))
    }
    return used - described(root)


def described(root: Element) -> set[str]:
    """The properties with a complete description in an extension schema."""
    return {
        f"{{{schema.findtext(f'{{{SCHEMA}}}namespaceURI')}}}{item.findtext(f'{{{PROPERTY}}}name')}"
        for schema in root.findall(f".//{{{EXTENSION}}}schemas/{{{RDF}}}Bag/{{{RDF}}}li")
        for item in schema.findall(f".//{{{RDF}}}Seq/{{{RDF}}}li")
        if all(item.findtext(f"{{{PROPERTY}}}{part}") for part in ("name", "valueType", "category", "description"))
        and all(schema.findtext(f"{{{SCHEMA}}}{part}") for part in ("schema", "namespaceURI", "prefix"))
    }


def test_metadata_of_an_unknown_form_is_refused() -> None:
    with pytest.raises(PrintError, match="of an unknown form: </rdf:RDF> is not in it once"):
        with_provenance(BARE.replace(b"</rdf:RDF>", b"</rdf:RDF >"), VALUES)
    with pytest.raises(PrintError, match="of an unknown form: </rdf:RDF> is not in it once"):
        with_provenance(BARE + BARE, VALUES)


@each_audience
def test_a_letter_names_the_standards_that_it_conforms_to(audience: Audience) -> None:
    found = metadata(render(case(**HEADER), audience).pdf())
    assert found[f"{{{PDFUA}}}part"] == "1"
    pdfa = "{http://www.aiim.org/pdfa/ns/id/}"
    assert (found[f"{pdfa}part"], found[f"{pdfa}conformance"]) == ("3", "A")


@each_audience
def test_title_author_and_subject_are_the_same_in_xmp_and_in_the_information_dictionary(audience: Audience) -> None:
    pdf = render(case(**HEADER, **FOR_PARTIES), audience).pdf()
    found = metadata(pdf)
    dublin = "{http://purl.org/dc/elements/1.1/}"
    named = (found[f"{dublin}title"], found[f"{dublin}creator"], found[f"{dublin}description"])
    assert named == (
        "Independent Medical Review Final Determination CM16-0000009",
        "MAXIMUS Federal Services",
        "The independent medical review of a disputed item/service under California Labor Code section 4610.6",
    )
    with pikepdf.open(BytesIO(pdf)) as document:
        information = document.docinfo
        assert (str(information.Title), str(information.Subject)) == (named[0], named[2])
        assert str(information.Author) == "MAXIMUS Federal Services"


@each_audience
def test_a_letter_has_its_provenance(audience: Audience) -> None:
    found = provenance_in(packet(render(case(**HEADER), audience).pdf()))
    assert found == {**letter_provenance(audience, HouseStyle(), "2016", "html"), "engine": load_engine().toolchain()}
    assert found.keys() == DESCRIPTIONS.keys()
    assert found["copy"] == audience
    assert found["engine"].startswith("weasyprint 70.")


def test_properties_that_pdf_a_does_not_define_are_described() -> None:
    found = packet(render(case()).pdf())
    assert described(fromstring(found)) == {  # noqa: S314 - printed by this test
        f"{{{PDFUA}}}part",
        *(f"{{{PROVENANCE}}}{name}" for name in DESCRIPTIONS),
    }
    assert undescribed(found) == set()


def test_a_property_without_a_description_is_detected() -> None:
    found = packet(render(case()).pdf())
    more = found.replace(b"</imrletters:copy>", b"</imrletters:copy><imrletters:mood>fine</imrletters:mood>")
    assert undescribed(more) == {f"{{{PROVENANCE}}}mood"}
    less = found.replace(b"<pdfaProperty:category>internal", b"<pdfaProperty:category>")
    assert undescribed(less) == {f"{{{PDFUA}}}part", *(f"{{{PROVENANCE}}}{name}" for name in DESCRIPTIONS)}


def test_any_text_is_read_back_unchanged() -> None:
    assert provenance_in(with_provenance(BARE, VALUES)) == VALUES


def test_namespaces_have_their_usual_prefixes() -> None:
    made = with_provenance(BARE, VALUES)
    for prefix in (b"pdfuaid:part", b"pdfaExtension:schemas", b"pdfaSchema:prefix", b"imrletters:engine"):
        assert prefix in made


@pytest.mark.parametrize(
    "xmp",
    [b"", b"no XML", b"<x", BARE, b"<a><b/></a>", b"\xff\xfe", with_provenance(BARE, VALUES)[:-20], b"\x00" * 9],
)
def test_metadata_without_provenance_or_with_invalid_xml_give_an_empty_result(xmp: bytes) -> None:
    assert provenance_in(xmp) == {}


def test_properties_of_another_version_and_unknown_properties_are_ignored() -> None:
    later = with_provenance(BARE, VALUES).replace(PROVENANCE.encode(), b"urn:imrletters:provenance:2/")
    assert provenance_in(later) == {}
    unknown = with_provenance(BARE, VALUES).replace(b"imrletters:engine", b"imrletters:motor")
    assert provenance_in(unknown) == {name: text for name, text in VALUES.items() if name != "engine"}


def test_a_page_that_is_not_a_letter_has_a_provenance_too() -> None:
    assert provenance_in(packet(print_page("<p>Here.</p>"))).keys() == DESCRIPTIONS.keys()


def test_entities_that_expand_exponentially_are_not_expanded() -> None:
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE r [<!ENTITY e0 "ha">{lines}]><r>&e11;</r>'
    assert provenance_in(bomb.encode()) == {}
