"""Measures the wall time of a batch of complete PDFs, ``python -m benchmarks.batch ENGINE PROCESSES``."""

import json
import sys
import time
from itertools import islice

from benchmarks.contenders import letters
from imrletters import RenderOptions, render_many
from imrletters.printing import engine_named

LETTERS = 1000


def main(engine: str, processes: int) -> None:
    """Prints the seconds as JSON; they include the start of the worker processes."""
    name = engine_named(engine)
    assert name
    options = RenderOptions(formats=("pdf",), engine=name)
    cases = list(islice(letters(), LETTERS))
    start = time.perf_counter()
    problems = [outcome.problems for outcome in render_many(cases, options, jobs=processes)]
    seconds = time.perf_counter() - start
    assert len(problems) == LETTERS
    assert not any(problems)
    print(json.dumps({"letters": LETTERS, "seconds": seconds}))  # noqa: T201 - the result


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
