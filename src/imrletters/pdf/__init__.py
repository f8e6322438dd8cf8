"""Reads any PDF: its objects, text lines, layout and tags. Importing this package loads pikepdf.

``open_pdf`` opens the bytes of a PDF once; all other functions take the opened file. qpdf (with pikepdf) reads and
decrypts the objects; this package reads the text of the pages. It is strict: a file that qpdf would have to repair is
refused. ``limits`` bounds the time and memory that a small file can take.
"""

from imrletters.pdf.cross_references import CrossReferences
from imrletters.pdf.file import PdfFile, as_letter_error, open_pdf
from imrletters.pdf.graphics_state import Char
from imrletters.pdf.layout import Layout, Line, Run
from imrletters.pdf.objects import Stream, dictionary, name_of, reference_number, resolved, stream, text_of, type_names
from imrletters.pdf.tags import tag_outline
from imrletters.pdf.text_lines import PrintedLine, PrintedPage, read_pages

__all__ = [
    "Char",
    "CrossReferences",
    "Layout",
    "Line",
    "PdfFile",
    "PrintedLine",
    "PrintedPage",
    "Run",
    "Stream",
    "as_letter_error",
    "dictionary",
    "name_of",
    "open_pdf",
    "read_pages",
    "reference_number",
    "resolved",
    "stream",
    "tag_outline",
    "text_of",
    "type_names",
]
