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
XMP = "http://ns.adobe.com/xap/1.0/"
MEDIA_MANAGEMENT = f"{XMP}mm/"
PREFIXES = {
    "pdfuaid": PDFUA,
    "pdfaExtension": EXTENSION,
    "pdfaSchema": SCHEMA,
    "pdfaProperty": PROPERTY,
    "imrletters": PROVENANCE,
    "x": "adobe:ns:meta/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": XMP,
    "xmpMM": MEDIA_MANAGEMENT,
    "xmpTPg": f"{XMP}t/pg/",
    "stEvt": f"{XMP}sType/ResourceEvent#",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
}
"""The prefixes of all namespaces that a PDF engine writes. Those of the extension schemas are fixed by PDF/A."""
DATED = {f"{{{XMP}}}CreateDate", f"{{{XMP}}}ModifyDate", f"{{{MEDIA_MANAGEMENT}}}History"}
"""The properties that contain dates."""
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


def with_provenance(xmp: bytes, provenance: Mapping[str, str]) -> bytes:
    """Adds the provenance to the XMP metadata of a PDF/A file, and the identification of PDF/UA-1 if it is missing.

    ``provenance`` has a value for each name in ``DESCRIPTIONS``.
    """
    root = fromstring(xmp)  # noqa: S314 - the PDF engine has just written it
    rdf = root if root.tag == f"{{{RDF}}}RDF" else root[0]
    identified = rdf.find(f".//{{{PDFUA}}}part") is not None
    if not identified:
        _add_description(rdf).set(f"{{{PDFUA}}}part", "1")
    values = _add_description(rdf)
    for name in DESCRIPTIONS:
        SubElement(values, f"{{{PROVENANCE}}}{name}").text = provenance[name]
    schemas = rdf.find(f".//{{{EXTENSION}}}schemas/{{{RDF}}}Bag")
    if schemas is None:
        schemas = SubElement(SubElement(_add_description(rdf), f"{{{EXTENSION}}}schemas"), f"{{{RDF}}}Bag")
    if not identified:
        part = {"part": "The part of ISO 14289 that the file keeps"}
        _add_schema(schemas, "PDF/UA identification", PDFUA, part, "Integer")
    _add_schema(schemas, "Provenance of a letter", PROVENANCE, DESCRIPTIONS, "Text")
    return bytes(tostring(root, encoding="utf-8"))


def without_dates(xmp: bytes) -> bytes:
    """Removes the dates of the file and its history from XMP metadata."""
    root = fromstring(xmp)  # noqa: S314 - the PDF engine has just written it
    for parent in root.iter():
        for child in [each for each in parent if each.tag in DATED]:
            parent.remove(child)
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
