"""The XMP metadata of a print file: its title, its standard, and the statement that it carries no case."""

from html import escape
from xml.etree.ElementTree import ParseError, fromstring

NAMESPACE = "urn:imrletters:mailing:1/"
LETTERS = f"{{{NAMESPACE}}}letters"
"""The number of letters in a print file."""
XMP = """<?xpacket begin="\N{ZERO WIDTH NO-BREAK SPACE}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" \
xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:mailing="{namespace}">\
<dc:format>application/pdf</dc:format>\
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>\
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{description}</rdf:li></rdf:Alt></dc:description>\
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>\
<xmp:CreatorTool>imrletters</xmp:CreatorTool><pdfuaid:part>1</pdfuaid:part>\
<mailing:letters>{letters}</mailing:letters></rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
DESCRIPTION = "A print file. It carries no case; only the letters that it was made of can be verified."


def print_file_title(letters: int) -> str:
    """The title of a print file with this number of letters."""
    return f"Print file of {letters:,} letter{'s' * (letters != 1)}"


def print_file_xmp(letters: int, language: str) -> bytes:
    """The metadata of a print file."""
    values = {"title": print_file_title(letters), "description": DESCRIPTION, "language": language}
    escaped = {name: escape(value) for name, value in values.items()}
    return XMP.format(namespace=NAMESPACE, letters=letters, **escaped).encode()


def letters_in(xmp: bytes) -> int | None:
    """The number of letters that the metadata of a print file states; None for any other PDF."""
    try:
        root = fromstring(xmp)  # noqa: S314 - the parser loads no external entities and limits entity expansion
    except ParseError:
        return None
    values = [value for each in root.iter() for value in ({each.tag: each.text} | each.attrib).items()]
    stated = [text for name, text in values if name == LETTERS and text and text.isascii() and text.isdigit()]
    return int(stated[0][:9]) if stated else None
