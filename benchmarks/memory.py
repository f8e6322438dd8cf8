"""Measures the resident memory of one worker process after every 100 of 2,000 letters."""

import json
from itertools import islice
from pathlib import Path

from benchmarks.contenders import letters
from imrletters.batch.options import RenderOptions
from imrletters.batch.pool import warm_up
from imrletters.batch.render import render_document
from imrletters.documents import Document

LETTERS = 2000
STEP = 100


def main() -> None:
    """Renders the letters as text and PDF, and prints the figures as JSON."""
    warm_up()
    megabytes = []
    for number, case in enumerate(islice(letters(), LETTERS), start=1):
        outcome = render_document(Document("letter", "letter", case.to_json().encode()), RenderOptions())
        assert not outcome.problems
        if number % STEP == 0:
            megabytes.append(round(resident(), 1))
    print(json.dumps({"step": STEP, "megabytes": megabytes}))  # noqa: T201 - the result


def resident() -> float:
    """The resident memory of this process in megabytes."""
    with Path("/proc/self/status").open(encoding="ascii") as lines:
        kilobytes = next(line.split()[1] for line in lines if line.startswith("VmRSS:"))
    return int(kilobytes) / 1000


if __name__ == "__main__":
    main()
