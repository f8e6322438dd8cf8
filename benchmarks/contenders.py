"""Prints the same letter with imrletters (both engines), with WeasyPrint, Typst and ReportLab.

Each contender runs in its own process, ``python -m benchmarks.contenders NAME``. For each number that the process reads
from standard input it prints that many letters, and writes the processor time of one letter to standard output. Every
letter differs slightly from the one before, so that no result comes from a cache.
"""

import json
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from imrletters import Case, load_case, render
from imrletters.printing import EngineName
from imrletters.resources import font_folder

SAMPLE = Path(__file__).parents[1] / "samples" / "several-citations.json"
POINTS = 72
MARGIN = POINTS
"""The margins of the letter, in points."""
FACES = {
    (family, weight): font_folder() / f"{family.replace(' ', '')}-{file}.ttf"
    for family in ("IMR Serif", "IMR Sans")
    for weight, file in (("normal", "Regular"), ("bold", "Bold"))
}

Prints = Callable[[Any], bytes]
"""A function that prints one prepared letter and returns its bytes."""


class Contender(NamedTuple):
    """A function that prepares a letter (not measured), and one that prints it."""

    prepare: Callable[[Case], Any]
    prints: Prints


class Block(NamedTuple):
    """A heading, a paragraph, a blank line or the table; ``runs`` are its texts, each with True for bold."""

    tag: str
    runs: list[tuple[bool, str]]
    rows: list[list[str]]


def letters() -> Iterator[Case]:
    """The sample again and again, each time with another case number and another end of each free text."""
    sample = load_case(SAMPLE)
    for number in count(1):
        items = [
            item.model_copy(update={"decision_rationale": f"{item.decision_rationale} ({number})"})
            for item in sample.disputed_items
        ]
        changes = {
            "clinical_case_summary": f"{sample.clinical_case_summary} ({number})",
            "disputed_items": tuple(items),
        }
        yield sample.model_copy(update={**changes, "case_number": f"CM17-{number:07}"})


def natural_html(case: Case) -> str:
    """The HTML page of a letter without line breaks, with ``@font-face`` rules as in WeasyPrint's manual."""
    fonts = "\n".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; src: url("{path.as_uri()}") }}'
        for (family, weight), path in FACES.items()
    )
    html = re.sub('<br class="line">', "", render(case).html())
    return html.replace("<style>", f"<style>\n{fonts}\n", 1).replace("white-space: pre;", "white-space: normal;")


def blocks(case: Case) -> list[Block]:
    """The parts of a letter in order, for contenders that do not read HTML."""
    from weasyprint import HTML

    found = []
    for element in HTML(string=natural_html(case)).etree_element.find("body/main"):
        rows = [[" ".join(cell.itertext()) for cell in row] for row in element.iter("tr")]
        runs = [(False, element.text or "")] if element.tag in {"h1", "h2", "p"} else []
        for bold in element if runs else ():
            runs += [(bold.tag == "b", bold.text or ""), (False, bold.tail or "")]
        found.append(Block(element.tag, [(bold, text) for bold, text in runs if text], rows))
    return found


def in_worker(prints: Prints) -> Contender:
    """Our package as in a worker process of a batch: warm, with rare garbage collection."""
    from imrletters.workers.pool import warm_up

    warm_up()
    return Contender(lambda case: case, prints)


def text(case: Case) -> bytes:
    return render(case).text().encode()


def plain_pdf(case: Case) -> bytes:
    from imrletters.printing.weasyprint.layout import lay_out, read_page

    return bytes(lay_out(read_page(render(case).html())).write_pdf())


def complete_pdf(engine: EngineName) -> Prints:
    """A function that prints a case with an engine: validation, tags, both standards, attached case, page check."""
    return lambda case: render(case, engine=engine).pdf()


def weasyprint() -> Contender:
    from weasyprint import HTML

    return Contender(natural_html, lambda html: bytes(HTML(string=html).write_pdf()))


def typst(**options: Any) -> Contender:
    from typst import Compiler, Fonts

    found = Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(font_folder())])
    compiler = Compiler(font_paths=found)

    def prints(source: bytes) -> bytes:
        pdf = compiler.compile(source, format="pdf", **options)
        assert isinstance(pdf, bytes)
        return pdf

    return Contender(typst_source, prints)


