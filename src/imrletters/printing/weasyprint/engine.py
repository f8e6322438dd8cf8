"""The interface of PDF engines, implemented with WeasyPrint."""

from imrletters.printing import PrintedDocument, RenderedDocument, refuse_too_long
from imrletters.printing.page_check import check_pages
from imrletters.printing.weasyprint.layout import lay_out, lines_of, read_page
from imrletters.printing.weasyprint.lock import exclusive
from imrletters.printing.weasyprint.versions import toolchain
from imrletters.printing.weasyprint.writer import write_pdf


class WeasyPrint:
    """Prints HTML; see ``Engine``. Threads print one after the other."""

    name = "weasyprint"
    medium = "html"

    def toolchain(self) -> str:
        """The names and versions of all libraries that affect the bytes of a PDF file."""
        return toolchain()

    @exclusive()
    def print(self, document: RenderedDocument) -> PrintedDocument:
        """Prints an HTML page as a PDF file."""
        refuse_too_long(lines_of(document.source))
        page = read_page(document.source)
        laid_out = lay_out(page)
        provenance = {**document.provenance, "engine": toolchain()}
        pdf = write_pdf(laid_out, provenance, document.attachments)
        check_pages(pdf, *page.texts)
        return PrintedDocument(pdf, len(laid_out.pages), self.name, toolchain())

    @exclusive()
    def warm_up(self) -> None:
        """Loads the fonts and the style sheets."""
        lay_out(read_page("<p>ready"))
