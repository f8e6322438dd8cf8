"""Measures the resident memory of one worker process after every 100 of 2,000 letters.

``python -m benchmarks.memory ENGINE`` prints them with one engine.
"""

import json
import sys
from itertools import islice
from pathlib import Path

from benchmarks.contenders import letters
from imrletters.batch.options import RenderOptions
from imrletters.batch.render import render_document
from imrletters.documents import Document
from imrletters.printing import engine_named
from imrletters.workers.pool import warm_up

LETTERS = 2000
STEP = 100


def main(engine: str) -> None:
    """Renders the letters as text and PDF, and prints the figures as JSON."""
    warm_up()
    name = engine_named(engine)
    assert name
    options = RenderOptions(engine=name)
    megabytes = []
    for number, case in enumerate(islice(letters(), LETTERS), start=1):
        outcome = render_document(Document("letter", "letter", case.to_json().encode()), options)
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
    main(sys.argv[1])
