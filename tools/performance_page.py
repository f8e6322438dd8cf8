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
TITLES = {"weasyprint": "WeasyPrint", "typst": "Typst"}
"""The engines."""
CONTENDERS = {
    "text": ("imrletters, text", "from the case to the text letter, with validation"),
    "plain": (
        "imrletters with WeasyPrint, plain PDF",
        "from the case, with validation: HTML, layout, file; no tags, no attachment, no check of the pages",
    ),
    "everything": (
        "imrletters with WeasyPrint, complete PDF",
        "from the case, with validation: PDF/UA-1 and PDF/A-3a, tags, attached case, check of the pages",
    ),
    "library": ("the same, default garbage collection", "for a program that calls `render(case).pdf()`"),
    "everything-typst": ("imrletters with Typst, complete PDF", "the same as the complete PDF with WeasyPrint"),
    "weasyprint": ("WeasyPrint, default use", "`HTML(string=...).write_pdf()`, no tags"),
    "reportlab": ("ReportLab Platypus", "`SimpleDocTemplate.build`, no tags"),
    "typst": ("Typst", "one `Compiler` of typst-py, with Typst's default tags"),
    "typst-ua": ("Typst, PDF/UA-1", 'the same with `pdf_standards=["ua-1"]`'),
}
"""The title and the description of each contender."""
TRIED = """\
Implemented, with the time that each change saved for the letter above, measured one by one:

- The style sheet and the fonts are parsed once per process, not for each letter: a fifth.
- WeasyPrint's default style sheet without the rules for things that no letter has (notes, markers, margin boxes): 4 to
  5 ms. These rules match every element and page and would be evaluated for each; the bytes of the file are the same.
- Lines end in a character, not in an element; the objects of the file are serialized once, not twice.
- Words are measured with one table for each font, and only once where possible: 0.8 ms of the 3 ms of our HTML.
- The built-in templates run without Jinja's sandbox (an organization's own templates run in it), and their names are
  listed once: 0.3 ms of the 1.4 ms of a text letter.
- The fonts have no tables for kerning and ligatures. If the style sheet switches these off, WeasyPrint passes the
  setting to Pango for each line and never frees that memory: a worker grew by 43 KB with each letter, from 132 MB after
  the 200th to 211 MB after the 2,000th.
- The fonts have no instructions for screens: the PDF files of Typst are a third smaller, and 0.7 ms of 8 ms faster to
  write.
- The worker processes of a batch collect garbage rarely, and never scan the objects they start with.

Not implemented:

- Parsing the page as XML instead of HTML: saves 2 to 3 ms, but would print the page of an organization's own templates
  differently from what a browser shows.
- An uncompressed file: saves 3 ms, but triples the size (82 KB instead of 27).
- The table of the header block takes 12 ms, and the blank lines 4 ms. Both come from the published letters. Blank lines
  made with margins would move the page breaks.
- Whole fonts instead of subsets: three times as slow, in a prototype.

Reading a PDF took 64 ms of processor time for a letter of two pages with pdfminer, and takes 14 ms with the objects of
pikepdf (qpdf) and an own interpreter of text (`imrletters.pdf`). Both give the same characters, to the last digit of
their places, the same lines, fonts, colours and tags. Measured on the same machine, for the same letter:

| reader | time | same as pdfminer | why not chosen |
|---|---|---|---|
| pdfminer.six | 196 ms | | |
| playa-pdf, glyphs | 117 ms | as many characters | slow; floods of characters ran over 15 s |
| pypdfium2, characters | 94 ms | no: 141 characters more | slow; floods of characters or forms ended it at 2 GB |
| pdf_oxide, characters | 3 ms | texts of 97 of 98 published letters | guesses what damaged streams contain |
| pikepdf, objects and operators | 13 ms | reads no text itself | chosen, with our own reader of text |

(These times are wall-clock times on a busy machine; only their ratios matter.)
"""
OURS = ("plain", "everything", "library", "everything-typst")
"""Contenders that the plot highlights."""
NOT_DRAWN = ("text",)
"""Contenders that the plot omits, because the bar would be too short to see."""


def performance_page(figures: Mapping[str, Any]) -> str:
    """The text of docs/performance.md."""
    parts = (_head, _times, _cold, _batch_threads_memory, _profile_of_weasyprint, _profile_of_typst)
    return "\n".join([*(line for part in parts for line in part(figures)), *_tried()])


