"""The table of letters, the report of a batch: a row for each case, from its record and from the case itself."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from imrletters.case import Case
from imrletters.errors import Problem
from imrletters.manifest import BatchRecord
from imrletters.tables.column import Column


@dataclass(frozen=True)
class LetterFacts:
    """What the report states of a case that can be read: its items, by outcome, and the findings, by rule."""

    outcomes: Mapping[str, int] = field(default_factory=dict)
    partly_approved: int = 0
    findings: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, case: Case, findings: Sequence[Problem]) -> "LetterFacts":
        """The facts of a case, with the findings of ``check`` in it."""
        items = case.disputed_items
        return cls(
            Counter(item.decision for item in items),
            sum(item.partial_approval is not None for item in items),
            Counter(finding.code for finding in findings),
        )


@dataclass(frozen=True)
class LetterSubject:
    """What a row of the report is about: the record of a case, its state, and its facts if it can be read."""

    record: BatchRecord
    state: str
    facts: LetterFacts | None


def _count(subject: LetterSubject, outcome: str) -> int | None:
    return subject.facts.outcomes.get(outcome, 0) if subject.facts else None


LETTER_COLUMNS: tuple[Column[LetterSubject], ...] = (
    Column("case_number", "text", "The case number.", lambda subject: subject.record.case_number),
    Column("stem", "text", "The beginning of the file names.", lambda subject: subject.record.stem),
    Column("source", "text", "The file of the case, with the line in a `.jsonl` file.", lambda it: it.record.source),
    Column(
        "state",
        "text",
        "`made` by this call, `kept` from an earlier call, or `refused`: the case has problems and no letter.",
        lambda subject: subject.state,
    ),
    Column("files", "list", "The names of the files.", lambda subject: tuple(subject.record.files)),
    Column(
        "digests",
        "list",
        "The SHA-256 digests of the files, in the same order.",
        lambda subject: tuple(subject.record.files.values()),
    ),
    Column(
        "pages",
        "number",
        "The number of pages of all its PDFs together.",
        lambda subject: sum(subject.record.pages.values()) if subject.record.pages else None,
    ),
    Column(
        "items",
        "number",
        "The number of disputed items.",
        lambda subject: sum(subject.facts.outcomes.values()) if subject.facts else None,
    ),
    Column("upheld", "number", "The number of items `Upheld`.", lambda subject: _count(subject, "Upheld")),
    Column("overturned", "number", "The number of items `Overturned`.", lambda subject: _count(subject, "Overturned")),
    Column(
        "partly_approved",
        "number",
        "The number of items of which utilization review approved a part.",
        lambda subject: subject.facts.partly_approved if subject.facts else None,
    ),
    Column(
        "findings",
        "list",
        "The findings of `imrletters check`, each as `RULE: NUMBER` ([rules.md](rules.md)).",
        lambda it: tuple(f"{rule}: {number}" for rule, number in sorted(it.facts.findings.items())) if it.facts else (),
    ),
    Column(
        "problems",
        "list",
        "Why there is no letter, without values of the case.",
        lambda subject: subject.record.problems,
    ),
    Column(
        "case_digest",
        "text",
        "The digest of the case in the manifest ([batch.md](batch.md)).",
        lambda subject: subject.record.case_digest,
    ),
)
"""The columns of the report of a batch."""
