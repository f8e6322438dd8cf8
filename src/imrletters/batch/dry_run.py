"""Predicts what a call would do with each letter, without writing anything into its folder."""

import shutil
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal, Self

from imrletters.batch.changes import MADE_ANEW, prints_the_same
from imrletters.batch.content import edition_of, number_of
from imrletters.batch.earlier import EarlierFile
from imrletters.batch.files import digest_of_file
from imrletters.batch.journal import Journal
from imrletters.batch.options import RenderOptions
from imrletters.batch.plan import Plan
from imrletters.batch.record import record_of
from imrletters.batch.render import Outcome
from imrletters.batch.run import render_many
from imrletters.documents import Document
from imrletters.errors import Problem
from imrletters.manifest_names import JOURNAL
from imrletters.printing import digest

PlannedState = Literal["made", "kept", "outdated", "removed", "refused", "outdated, not moved"]


@dataclass(frozen=True)
class PlannedLetter:
    """What a call would do with one letter.

    ``state`` is "made" for files that are missing, "kept" for current ones, "outdated" for a letter that would be made
    again, "refused" for a case with problems, "removed" for an earlier letter that would be moved to the folder
    ``superseded``, and "outdated, not moved" for one that would be if there were no doubt. ``reason`` states why,
    ``files`` names the files, and ``moved`` those in the folder that would be moved, each with the reason.
    """

    state: PlannedState
    reason: str
    case_number: str | None
    source: str
    files: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    findings: tuple[Problem, ...] = ()
    moved: Mapping[str, str] = field(default_factory=dict)


class DryRun:
    """A call that writes nothing; to be used in a ``with`` statement. First call ``plan``, then ``letters``.

    The journal of an interrupted batch is copied into a temporary folder.
    """

    def __init__(self, path: Path, options: RenderOptions) -> None:
        options.toolchain()
        self.options = options
        self.folder = TemporaryDirectory(prefix="imrletters-")
        try:
            for file in path.glob(f"{JOURNAL}*"):
                shutil.copy(file, self.folder.name)
            self.journal = Journal(Path(self.folder.name) / JOURNAL)
            self.plans = Plan(path, options, self.journal)
        except BaseException:
            self.folder.cleanup()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.journal.close()
        self.folder.cleanup()

    @property
    def doubt(self) -> str:
        """Why nothing would be moved to the folder ``superseded`` (see ``Plan``)."""
        return self.plans.doubt

    def plan(self, documents: Iterable[Document], names: Iterable[str], *, sync: bool) -> Iterator[str]:
        """Reads all cases, and yields a message for each conflict; see ``Plan.add_cases``."""
        return self.plans.add_cases(documents, names, sync=sync)

    def letters(
        self, documents: Callable[[], Iterable[Document]], *, jobs: int | None = None, executor: Executor | None = None
    ) -> Iterator[PlannedLetter]:
        """What would be done with each case, in the order of the cases, and then with the letters of earlier calls.

        The cases that are not kept are rendered, but not printed: what only printing finds is not found.
        """
        forms = tuple(form for form in self.options.formats if form != "pdf")
        options = replace(self.options, formats=forms or ("text",))
        changed = (document for document in self._named(documents()) if self.plans.change(document))
        with closing(render_many(changed, options, jobs=jobs, executor=executor)) as outcomes:
            for document in self._named(documents()):
                yield self._letter(document, outcomes)
        self.plans.remove_gone()
        state: PlannedState = "outdated, not moved" if self.plans.doubt else "removed"
        outdated = (file for file in self.plans.found.without_record() if file.reason)
        for (_, reason), group in groupby(outdated, lambda file: (file.record.stem, file.reason)):
            files = list(group)
            record = files[0].record
            names = tuple(file.name for file in files)
            moved = {} if self.plans.doubt else dict.fromkeys(names, reason)
            yield PlannedLetter(state, reason, record.case_number, record.source, names, moved=moved)

    def _named(self, documents: Iterable[Document]) -> Iterator[Document]:
        return map(self.plans.without_clash, documents)

    def _letter(self, document: Document, outcomes: Generator[Outcome, None, None]) -> PlannedLetter:
        reason = self.plans.change(document)
        number, files = number_of(document), tuple(self.options.file_names(document.stem))
        self.plans.review(document)
        if not reason:
            self.plans.kept(document)
            return PlannedLetter("kept", "current", number, document.place, files)
        outcome = next(outcomes)
        record = record_of(document, outcome, self.plans.toolchain(edition_of(document)), self.options.audiences)
        if outcome.problems:
            self.plans.add(document, record, reason)
            problems, findings = outcome.problems, outcome.findings
            return PlannedLetter("refused", _first(problems), number, document.place, (), problems, findings)
        digests = self._digests(document, outcome)
        moved = dict(self._replaced(document, digests, reason))
        self.plans.predict(document, record.model_copy(update={"files": digests}))
        state: PlannedState = "made" if reason in MADE_ANEW else "outdated"
        return PlannedLetter(state, reason, number, document.place, files, (), outcome.findings, moved)

    def _digests(self, document: Document, outcome: Outcome) -> dict[str, str]:
        """The digest that each file of a letter would have; "" for a PDF that may differ from the one in the folder."""
        digests = dict.fromkeys(self.options.file_names(document.stem), "")
        toolchain = self.plans.toolchain(edition_of(document))
        for name in digests:
            found = digest_of_file(self.plans.path / name)
            if name in outcome.files:
                digests[name] = digest(outcome.files[name])
            elif found:
                record, _ = self.plans.found.maker(document.stem, name, found)
                same = record and prints_the_same(record, document, self.options, toolchain)
                digests[name] = found if same else ""
        return digests

    def _replaced(self, document: Document, digests: Mapping[str, str], reason: str) -> Iterator[tuple[str, str]]:
        """The files that would be moved before new ones take their names, with their signed copies; each with why.

        Outdated files of earlier calls are not among them: they are "removed".
        """
        for name, new in digests.items():
            found = digest_of_file(self.plans.path / name)
            if found is None or found == new:
                continue
            record, why = self.plans.found.maker(document.stem, name, found)
            if record is None:
                yield name, why
            elif not (self.plans.doubt or why):
                yield name, reason
                for signed in self.plans.found.signed_copies(EarlierFile(name, found, "", record)):
                    yield signed.name, reason


def _first(problems: tuple[Problem, ...]) -> str:
    """The first problem, and the number of the others."""
    first = problems[0]
    others = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
    code = f" [{first.code}]" if first.code else ""
    return f"{': '.join(filter(None, [first.pointer, first.message]))}{code}{others}"