def ratios(figures: Mapping[str, Any]) -> list[tuple[str, float, float, bool]]:
    """Each ratio: its name, the measured value, its limit, and whether it is within the limit."""
    one = {name: each["median"] for name, each in figures["milliseconds"].items()}
    cold, batch, threads = figures["cold"], figures["batch"], figures["threads"]
    cores = batch["cores"]
    weasyprint, typst = batch["weasyprint"], batch["typst"]
    found = [
        ("complete PDF with WeasyPrint / WeasyPrint, default use", one["everything"] / one["weasyprint"], 1.0),
        ("plain PDF with WeasyPrint / WeasyPrint, default use", one["plain"] / one["weasyprint"], 0.75),
        ("complete PDF with Typst / WeasyPrint, default use", one["everything-typst"] / one["weasyprint"], 0.2),
        ("complete PDF with Typst / with WeasyPrint", one["everything-typst"] / one["everything"], 0.23),
        ("complete PDF with Typst / ReportLab Platypus", one["everything-typst"] / one["reportlab"], 1.0),
        ("text letter / plain PDF with WeasyPrint", one["text"] / one["plain"], 1 / 50),
        ("cold start: text letter / imports of pydantic, jinja2 and click", cold["text"] / cold["imports"], 1.65),
        ("cold start: complete PDF with Typst / with WeasyPrint", cold["pdf-typst"] / cold["pdf"], 0.4),
        (f"batch with WeasyPrint: on {cores} cores / on one core", weasyprint["all"] / weasyprint["one"], 1 / 1.8),
        (f"batch with Typst: on {cores} cores / on one core", typst["all"] / typst["one"], 1 / 1.85),
        (f"batch on {cores} cores: with Typst / with WeasyPrint", typst["all"] / weasyprint["all"], 1 / 3.5),
        (
            f"letters with Typst: in {threads['threads']} threads / in one thread",
            threads["typst"]["all"] / threads["typst"]["one"],
            1 / 1.7,
        ),
        *(
            (f"memory of a worker with {TITLES[engine]}: after 2,000 letters / after 200", growth(figures, engine), 1.1)
            for engine in TITLES
        ),
    ]
    return [(title, ratio, limit, ratio <= limit) for title, ratio, limit in found]


