"""Writes docs/performance.md and its plot from docs/performance.json, which ``make bench`` measures.

``python tools/performance_page.py`` prints the ratios, too.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from textwrap import TextWrapper
from typing import Any

DOCS = Path(__file__).resolve().parents[1] / "docs"
fill = TextWrapper(120, break_long_words=False, break_on_hyphens=False).fill
NAMES = {
    "text": "ours, text",
    "plain": "ours, PDF plain",
    "everything": "ours, PDF with everything",
    "library": "the same, garbage collection as Python has it",
    "weasyprint": "WeasyPrint as documented",
    "reportlab": "ReportLab Platypus",
    "typst": "Typst",
    "typst-ua": "Typst, kept to PDF/UA-1",
}
WHAT = {
    "text": "from the case to the text letter, the case checked first",
    "plain": "from the case, checked: HTML, layout, file; no tags, no attachment, no check of the pages",
    "everything": "from the case, checked: PDF/UA-1 and PDF/A-3a, tagged, its case attached, its pages checked",
    "library": "for a program of one's own that calls `render(case).pdf()`",
    "weasyprint": "`HTML(string=...).write_pdf()`, no tags",
    "reportlab": "`SimpleDocTemplate.build`, no tags",
    "typst": "one `Compiler` of typst-py, tagged as Typst does by itself",
    "typst-ua": 'the same with `pdf_standards=["ua-1"]`',
}
TRIED = """\
Taken, with what each saved of the letter above, measured one by one:

- Style sheet and fonts are parsed once for the life of a process, not for each letter: a fifth.
- WeasyPrint's default style sheet without what no letter has (notes, markers, margin boxes): 4 to 5 ms. Its rules
  hold for every element and page and would be worked out for each; the bytes of the file are the same.
- Lines end in a character, not in an element; the objects of the file are put into bytes once, not twice.
- Words are measured by one table for each font, and once where once is enough: 0.8 ms of the 3 ms of our HTML.
- Our own templates run without jinja's sandbox (an organization's keep it), and their names are listed once: 0.3 ms
  of the 1.4 ms of a text letter.
- Kerning and ligatures are switched off in the fonts, once. Where the style sheet does it, WeasyPrint tells Pango for
  each line and never lets go of that memory: a worker grew by 43 KB with each letter, from 132 MB after the 200th to
  211 MB after the 2,000th.
- In the processes of a batch garbage is collected seldom, and never among what they start with.

Not taken:

- Reading the page as XML in place of HTML: saves 2 to 3 ms, but would print the page of an organization's own
  templates otherwise than a browser shows it.
- Leaving the file uncompressed: saves 3 ms, and makes it three times as large (82 KB for 27).
- The header's table takes 12 ms and the blank lines 4 ms. Both are the published letter's, and blank lines that are
  margins would move the page ends.
