"""Prints the progress and the result of a batch: a bar on a terminal, otherwise a line from time to time."""

import sys
import time
from collections import Counter
from pathlib import Path
from typing import Self

import click
from tqdm import tqdm

from imrletters.batch import Outcome, RenderOptions
from imrletters.documents import Document

INTERVAL = 30
"""Seconds between two lines of progress."""
MAX_KINDS = 10
"""The maximum number of kinds of problems that the summary lists."""


class Progress:
    """Counts the cases of a batch: rendered, kept from an earlier run, or with problems.

    Prints the path of each file and each problem; with ``quiet`` only the problems.
    """

    def __init__(self, total: int, folder: Path, options: RenderOptions, *, quiet: bool) -> None:
        self.total = total
        self.folder = folder
        self.options = options
        self.quiet = quiet
        self.rendered = self.kept = self.failed = 0
        self.problems: Counter[str] = Counter()
        self.started = self.last_line = time.monotonic()
        on_terminal = sys.stderr.isatty() and not quiet
        self.bar = tqdm(total=total, unit=" cases", file=sys.stderr, dynamic_ncols=True) if on_terminal else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        if self.bar is not None:
            self.bar.close()

    def add(self, outcome: Outcome) -> None:
        """Counts a case that was rendered or has problems."""
        if not outcome.problems:
            self.rendered += 1
            self._print_paths(outcome.stem)
        else:
            self.failed += 1
            for problem in outcome.problems:
                # without the values of the case, so that problems of one kind are counted together
                redacted = problem.without_values()
                self.problems[": ".join(filter(None, [redacted.pointer, redacted.message]))] += 1
                self._print(str(problem), err=True)
        self._advance()

    def add_kept(self, document: Document) -> None:
        """Counts a case whose files were current."""
        self.kept += 1
        self._print_paths(document.stem)
        self._advance()

    def print_summary(self) -> None:
        """Closes the bar, and prints the counts, the duration, the PDF engine and the most frequent problems."""
        if self.bar is not None:
            self.bar.close()
        if self.quiet:
            return
        engine = f", PDFs by {self.options.printing_engine}" if self.options.printing_engine else ""
        hours, seconds = divmod(round(time.monotonic() - self.started), 3600)
        click.echo(
            f"{self.total} cases: {self.rendered} rendered, {self.kept} kept, {self.failed} with problems, "
            f"in {hours}:{seconds // 60:02}:{seconds % 60:02}{engine}",
            err=True,
        )
        for kind, count in self.problems.most_common(MAX_KINDS):
            click.echo(f"{count:>6} x {kind}", err=True)
        if len(self.problems) > MAX_KINDS:
            click.echo(f"       and {len(self.problems) - MAX_KINDS} other kinds of problems", err=True)

    def _print_paths(self, stem: str) -> None:
        if not self.quiet:
            for name in self.options.file_names(stem):
                self._print(str(self.folder / name))

    def _advance(self) -> None:
        if self.bar is not None:
            self.bar.set_postfix_str(f"{self.failed} with problems", refresh=False)
            self.bar.update()
        elif not self.quiet and time.monotonic() - self.last_line > INTERVAL:
            self.last_line = time.monotonic()
            done = self.rendered + self.kept + self.failed
            rate = done / (self.last_line - self.started)
            click.echo(
                f"{done} of {self.total} cases, {rate:.1f} a second, {(self.total - done) / rate / 60:.0f} minutes "
                f"left, {self.failed} with problems",
                err=True,
            )

    def _print(self, line: str, *, err: bool = False) -> None:
        """Prints a line above the bar; bytes of a file name that are not UTF-8 are replaced."""
        line = line.encode(errors="surrogateescape").decode(errors="replace")
        if self.bar is None:
            click.echo(line, err=err)
        else:
            tqdm.write(line, file=sys.stderr if err else sys.stdout)
