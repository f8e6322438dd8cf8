"""Measures the share of each part of the work in printing a complete PDF with WeasyPrint, by sampling the stack."""

import cProfile
import json
import pstats
import signal
from collections import Counter
from itertools import islice
from types import FrameType

from benchmarks.contenders import complete_pdf, in_worker, letters

LETTERS = 60
PARTS = {
    "imrletters: validating the case": ["validated"],
    "imrletters: attached case": ["carried_case", "to_json"],
    "imrletters: HTML and line breaks": ["render_medium"],
    "imrletters: checking the pages": ["printing/page_check/"],
    "tags": ["printing/weasyprint/tag_tree.py", "weasyprint/pdf/tags.py"],
    "parsing HTML": ["tinyhtml5/", "read_page"],
    "CSS": ["weasyprint/css/", "cssselect2/"],
    "fonts": ["weasyprint/pdf/fonts.py"],
    "drawing": ["weasyprint/draw/", "weasyprint/stacking.py"],
    "shaping text": ["weasyprint/text/"],
    "layout": ["weasyprint/layout/", "weasyprint/formatting_structure/", "lay_out"],
    "writing the file": ["print"],
}
"""The parts of the work, each with files or functions; a sample belongs to the first part with one on the stack."""


def main() -> None:
    """Prints the shares of the parts and the number of function calls for one letter as JSON."""
    prints = in_worker(complete_pdf("weasyprint")).prints
    some = list(islice(letters(), LETTERS))
    for case in some[:10]:
        prints(case)
    seen: Counter[str] = Counter()

    def sample(_: int, frame: FrameType | None) -> None:
        seen[_part(frame)] += 1

    signal.signal(signal.SIGPROF, sample)
    signal.setitimer(signal.ITIMER_PROF, 0.001, 0.001)
    for case in some:
        prints(case)
    signal.setitimer(signal.ITIMER_PROF, 0)
    assert not [part for part in PARTS if not seen[part]], "a part names files or functions that do not exist"
    shares = {part: round(seen[part] / seen.total(), 4) for part in [*PARTS, "other"]}
    print(json.dumps({"shares": shares, "calls": _calls(lambda: prints(some[0]))}))  # noqa: T201 - the result


def _part(frame: FrameType | None) -> str:
    stack = []
    while frame:
        stack += [f"{frame.f_code.co_filename}:", frame.f_code.co_name]
        frame = frame.f_back
    found = "\n".join(stack)
    names = set(stack)
    return next((part for part, marks in PARTS.items() if any(_fits(mark, found, names) for mark in marks)), "other")


def _fits(mark: str, files: str, names: set[str]) -> bool:
    return mark in files if "/" in mark else mark in names


def _calls(run: object) -> int:
    profile = cProfile.Profile()
    profile.runcall(run)  # type: ignore[arg-type] # runcall accepts any callable
    return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined] # missing in the stubs


if __name__ == "__main__":
    main()