- Whole fonts in place of the characters used: three times the time, on a prototype.
"""
NOT_DRAWN = ("text",)
"""What the plot leaves out: a bar too short to see."""


def performance_page(figures: Mapping[str, Any]) -> str:
    """The text of docs/performance.md."""
    return "\n".join([*_head(figures), *_times(figures), *_cold_batch_memory(figures), *_profile(figures), *_tried()])


def ratios(figures: Mapping[str, Any]) -> list[tuple[str, float, float, bool]]:
    """What is asked, by name: the measured ratio, the most that it may be, and whether it is as asked."""
    one = {name: each["median"] for name, each in figures["milliseconds"].items()}
    batch = figures["batch"]
    found = [
        ("PDF with everything, to WeasyPrint as documented", one["everything"] / one["weasyprint"], 1.0),
        ("PDF plain, to WeasyPrint as documented", one["plain"] / one["weasyprint"], 0.75),
        ("text letter, to its PDF plain", one["text"] / one["plain"], 1 / 50),
        (f"batch on {batch['cores']} cores, to one core", batch["all"] / batch["one"], 1 / 1.8),
        ("resident memory of a worker, 2,000th to 200th letter", growth(figures), 1.1),
    ]
    return [(title, ratio, limit, ratio <= limit) for title, ratio, limit in found]


def growth(figures: Mapping[str, Any]) -> float:
    """The resident memory of a worker after 2,000 letters, to that after 200."""
    megabytes = figures["memory"]["megabytes"]
    return float(megabytes[-1] / megabytes[200 // figures["memory"]["step"] - 1])


def table(figures: Mapping[str, Any]) -> Iterator[str]:
    """The ratios as a table."""
    yield "| ratio | measured | at most | |"
    yield "|---|---:|---:|---|"
    for title, ratio, limit, kept in ratios(figures):
        yield f"| {title} | {ratio:.3f} | {limit:.3f} | {'as asked' if kept else '**MORE THAN ASKED**'} |"


def _head(figures: Mapping[str, Any]) -> Iterator[str]:
    machine, letter = figures["machine"], figures["letter"]
    yield "# How fast letters are made"
    yield ""
    yield fill(
        f"Measured and written by `make bench`, all in one run, of `samples/{letter['sample']}`: {letter['pages']} "
        f"pages, {letter['words']} words. Machine: {machine['processor']}, {machine['cores']} cores, "
        f"{machine['memory']}, {machine['system']}, Python {machine['python']}; {machine['libraries']}. On another "
        "machine the milliseconds are others; the ratios are what to look at."
    )
    yield ""
    yield from table(figures)
    yield ""


def _times(figures: Mapping[str, Any]) -> Iterator[str]:
    times = figures["milliseconds"]
    documented = times["weasyprint"]["median"]
    yield "## One letter, warm"
    yield ""
    yield fill(
        "Processor time of one letter, each contender in a process of its own that has printed letters before. The "
        "contenders take turns, so that what else the machine does slows all of them alike. Each letter has another "
        "number and other ends of its free texts than the one before, so that none is answered from a cache."
    )
    yield ""
    yield "| | ms, median | middle half | least | to WeasyPrint | KB | |"
    yield "|---|---:|---:|---:|---:|---:|---|"
    for name, title in NAMES.items():
        one = times[name]
        yield (
            f"| {title} | {one['median']:.1f} | {one['low']:.1f}–{one['high']:.1f} | {one['least']:.1f} "
            f"| {one['median'] / documented:.2f} | {one['bytes'] / 1000:.1f} | {WHAT[name]} |"
        )
    yield ""
    yield "![Processor time of one letter](performance.svg)"
    yield ""
    yield fill(
        "WeasyPrint prints our HTML as one would write it by hand: without the ends of lines that we work out, its "
        "`white-space: pre` made `normal`, so that it breaks the lines itself, and with the same four font files in "
        "`@font-face` rules of its style sheet. Typst and ReportLab get the same fonts, words, headings and table. "
        "Typst tags what it prints. The others leave tags out where nothing else is said."
    )
    yield ""


def _cold_batch_memory(figures: Mapping[str, Any]) -> Iterator[str]:
    cold, batch, memory = figures["cold"], figures["batch"], figures["memory"]
    yield "## Cold, in a batch, and for long"
    yield ""
    yield fill(
        f"A process started for one letter takes {cold['text']:.0f} ms of the processor for a text letter, "
        f"{cold['pdf']:.0f} ms for the PDF with everything; one that only imports WeasyPrint and prints the same page, "
        f"{cold['weasyprint']:.0f} ms."
    )
    yield ""
    yield fill(
        f"A batch of {batch['letters']} PDF files with everything takes {batch['one']:.1f} s by the clock on one core "
        f"and {batch['all']:.1f} s on {batch['cores']}, the start of the processes included: "
        f"{batch['one'] / batch['all']:.2f} times as fast, {batch['letters'] / batch['all']:.0f} letters a second. "
        f"These are the least of {batch['tries']} tries of each, for what else the machine does takes cores away."
    )
    yield ""
    step, megabytes = memory["step"], memory["megabytes"]
    yield fill(
        f"One worker that made {step * len(megabytes):,} letters, each as text and PDF, held "
        f"{megabytes[200 // step - 1]:.1f} MB after the 200th letter, {megabytes[1000 // step - 1]:.1f} MB after the "
        f"1,000th and {megabytes[-1]:.1f} MB after the last: {growth(figures) - 1:+.1%} from the 200th on."
    )
    yield ""


def _profile(figures: Mapping[str, Any]) -> Iterator[str]:
    times, shares = figures["milliseconds"], figures["profile"]["shares"]
    whole, typst = times["everything"]["median"], times["typst-ua"]["median"]
    calls = figures["profile"]["calls"]
    ours = sum(share for part, share in shares.items() if part.startswith("ours"))
    yield "## Where the time goes"
    yield ""
    yield "Of a PDF with everything, by looking every millisecond what is being done:"
    yield ""
    yield "| part | share | ms |"
    yield "|---|---:|---:|"
    for part, share in sorted(shares.items(), key=lambda each: -each[1]):
        yield f"| {part} | {share:.1%} | {share * whole:.1f} |"
    yield ""
    yield fill(
        f"The floor: what is ours takes {ours:.0%}. If it took nothing, a letter would still take "
        f"{(1 - ours) * whole:.0f} ms, of which reading, CSS, layout, shaping, drawing and writing are WeasyPrint's. "
        "Less than that needs another engine, or fewer boxes on the page. Shaping is Pango's work and is done three "
        "times for each line: to find its end, to measure it, and again to draw it."
    )
    yield ""
    yield fill(
        f"The distance to Typst: {whole / typst:.1f} times. A letter takes {calls:,} calls of functions from Python in "
        f"{whole:.0f} ms, {whole * 1e6 / calls:.0f} ns for each: it is the number of small steps, not a slow one among "
        f"them. Shaping alone, which is compiled code called from Python, takes {shares['shaping text'] * whole:.1f} "
        f"ms; Typst, all compiled, takes {typst:.1f} ms for everything, of which it need not do again what it did for "
        "the letter before: the words that all letters share."
    )
    yield ""


def _tried() -> Iterator[str]:
    yield "## What was tried"
    yield ""
    yield TRIED


def plot(figures: Mapping[str, Any], path: Path) -> None:
    """Draws the times of one letter."""
    import matplotlib as mpl  # noqa: PLC0415 - only whoever measures has it
    from matplotlib.figure import Figure  # noqa: PLC0415

    mpl.rcParams["svg.hashsalt"] = "performance"
    times = {name: figures["milliseconds"][name] for name in reversed(NAMES) if name not in NOT_DRAWN}
    figure = Figure(figsize=(8, 3), layout="constrained")
    axes = figure.add_subplot()
    medians = [each["median"] for each in times.values()]
    spread = [
        [each["median"] - each["low"] for each in times.values()],
        [e["high"] - e["median"] for e in times.values()],
    ]
    colors = ["#2b6cb0" if name in {"plain", "everything", "library"} else "#a0aec0" for name in times]
    bars = axes.barh([NAMES[name] for name in times], medians, xerr=spread, color=colors, ecolor="#4a5568")
    axes.bar_label(bars, [f"{median:.1f}" for median in medians], padding=6)
    axes.set_xlabel("ms of the processor for one letter, warm: median and middle half")
    axes.spines[["top", "right"]].set_visible(False)
    axes.margins(x=0.12)
    figure.savefig(path, metadata={"Date": None})


def main() -> None:
    """Writes page and plot, and prints the ratios."""
    figures = json.loads((DOCS / "performance.json").read_bytes())
    (DOCS / "performance.md").write_text(performance_page(figures), encoding="utf-8")
    plot(figures, DOCS / "performance.svg")
    machine = figures["machine"]
    print(f"{machine['processor']}, {machine['cores']} cores, {machine['memory']}, Python {machine['python']}")
    for title, ratio, limit, kept in ratios(figures):
        print(f"{title}: {ratio:.3f} (at most {limit:.3f}: {'as asked' if kept else 'MORE THAN ASKED'})")


if __name__ == "__main__":
    main()
