"""Prints the progress and the result of a batch: a bar on a terminal, otherwise a line from time to time."""

import sys
import time
from collections import Counter
from collections.abc import Collection
from pathlib import Path
from typing import Self

import click
from tqdm import tqdm

from imrletters.batch import Outcome, RenderOptions
from imrletters.cli.text_table import counted_as
from imrletters.manifest import BatchRecord

INTERVAL = 30
"""Seconds between two lines of progress."""
MAX_KINDS = 10
"""The maximum number of kinds of problems that the summary lists."""


class Progress:
    """Counts the cases of a batch: rendered, kept from an earlier run, or with problems.

    Prints each problem, and the path of each file that was made, unless standard output is a terminal. With ``quiet``,
    prints only the problems and the findings of proofreading.
    """

    def __init__(self, total: int, folder: Path, options: RenderOptions, *, quiet: bool) -> None:
        self.total = total
        self.folder = folder
        self.options = options
        self.quiet = quiet
        self.rendered = self.kept = self.failed = 0
        self.problems: Counter[str] = Counter()
        self.with_findings = 0
        self.findings: Counter[str] = Counter()
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
        shown = {str(problem): problem for problem in (*outcome.problems, *outcome.findings)}
        for line in shown:
            self._print(line, err=True)
        if not outcome.problems:
            self.rendered += 1
            self._add_findings({found.code for found in outcome.findings})
            self._print_paths(outcome.stem)
        else:
            self.failed += 1
            for problem in outcome.problems:
                # without the values of the case, so that problems of one kind are counted together
                redacted = problem.without_values()
                code = f" [{problem.code}]" if problem.code else ""
                self.problems[": ".join(filter(None, [redacted.pointer, redacted.message])) + code] += 1
        self._advance()

    def add_kept(self, record: BatchRecord) -> None:
        """Counts a case whose files were current."""
        self.kept += 1
        self._add_findings(record.findings)
        self._advance()

    def print_summary(self) -> None:
        """Closes the bar, and prints the counts, the duration, the PDF engine and the most frequent problems."""
        if self.bar is not None:
            self.bar.close()
        if self.quiet:
            return
        engine = f", PDFs by {self.options.printing_engine}" if self.options.printing_engine else ""
        hours, seconds = divmod(round(time.monotonic() - self.started), 3600)
        cases = counted_as(self.total, "case")
        click.echo(
            f"{cases}: {self.rendered} rendered, {self.kept} kept, {self.failed} with problems, "
            f"in {hours}:{seconds // 60:02}:{seconds % 60:02}{engine}",
            err=True,
        )
        for kind, count in self.problems.most_common(MAX_KINDS):
            click.echo(f"{count:>6} x {kind}", err=True)
        if len(self.problems) > MAX_KINDS:
            click.echo(f"       and {len(self.problems) - MAX_KINDS} other kinds of problems", err=True)
        if self.options.check is not None:
            self._print_findings()

    def _print_findings(self) -> None:
        """Prints how many letters have findings, and the number of letters for each rule."""
        from imrletters.proofreading import all_rules  # noqa: PLC0415 - only if cases were proofread

        letters = counted_as(self.rendered + self.kept, "letter")
        click.echo(f"{letters}, {self.with_findings} of them with findings", err=True)
        names = {rule.code: rule.name for rule in all_rules("both")}
        for code, count in self.findings.most_common():
            click.echo(f"{count:>6} x {code} {names.get(code, '')}".rstrip(), err=True)

    def _add_findings(self, codes: Collection[str]) -> None:
        self.with_findings += bool(codes)
        self.findings.update(dict.fromkeys(codes, 1))

    def _print_paths(self, stem: str) -> None:
        if not (self.quiet or sys.stdout.isatty()):
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
