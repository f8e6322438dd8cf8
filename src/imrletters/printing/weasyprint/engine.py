"""The interface of PDF engines, implemented with WeasyPrint."""

from imrletters.printing import PrintedDocument, RenderedDocument, refuse_too_long
from imrletters.printing.page_check import check_pages
from imrletters.printing.weasyprint.layout import lay_out, lines_of, read_page
from imrletters.printing.weasyprint.lock import exclusive
from imrletters.printing.weasyprint.setup import mark_style
from imrletters.printing.weasyprint.versions import toolchain
from imrletters.printing.weasyprint.writer import write_pdf


class WeasyPrint:
    """Prints HTML; see ``Engine``. Threads print one after the other."""

    name = "weasyprint"
    medium = "html"
    threads = 1

    def toolchain(self) -> str:
        """The names and versions of all libraries that affect the bytes of a PDF file."""
        return toolchain()

    def text(self, source: str) -> str | None:  # noqa: ARG002 - the signature of Engine
        """None: to parse HTML takes longer than to render a letter as text."""
        return None

    @exclusive()
    def print(self, document: RenderedDocument) -> PrintedDocument:
        """Prints an HTML page as a PDF file."""
        refuse_too_long(lines_of(document.source))
        page = read_page(document.source, document.look)
        if document.mark:
            page.styles.append(mark_style(document.mark, document.look))
        laid_out = lay_out(page)
        laid_out.metadata.title = document.marked_title + (laid_out.metadata.title or "")
        provenance = document.provenance and {**document.provenance, "engine": toolchain()}
        pdf = write_pdf(laid_out, provenance, document.attachments)
        check_pages(pdf, *page.texts, document.look, document.mark)
        return PrintedDocument(pdf, len(laid_out.pages), self.name, toolchain())

    @exclusive()
    def warm_up(self) -> None:
        """Loads the fonts and the style sheets."""
        lay_out(read_page("<p>ready"))
