"""Tells where the time of a letter goes: of everything a letter's PDF has, by looking every millisecond what is run."""

import cProfile
import json
import pstats
import signal
from collections import Counter
from itertools import islice
from types import FrameType

from benchmarks.contenders import letters, ours, whole_pdf

LETTERS = 60
PARTS = {
    "ours: checking the case": ["validate"],
    "ours: the case to attach": ["carried_case", "to_json"],
    "ours: words and ends of lines": ["render_html"],
    "ours: looking at the pages": ["imrletters/pagecheck.py"],
    "tags": ["imrletters/tagtree.py", "weasyprint/pdf/tags.py"],
    "reading HTML": ["tinyhtml5/", "read_page"],
    "CSS": ["weasyprint/css/", "cssselect2/"],
    "fonts": ["weasyprint/pdf/fonts.py"],
    "drawing": ["weasyprint/draw/", "weasyprint/stacking.py"],
    "shaping text": ["weasyprint/text/"],
    "layout": ["weasyprint/layout/", "weasyprint/formatting_structure/", "lay_out"],
    "writing": ["print_pdf"],
}
"""The parts of the work: by the files or functions one of which is under way. The first that fits counts."""


def main() -> None:
    """Prints the shares of the parts as JSON, with the calls of functions that one letter takes."""
    prints = ours(whole_pdf).prints
    some = list(islice(letters(), LETTERS))
    for case in some[:10]:
        prints(case)
    seen: Counter[str] = Counter()

    def look(_: int, frame: FrameType | None) -> None:
        seen[_part(frame)] += 1

    signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, 0.001, 0.001)
    for case in some:
        prints(case)
    signal.setitimer(signal.ITIMER_PROF, 0)
    shares = {part: round(seen[part] / seen.total(), 4) for part in [*PARTS, "other"]}
    print(json.dumps({"shares": shares, "calls": _calls(lambda: prints(some[0]))}))  # noqa: T201 - the answer


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
    profile.runcall(run)  # type: ignore[arg-type] # it is a function
    return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined] # it has it


if __name__ == "__main__":
    main()
