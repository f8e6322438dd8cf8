"""The PDF engine WeasyPrint: everything that uses WeasyPrint or pydyf, public or internal, is in this package."""

from imrletters.printing.weasyprint.printer import Printed, lay_out, print_pdf, read_page
from imrletters.printing.weasyprint.setup import engine

__all__ = [
    "Printed",
    "engine",
    "lay_out",
    "print_pdf",
    "read_page",
]
