"""Writes docs/performance.md and its plot from docs/performance.json, which ``make bench`` measures.

``python tools/performance_page.py`` also prints the ratios.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from textwrap import TextWrapper
from typing import Any

DOCS = Path(__file__).resolve().parents[1] / "docs"
fill = TextWrapper(120, break_long_words=False, break_on_hyphens=False).fill
NAMES = {
    "text": "imrletters, text",
    "plain": "imrletters, plain PDF",
    "everything": "imrletters, complete PDF",
    "library": "the same, default garbage collection",
    "weasyprint": "WeasyPrint, default use",
    "reportlab": "ReportLab Platypus",
    "typst": "Typst",
    "typst-ua": "Typst, PDF/UA-1",
}
WHAT = {
    "text": "from the case to the text letter, with validation",
    "plain": "from the case, with validation: HTML, layout, file; no tags, no attachment, no check of the pages",
    "everything": "from the case, with validation: PDF/UA-1 and PDF/A-3a, tags, attached case, check of the pages",
    "library": "for a program that calls `render(case).pdf()`",
    "weasyprint": "`HTML(string=...).write_pdf()`, no tags",
    "reportlab": "`SimpleDocTemplate.build`, no tags",
    "typst": "one `Compiler` of typst-py, with Typst's default tags",
    "typst-ua": 'the same with `pdf_standards=["ua-1"]`',
}
TRIED = """\
Implemented, with the time that each change saved for the letter above, measured one by one:

- The style sheet and the fonts are parsed once per process, not for each letter: a fifth.
- WeasyPrint's default style sheet without the rules for things that no letter has (notes, markers, margin boxes): 4 to
  5 ms. These rules match every element and page and would be evaluated for each; the bytes of the file are the same.
- Lines end in a character, not in an element; the objects of the file are serialized once, not twice.
- Words are measured with one table for each font, and only once where possible: 0.8 ms of the 3 ms of our HTML.
- The built-in templates run without Jinja's sandbox (an organization's own templates run in it), and their names are
  listed once: 0.3 ms of the 1.4 ms of a text letter.
- Kerning and ligatures are switched off in the fonts, once. If the style sheet switches them off, WeasyPrint passes the
  setting to Pango for each line and never frees that memory: a worker grew by 43 KB with each letter, from 132 MB after
  the 200th to 211 MB after the 2,000th.
- The worker processes of a batch collect garbage rarely, and never scan the objects they start with.

Not implemented:

- Parsing the page as XML instead of HTML: saves 2 to 3 ms, but would print the page of an organization's own templates
  differently from what a browser shows.
- An uncompressed file: saves 3 ms, but triples the size (82 KB instead of 27).
- The table of the header block takes 12 ms, and the blank lines 4 ms. Both come from the published letters. Blank lines
  made with margins would move the page breaks.
