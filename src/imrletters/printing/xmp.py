"""The XMP metadata of a printed letter: the standards it keeps, and what printed it.

XMP that PDF/A does not know itself has to be described in the file (ISO 19005-3, 6.6.2.3); that is done here too.
"""

from collections.abc import Mapping
from xml.etree.ElementTree import Element, ParseError, SubElement, fromstring, register_namespace, tostring

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
PDFUA = "http://www.aiim.org/pdfua/ns/id/"
EXTENSION = "http://www.aiim.org/pdfa/ns/extension/"
SCHEMA = "http://www.aiim.org/pdfa/ns/schema#"
PROPERTY = "http://www.aiim.org/pdfa/ns/property#"
PROVENANCE = "urn:imrletters:provenance:1/"
PREFIXES = {
    "pdfuaid": PDFUA,
    "pdfaExtension": EXTENSION,
    "pdfaSchema": SCHEMA,
    "pdfaProperty": PROPERTY,
    "imrletters": PROVENANCE,
}
MEANINGS = {
    "copy": "The copy of the letter: public, or to the parties",
    "version": "The version of imrletters that printed the letter",
    "engine": "The versions of the libraries that laid out and wrote the letter",
    "templates": "The SHA-256 digest of the templates of imrletters",
    "own_templates": "The SHA-256 digest of the organization's own templates, or none",
    "fonts": "The SHA-256 digest of the fonts",
    "letterhead": "The SHA-256 digest of the letterhead, or none",
}
"""What a letter says of how it was printed, and what that means."""

for _prefix, _namespace in PREFIXES.items():
    register_namespace(_prefix, _namespace)


def with_provenance(rdf: bytes, provenance: Mapping[str, str]) -> bytes:
    """The RDF of a PDF/A file, now also of a PDF/UA-1 file, and with what ``provenance`` says, by its name."""
    root = fromstring(rdf)  # noqa: S314 - WeasyPrint wrote it a moment ago
    _described(root).set(f"{{{PDFUA}}}part", "1")
    said = _described(root)
    for name in MEANINGS:
        SubElement(said, f"{{{PROVENANCE}}}{name}").text = provenance[name]
    schemas = SubElement(SubElement(_described(root), f"{{{EXTENSION}}}schemas"), f"{{{RDF}}}Bag")
    _describe(schemas, "PDF/UA identification", PDFUA, {"part": "The part of ISO 14289 that the file keeps"}, "Integer")
    _describe(schemas, "Provenance of a letter", PROVENANCE, MEANINGS, "Text")
    return bytes(tostring(root, encoding="utf-8"))


def provenance_in(xmp: bytes) -> dict[str, str]:
    """What the XMP metadata of a letter says of how it was printed; nothing where it says nothing or cannot be read."""
    try:
        root = fromstring(xmp)  # noqa: S314 - the parser loads nothing from elsewhere, and entities are limited
    except ParseError:
        return {}
    names = {f"{{{PROVENANCE}}}{name}": name for name in MEANINGS}
    # other software may write the same as attributes
    said = [pair for each in root.iter() for pair in ((each.tag, each.text or ""), *each.attrib.items())]
    return {names[name]: value for name, value in said if name in names}


def _described(root: Element) -> Element:
    return SubElement(root, f"{{{RDF}}}Description", {f"{{{RDF}}}about": ""})


def _describe(schemas: Element, title: str, namespace: str, meanings: Mapping[str, str], kind: str) -> None:
    """Adds the description of the properties of a namespace, all of one kind."""
    schema = SubElement(schemas, f"{{{RDF}}}li", {f"{{{RDF}}}parseType": "Resource"})
    prefix = next(prefix for prefix, uri in PREFIXES.items() if uri == namespace)
    for name, text in (("schema", title), ("namespaceURI", namespace), ("prefix", prefix)):
        SubElement(schema, f"{{{SCHEMA}}}{name}").text = text
    properties = SubElement(SubElement(schema, f"{{{SCHEMA}}}property"), f"{{{RDF}}}Seq")
    for name, meaning in meanings.items():
        item = SubElement(properties, f"{{{RDF}}}li", {f"{{{RDF}}}parseType": "Resource"})
        values = {"name": name, "valueType": kind, "category": "internal", "description": meaning}
        for part, text in values.items():
            SubElement(item, f"{{{PROPERTY}}}{part}").text = text
