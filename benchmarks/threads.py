"""Measures the wall time of complete PDFs that threads of one process print, ``python -m benchmarks.threads THREADS``.

The engine is Typst. WeasyPrint prints in one thread at a time.
"""

import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import islice

from benchmarks.contenders import complete_pdf, letters

LETTERS = 400
WARM = 10
"""Letters that each thread prints before the measurement."""


def main(threads: int) -> None:
    """Prints the seconds as JSON."""
    prints = complete_pdf("typst")
    source = letters()
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(prints, islice(source, WARM * threads)))
        cases = list(islice(source, LETTERS))
        start = time.perf_counter()
        printed = list(pool.map(prints, cases))
        seconds = time.perf_counter() - start
    assert all(printed)
    print(json.dumps({"letters": LETTERS, "seconds": seconds}))  # noqa: T201 - the result


if __name__ == "__main__":
    main(int(sys.argv[1]))
