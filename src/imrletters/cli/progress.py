"""Tells how a batch gets on and ended: paths and problems, a bar on a terminal, a plain line now and then elsewhere."""

import sys
import time
from collections import Counter
from pathlib import Path
from typing import Self

import click
from tqdm import tqdm

from imrletters.batch import Outcome, RenderOptions
from imrletters.documents import Document

EVERY = 30
"""Seconds between two plain lines."""
SHOWN = 10
"""The kinds of problems that the closing summary tells."""


class Progress:
    """Of a number of cases: those made, kept from an earlier call, and with problems. ``quiet`` tells only problems."""

    def __init__(self, total: int, folder: Path, options: RenderOptions, *, quiet: bool) -> None:
        self.total = total
        self.folder = folder
        self.options = options
        self.quiet = quiet
        self.made = self.kept = self.failed = 0
        self.problems: Counter[str] = Counter()
        self.began = self.told = time.monotonic()
        on_terminal = sys.stderr.isatty() and not quiet
        self.bar = tqdm(total=total, unit=" cases", file=sys.stderr, dynamic_ncols=True) if on_terminal else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        if self.bar is not None:
            self.bar.close()

    def has(self, outcome: Outcome) -> None:
        """A case is made, or has problems."""
        if not outcome.problems:
            self.made += 1
            self._tell_files(outcome.stem)
        else:
            self.failed += 1
            for problem in outcome.problems:
                # without the words of the case, so that like problems count together
                redacted = problem.without_values()
                self.problems[": ".join(filter(None, [redacted.pointer, redacted.message]))] += 1
                self._say(str(problem), err=True)
        self._step()

    def has_kept(self, document: Document) -> None:
        """The files of a case were there."""
        self.kept += 1
        self._tell_files(document.stem)
        self._step()

    def sum_up(self) -> None:
        """Ends the bar, and says what came of it all and how long it took."""
        if self.bar is not None:
            self.bar.close()
        if self.quiet:
            return
        hours, seconds = divmod(round(time.monotonic() - self.began), 3600)
        click.echo(
            f"{self.total} cases: {self.made} made, {self.kept} kept, {self.failed} with problems, "
            f"in {hours}:{seconds // 60:02}:{seconds % 60:02}",
            err=True,
        )
        for said, count in self.problems.most_common(SHOWN):
            click.echo(f"{count:>6} x {said}", err=True)
        if more := len(self.problems) - SHOWN if len(self.problems) > SHOWN else 0:
            click.echo(f"       and {more} other kinds of problems", err=True)

    def _tell_files(self, stem: str) -> None:
        if not self.quiet:
            for _, _, name in self.options.files(stem):
                self._say(str(self.folder / name))

    def _step(self) -> None:
        if self.bar is not None:
            self.bar.set_postfix_str(f"{self.failed} with problems", refresh=False)
            self.bar.update()
        elif not self.quiet and time.monotonic() - self.told > EVERY:
            self.told = time.monotonic()
            done = self.made + self.kept + self.failed
            rate = done / (self.told - self.began)
            click.echo(
                f"{done} of {self.total} cases, {rate:.1f} a second, {(self.total - done) / rate / 60:.0f} minutes "
                f"left, {self.failed} with problems",
                err=True,
            )

    def _say(self, line: str, *, err: bool = False) -> None:
        """Writes a line where the bar is not in its way; names of files may hold bytes that are no characters."""
        line = line.encode(errors="surrogateescape").decode(errors="replace")
        if self.bar is None:
            click.echo(line, err=err)
        else:
            tqdm.write(line, file=sys.stderr if err else sys.stdout)
