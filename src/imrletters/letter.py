"""The finished letter: one case in; its text, HTML and PDF out. Every door comes through here."""

from dataclasses import dataclass

from imrletters.case import Case
from imrletters.render import COLUMNS, render_html, render_text
from imrletters.validation import validate


@dataclass(frozen=True)
class Letter:
    """The determination letter of a case that can be printed and read back; made by ``render``."""

    case: Case

    def text(self, width: int = COLUMNS) -> str:
        """The letter as text, wrapped at ``width`` columns; 0 leaves each paragraph on one line."""
        return render_text(self.case, width)

    def html(self) -> str:
        """The letter as an HTML page that needs no other file."""
        return render_html(self.case)

    def pdf(self) -> bytes:
        """The letter as a PDF file. Raises PrintError if the PDF engine is missing."""
        from imrletters.pdf import print_pdf  # noqa: PLC0415 - half a second that text and HTML do without

        return print_pdf(self.html())


def render(case: Case) -> Letter:
    """The letter of a case. Raises CaseError if the case could not be printed or read back."""
    validate(case)
    return Letter(case)
