"""The XMP metadata of a printed letter: the standards that it conforms to, and its provenance.

PDF/A requires a description of every XMP property that it does not define (ISO 19005-3, 6.6.2.3). These descriptions
are written here too.
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
DESCRIPTIONS = {
    "copy": "The copy of the letter: public, or to the parties",
    "version": "The version of imrletters that printed the letter",
    "engine": "The versions of the libraries that laid out and wrote the letter",
    "templates": "The SHA-256 digest of the templates of imrletters",
    "own_templates": "The SHA-256 digest of the organization's own templates, or none",
    "fonts": "The SHA-256 digest of the fonts",
    "letterhead": "The SHA-256 digest of the letterhead, or none",
}
"""The properties of a letter's provenance and their descriptions, which are part of every PDF file."""

for _prefix, _namespace in PREFIXES.items():
    register_namespace(_prefix, _namespace)


def with_provenance(rdf: bytes, provenance: Mapping[str, str]) -> bytes:
    """Adds the PDF/UA-1 identification and the provenance to the RDF of a PDF/A file.

    ``provenance`` has a value for each name in ``DESCRIPTIONS``.
    """
    root = fromstring(rdf)  # noqa: S314 - the PDF engine has just written it
    _add_description(root).set(f"{{{PDFUA}}}part", "1")
    values = _add_description(root)
    for name in DESCRIPTIONS:
        SubElement(values, f"{{{PROVENANCE}}}{name}").text = provenance[name]
    schemas = SubElement(SubElement(_add_description(root), f"{{{EXTENSION}}}schemas"), f"{{{RDF}}}Bag")
    part = {"part": "The part of ISO 14289 that the file keeps"}
    _add_schema(schemas, "PDF/UA identification", PDFUA, part, "Integer")
    _add_schema(schemas, "Provenance of a letter", PROVENANCE, DESCRIPTIONS, "Text")
    return bytes(tostring(root, encoding="utf-8"))


def provenance_in(xmp: bytes) -> dict[str, str]:
    """The provenance in the XMP metadata of a letter; empty if there is none or if the metadata is not valid XML."""
    try:
        root = fromstring(xmp)  # noqa: S314 - the parser loads no external entities and limits entity expansion
    except ParseError:
        return {}
    names = {f"{{{PROVENANCE}}}{name}": name for name in DESCRIPTIONS}
    # other software may write simple properties as attributes
    values = [pair for each in root.iter() for pair in ((each.tag, each.text or ""), *each.attrib.items())]
    return {names[name]: value for name, value in values if name in names}


def _add_description(root: Element) -> Element:
    return SubElement(root, f"{{{RDF}}}Description", {f"{{{RDF}}}about": ""})


def _add_schema(schemas: Element, title: str, namespace: str, properties: Mapping[str, str], value_type: str) -> None:
    """Adds the extension schema of a namespace: its properties, all of one type, with their descriptions."""
    schema = SubElement(schemas, f"{{{RDF}}}li", {f"{{{RDF}}}parseType": "Resource"})
    prefix = next(prefix for prefix, uri in PREFIXES.items() if uri == namespace)
    for name, text in (("schema", title), ("namespaceURI", namespace), ("prefix", prefix)):
        SubElement(schema, f"{{{SCHEMA}}}{name}").text = text
    sequence = SubElement(SubElement(schema, f"{{{SCHEMA}}}property"), f"{{{RDF}}}Seq")
    for name, description in properties.items():
        item = SubElement(sequence, f"{{{RDF}}}li", {f"{{{RDF}}}parseType": "Resource"})
        values = {"name": name, "valueType": value_type, "category": "internal", "description": description}
        for part, text in values.items():
            SubElement(item, f"{{{PROPERTY}}}{part}").text = text