- Whole fonts instead of subsets: three times as slow, in a prototype.
"""
NOT_DRAWN = ("text",)
"""Contenders that the plot omits, because the bar would be too short to see."""


def performance_page(figures: Mapping[str, Any]) -> str:
    """The text of docs/performance.md."""
    return "\n".join([*_head(figures), *_times(figures), *_cold_batch_memory(figures), *_profile(figures), *_tried()])


def ratios(figures: Mapping[str, Any]) -> list[tuple[str, float, float, bool]]:
    """Each ratio: its name, the measured value, its limit, and whether it is within the limit."""
    one = {name: each["median"] for name, each in figures["milliseconds"].items()}
    batch = figures["batch"]
    found = [
        ("complete PDF / WeasyPrint, default use", one["everything"] / one["weasyprint"], 1.0),
        ("plain PDF / WeasyPrint, default use", one["plain"] / one["weasyprint"], 0.75),
        ("text letter / plain PDF", one["text"] / one["plain"], 1 / 50),
        (f"batch on {batch['cores']} cores / on one core", batch["all"] / batch["one"], 1 / 1.8),
        ("resident memory of a worker, after the 2,000th letter / after the 200th", growth(figures), 1.1),
    ]
    return [(title, ratio, limit, ratio <= limit) for title, ratio, limit in found]


def growth(figures: Mapping[str, Any]) -> float:
    """The resident memory of a worker after 2,000 letters, divided by that after 200."""
    megabytes = figures["memory"]["megabytes"]
    return float(megabytes[-1] / megabytes[200 // figures["memory"]["step"] - 1])


def table(figures: Mapping[str, Any]) -> Iterator[str]:
    """The ratios as a table."""
    yield "| ratio | measured | limit | |"
    yield "|---|---:|---:|---|"
    for title, ratio, limit, kept in ratios(figures):
        yield f"| {title} | {ratio:.3f} | {limit:.3f} | {'within the limit' if kept else '**OVER THE LIMIT**'} |"


def _head(figures: Mapping[str, Any]) -> Iterator[str]:
    machine, letter = figures["machine"], figures["letter"]
    yield "# Performance"
    yield ""
    yield fill(
        f"`make bench` measures everything in one run and writes this page. The letter: "
        f"`samples/{letter['sample']}`, {letter['pages']} pages, {letter['words']} words. "
        f"Machine: {machine['processor']}, {machine['cores']} cores, "
        f"{machine['memory']}, {machine['system']}, Python {machine['python']}; {machine['libraries']}. The times "
        "depend on the machine; compare the ratios."
    )
    yield ""
    yield from table(figures)
    yield ""


def _times(figures: Mapping[str, Any]) -> Iterator[str]:
    times = figures["milliseconds"]
    documented = times["weasyprint"]["median"]
    yield "## One letter in a warm process"
    yield ""
    yield fill(
        "Processor time of one letter. Each contender runs in its own process, which has printed letters before. The "
        "contenders take turns, so that other load on the machine slows all of them equally. The case number and the "
        "ends of the free texts differ from letter to letter, so that no result comes from a cache."
    )
    yield ""
    yield "| | ms, median | quartiles | minimum | ratio to WeasyPrint | KB | |"
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
        "WeasyPrint prints our HTML as one would write it by hand: without our line breaks, with `white-space: normal` "
        "instead of `pre` so that WeasyPrint breaks the lines itself, and with the same four font files in "
        "`@font-face` rules of the style sheet. Typst and ReportLab get the same fonts, words, headings and table. "
        "Typst tags its PDFs by default; the others do not."
    )
    yield ""


def _cold_batch_memory(figures: Mapping[str, Any]) -> Iterator[str]:
    cold, batch, memory = figures["cold"], figures["batch"], figures["memory"]
    yield "## Cold start, batch and memory"
    yield ""
    yield fill(
        f"A process that is started for one letter takes {cold['text']:.0f} ms of processor time for a text letter and "
        f"{cold['pdf']:.0f} ms for the complete PDF. A process that only imports WeasyPrint and prints the same page "
        f"takes {cold['weasyprint']:.0f} ms."
    )
    yield ""
    yield fill(
        f"A batch of {batch['letters']} complete PDFs takes {batch['one']:.1f} s of wall time on one core and "
        f"{batch['all']:.1f} s on {batch['cores']} cores, including the start of the processes: "
        f"{batch['one'] / batch['all']:.2f} times as fast, {batch['letters'] / batch['all']:.0f} letters per second. "
        f"These are the minima of {batch['tries']} runs each, because other load on the machine takes cores away."
    )
    yield ""
    step, megabytes = memory["step"], memory["megabytes"]
    yield fill(
        f"The resident memory of one worker that rendered {step * len(megabytes):,} letters, each as text and PDF, was "
        f"{megabytes[200 // step - 1]:.1f} MB after the 200th letter, {megabytes[1000 // step - 1]:.1f} MB after the "
        f"1,000th and {megabytes[-1]:.1f} MB after the last: {growth(figures) - 1:+.1%} since the 200th."
    )
    yield ""


def _profile(figures: Mapping[str, Any]) -> Iterator[str]:
    times, shares = figures["milliseconds"], figures["profile"]["shares"]
    whole, typst = times["everything"]["median"], times["typst-ua"]["median"]
    calls = figures["profile"]["calls"]
    ours = sum(share for part, share in shares.items() if part.startswith("imrletters: "))
    yield "## Profile"
    yield ""
    yield "The complete PDF, sampled every millisecond:"
    yield ""
    yield "| part | share | ms |"
    yield "|---|---:|---:|"
    for part, share in sorted(shares.items(), key=lambda each: -each[1]):
        yield f"| {part} | {share:.1%} | {share * whole:.1f} |"
    yield ""
    yield fill(
        f"The lower bound: the parts of imrletters take {ours:.0%}. Without them a letter would still take "
        f"{(1 - ours) * whole:.0f} ms, for WeasyPrint's parsing, CSS, layout, shaping, drawing and writing. A lower "
        "time needs another engine, or fewer boxes on the page. Pango shapes each line three times: to find its end, "
        "to measure it, and to draw it."
    )
    yield ""
    yield fill(
        f"Typst is {whole / typst:.1f} times as fast. A letter takes {calls:,} function calls from Python in "
        f"{whole:.0f} ms, {whole * 1e6 / calls:.0f} ns each: the cost is the number of small steps, not a single slow "
        f"one. Shaping alone, compiled code called from Python, takes {shares['shaping text'] * whole:.1f} ms. Typst "
        f"is compiled code and takes {typst:.1f} ms in total; it also reuses its results for the words that all "
        "letters share."
    )
    yield ""


def _tried() -> Iterator[str]:
    yield "## Optimizations"
    yield ""
    yield TRIED


def plot(figures: Mapping[str, Any], path: Path) -> None:
    """Draws the bar chart of the times of one letter to the SVG file ``path``."""
    import matplotlib as mpl  # noqa: PLC0415 - installed only by make bench
    from matplotlib.figure import Figure  # noqa: PLC0415 - as above

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
    axes.set_xlabel("processor time of one letter in a warm process, in ms: median and quartiles")
    axes.spines[["top", "right"]].set_visible(False)
    axes.margins(x=0.12)
    figure.savefig(path, metadata={"Date": None})


def main() -> None:
    """Writes the page and the plot, and prints the ratios."""
    figures = json.loads((DOCS / "performance.json").read_bytes())
    (DOCS / "performance.md").write_text(performance_page(figures), encoding="utf-8")
    plot(figures, DOCS / "performance.svg")
    machine = figures["machine"]
    print(f"{machine['processor']}, {machine['cores']} cores, {machine['memory']}, Python {machine['python']}")
    for title, ratio, limit, kept in ratios(figures):
        print(f"{title}: {ratio:.3f}, {'within the limit' if kept else 'OVER THE LIMIT'} of {limit:.3f}")


if __name__ == "__main__":
    main()