def typst_source(case: Case) -> bytes:
    """A letter as Typst source: headings, the table with labels, and the title and language that tags need."""
    lines = [
        f"#set document(title: {_quoted(f'Independent Medical Review Final Determination {case.case_number}')})",
        '#set text(font: "IMR Serif", size: 12pt, lang: "en", region: "US", kerning: false, ligatures: false)',
        '#set page(paper: "us-letter", margin: 1in)',
        "#set par(leading: 4pt, spacing: 4pt)",
        "#show heading: set text(size: 12pt)",
        "#show heading.where(level: 1): set align(center)",
        '#show heading.where(level: 2): set text(weight: "regular")',
    ]
    for block in blocks(case):
        words = "".join(f"#{'strong' if bold else 'text'}({_quoted(run)})" for bold, run in block.runs)
        if block.tag == "table":
            width = max(map(len, block.rows))
            cells = [cell for row in block.rows for cell in [*row, *[""] * (width - len(row))]]
            row = ", ".join(f'text(font: "IMR Sans", size: 11pt, {_quoted(cell)})' for cell in cells)
            lines.append(f"#table(columns: {width}, {row})")
        elif block.tag in {"h1", "h2"}:
            lines.append(f"#heading(level: {block.tag[1]})[{words}]")
        elif words:
            lines.append(f"#par[{words}]")
        else:
            lines.append("#v(13.8pt)")
    return "\n".join(lines).encode()


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'


def reportlab() -> Contender:
    from reportlab.lib.enums import TA_CENTER
    from reportlab.lib.fonts import addMapping
    from reportlab.lib.pagesizes import letter
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.lib.units import inch
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

    for (family, weight), path in FACES.items():
        registerFont(TTFont(f"{family} {weight}", path))
        addMapping(family, int(weight == "bold"), 0, f"{family} {weight}")
    style = ParagraphStyle("p", fontName="IMR Serif normal", fontSize=12, leading=13.8)
    heading = ParagraphStyle("h1", style, fontName="IMR Serif bold", alignment=TA_CENTER)
    grid = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("FONT", (0, 0), (-1, -1), "IMR Sans normal", 11)]

    def story(parts: Sequence[Block]) -> Iterator[Any]:
        for block in parts:
            words = "".join(f"<b>{_escaped(run)}</b>" if bold else _escaped(run) for bold, run in block.runs)
            if block.tag == "table":
                width = max(map(len, block.rows))
                yield Table([row + [""] * (width - len(row)) for row in block.rows], style=grid)
            elif words:
                yield Paragraph(words, heading if block.tag == "h1" else style)
            else:
                yield Spacer(0, 13.8)

    def prints(parts: Sequence[Block]) -> bytes:
        margins = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), inch)
        SimpleDocTemplate(pdf := BytesIO(), pagesize=letter, **margins).build(list(story(parts)))
        return pdf.getvalue()

    return Contender(blocks, prints)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


CONTENDERS: dict[str, Callable[[], Contender]] = {
    "text": lambda: in_worker(text),
    "plain": lambda: in_worker(plain_pdf),
    "everything": lambda: in_worker(complete_pdf("weasyprint")),
    "library": lambda: Contender(lambda case: case, complete_pdf("weasyprint")),
    "everything-typst": lambda: in_worker(complete_pdf("typst")),
    "weasyprint": weasyprint,
    "typst": typst,
    "typst-ua": lambda: typst(pdf_standards=["ua-1"]),
    "reportlab": reportlab,
}
"""The contenders by name; ``library`` is the complete PDF with Python's default garbage collection."""


def main(name: str) -> None:
    """For each number on standard input, prints that many letters and writes the seconds of one letter as JSON."""
    contender = CONTENDERS[name]()
    source = letters()
    for line in sys.stdin:
        prepared = [contender.prepare(next(source)) for _ in range(int(line))]
        start = time.process_time()
        for each in prepared:
            pdf = contender.prints(each)
        seconds = (time.process_time() - start) / len(prepared)
        print(json.dumps({"seconds": seconds, "bytes": len(pdf)}), flush=True)  # noqa: T201 - the result


if __name__ == "__main__":
    main(sys.argv[1])