def growth(figures: Mapping[str, Any], engine: str) -> float:
    """The resident memory of a worker after 2,000 letters, divided by that after 200."""
    memory = figures["memory"][engine]
    return float(memory["megabytes"][-1] / memory["megabytes"][200 // memory["step"] - 1])


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
    for name, (title, what) in CONTENDERS.items():
        one = times[name]
        yield (
            f"| {title} | {one['median']:.1f} | {one['low']:.1f}–{one['high']:.1f} | {one['least']:.1f} "
            f"| {one['median'] / documented:.2f} | {one['bytes'] / 1000:.1f} | {what} |"
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


def _cold(figures: Mapping[str, Any]) -> Iterator[str]:
    cold = figures["cold"]
    yield "## Cold start"
    yield ""
    yield fill(
        f"A process that is started for one letter takes {cold['text']:.0f} ms of processor time for a text letter, "
        f"{cold['pdf-typst']:.0f} ms for the complete PDF with Typst and {cold['pdf']:.0f} ms with WeasyPrint. "
        f'`python -c "import pydantic, jinja2, click"` takes {cold["imports"]:.0f} ms. A process that only imports '
        f"WeasyPrint and prints the same page takes {cold['weasyprint']:.0f} ms."
    )
    yield ""


def _batch_threads_memory(figures: Mapping[str, Any]) -> Iterator[str]:
    batch, threads = figures["batch"], figures["threads"]
    cores = batch["cores"]
    yield "## Batch, threads and memory"
    yield ""
    yield "| wall time | letters | one, s | all, s | times as fast | letters per second |"
    yield "|---|---:|---:|---:|---:|---:|"
    rows = [
        (f"batch with {title}, {cores} processes", batch["letters"], batch[engine]["one"], batch[engine]["all"])
        for engine, title in TITLES.items()
    ]
    letters, seconds, processes = threads["letters"], threads["typst"], threads["processes"]
    rows.append((f"Typst, {threads['threads']} threads of one process", letters, seconds["one"], seconds["all"]))
    each = processes * letters, processes * seconds["one"], seconds["separate"]
    rows.append((f"Typst, {processes} processes without a batch", *each))
    for title, number, one, several in rows:
        yield f"| {title} | {number:,} | {one:.1f} | {several:.1f} | {one / several:.2f} | {number / several:.0f} |"
    yield ""
    yield fill(
        "The letters are complete PDFs: printed by one process or thread, and by all of them. The time of a batch "
        "includes the start of the processes. Processes without a batch show what the machine can do. "
        f"Each time is the minimum of {batch['tries']} runs on {cores} cores, "
        "because other load on the machine takes cores away."
    )
    yield ""
    yield "| worker rendering text and PDF | MB after 200 letters | after 1,000 | after 2,000 | since the 200th |"
    yield "|---|---:|---:|---:|---:|"
    for engine, title in TITLES.items():
        memory = figures["memory"][engine]
        megabytes = " | ".join(f"{memory['megabytes'][n // memory['step'] - 1]:.1f}" for n in (200, 1000, 2000))
        yield f"| {title} | {megabytes} | {growth(figures, engine) - 1:+.1%} |"
    yield ""


def _shares(shares: Mapping[str, float], whole: float) -> Iterator[str]:
    """The parts of the work as a table, the largest first; ``whole`` is the time of one letter in milliseconds."""
    yield "| part | share | ms |"
    yield "|---|---:|---:|"
    for part, share in sorted(shares.items(), key=lambda each: -each[1]):
        yield f"| {part} | {share:.1%} | {share * whole:.1f} |"
    yield ""


def _profile_of_weasyprint(figures: Mapping[str, Any]) -> Iterator[str]:
    times, profile = figures["milliseconds"], figures["profile"]["weasyprint"]
    whole, typst = times["everything"]["median"], times["typst-ua"]["median"]
    shares, calls = profile["shares"], profile["calls"]
    ours = sum(share for part, share in shares.items() if part.startswith("imrletters: "))
    yield "## Profile with WeasyPrint"
    yield ""
    yield "The complete PDF; the stack is sampled at intervals of a few milliseconds:"
    yield ""
    yield from _shares(shares, whole)
    yield fill(
        f"The lower bound: the parts of imrletters take {ours:.0%}. Without them a letter would still take "
        f"{(1 - ours) * whole:.0f} ms, for WeasyPrint's parsing, CSS, layout, shaping, drawing and writing. A lower "
        "time needs another engine, or fewer boxes on the page. Pango shapes each line three times: to find its end, "
        "to measure it, and to draw it."
    )
    yield ""
    yield fill(
        f"Plain Typst is {whole / typst:.1f} times as fast. With WeasyPrint a letter takes {calls:,} function calls "
        f"from Python in {whole:.0f} ms, {whole * 1e6 / calls:.0f} ns each: the cost is the number of small steps, not "
        f"a single slow one. Shaping alone, compiled code called from Python, takes "
        f"{shares['shaping text'] * whole:.1f} ms."
    )
    yield ""


def _profile_of_typst(figures: Mapping[str, Any]) -> Iterator[str]:
    times, shares = figures["milliseconds"], figures["profile"]["typst"]["shares"]
    whole, plain = times["everything-typst"]["median"], times["typst-ua"]["median"]
    compiling = shares["compiling"] * whole
    yield "## Profile with Typst"
    yield ""
    yield "The complete PDF; the functions of each part are timed:"
    yield ""
    yield from _shares(shares, whole)
    yield fill(
        f"The distance to plain Typst with PDF/UA-1 is {whole:.1f} - {plain:.1f} = {whole - plain:.1f} ms. The parts "
        f"outside Typst, which plain Typst does not have, take {whole - compiling:.1f} ms of it. Compiling differs by "
        f"{compiling - plain:+.1f} ms: our program does not let Typst break the lines, and writes both standards and "
        "the attached case. Typst reuses its results for the parts that all letters share; the case number and the "
        "ends of the free texts differ."
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
    times = {name: figures["milliseconds"][name] for name in reversed(CONTENDERS) if name not in NOT_DRAWN}
    figure = Figure(figsize=(8, 3.2), layout="constrained")
    axes = figure.add_subplot()
    medians = [each["median"] for each in times.values()]
    spread = [
        [each["median"] - each["low"] for each in times.values()],
        [e["high"] - e["median"] for e in times.values()],
    ]
    colors = ["#2b6cb0" if name in OURS else "#a0aec0" for name in times]
    bars = axes.barh([CONTENDERS[name][0] for name in times], medians, xerr=spread, color=colors, ecolor="#4a5568")
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
