"""Measures the share of each part of the work in printing a complete PDF with Typst.

Most of the work is in a few calls of compiled code, during which Python cannot sample the stack (see ``shares``).
Therefore each part is one or more functions whose calls are timed. Every letter differs from those before.
"""

import json
import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from functools import wraps
from pkgutil import resolve_name
from typing import Any
from unittest.mock import patch

from benchmarks.contenders import complete_pdf, in_worker, letters

LETTERS = 200
WARM = 20
"""Letters that are printed before the measurement."""
ENGINE = "imrletters.printing.typst.engine"
PARTS = {
    "validating the case": ["imrletters.letter.validated"],
    "attached case": ["imrletters.letter.Letter.carried_case", "imrletters.case.Case.to_json"],
    "templates and line breaks": ["imrletters.letter.render_medium"],
    "reading the parts of the letter": [f"{ENGINE}.read_parts"],
    "compiling": [f"{ENGINE}.compile_pdf"],
    "finishing the file": [f"{ENGINE}.finish"],
    "checking the pages": [f"{ENGINE}.check_pages"],
}
"""The functions of each part. The time of a part excludes the parts that it calls."""


class Stopwatch:
    """Adds up the processor time of each part, in seconds; only one part runs at a time."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self._part = "other"
        self._since = time.process_time()

    def switch(self, part: str) -> str:
        """Starts to time a part; returns the one that was timed until now."""
        now = time.process_time()
        self.seconds[self._part] += now - self._since  # type: ignore[assignment] # the stubs allow counts only
        self._since = now
        before, self._part = self._part, part
        return before

    def timed(self, function: Callable[..., Any], part: str) -> Callable[..., Any]:
        """The function, with its time added to a part."""

        @wraps(function)
        def run(*arguments: Any, **keywords: Any) -> Any:
            before = self.switch(part)
            try:
                return function(*arguments, **keywords)
            finally:
                self.switch(before)

        return run


def main() -> None:
    """Prints the shares of the parts in the processor time as JSON."""
    prints = in_worker(complete_pdf("typst")).prints
    source = letters()
    for _ in range(WARM):
        prints(next(source))
    cases = [next(source) for _ in range(LETTERS)]
    with ExitStack() as stack:
        watch = Stopwatch()
        for part, functions in PARTS.items():
            for name in functions:
                stack.enter_context(patch(name, watch.timed(resolve_name(name), part)))
        for case in cases:
            prints(case)
        watch.switch("")
    assert not [part for part in PARTS if not watch.seconds[part]], "a part names functions that are not called"
    shares = {part: round(watch.seconds[part] / watch.seconds.total(), 4) for part in [*PARTS, "other"]}
    print(json.dumps({"shares": shares}))  # noqa: T201 - the result


if __name__ == "__main__":
    main()
