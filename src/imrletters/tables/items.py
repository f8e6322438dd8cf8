"""The table of disputed items: a row for each item of each case or letter."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from imrletters.case import Case, DisputedItem, Guideline, pointer
from imrletters.errors import Problem
from imrletters.lexicon import treatments_in
from imrletters.tables.column import Column, Kind, Row, Value, row_of


@dataclass(frozen=True)
class ItemSubject:
    """What a row is about: an item, its place in its case (from 0), and the findings in the case."""

    case: Case
    place: int
    findings: tuple[Problem, ...] = ()
    source: str | None = None
    line: int | None = None

    @property
    def item(self) -> DisputedItem:
        """The disputed item."""
        return self.case.disputed_items[self.place]


def item_rows(
    case: Case, findings: Iterable[Problem] = (), source: str | None = None, line: int | None = None
) -> list[Row]:
    """The rows of a case, one for each disputed item.

    ``findings`` are those of ``check``. ``source`` and ``line`` are the file that the case is in, and its line.
    """
    found = tuple(findings)
    places = range(len(case.disputed_items))
    return [row_of(ITEM_COLUMNS, ItemSubject(case, place, found, source, line)) for place in places]


def days_to_decision(case: Case) -> int | None:
    """The days from the denial of utilization review to the determination; None without these dates."""
    if case.decision_date is None or case.ur_denial_date is None:
        return None
    return (case.decision_date - case.ur_denial_date).days


def basis(guideline: Guideline) -> str:
    """What kind of evidence a side cited; "text" if its line cannot be read as citations."""
    if guideline.text is not None:
        return "text"
    kinds = [name for name, cited in (("mtus", guideline.mtus), ("other", guideline.non_mtus)) if cited]
    return " and ".join(kinds) or "none"


def treatments(item: DisputedItem) -> tuple[str, ...]:
    """The treatments that the service names, by their names in the lexicon, each once."""
    return tuple(dict.fromkeys(mention.treatment.name for mention in treatments_in(item.service)))


def _codes(subject: ItemSubject, *, of_item: bool) -> tuple[str, ...]:
    """The codes of the rules that have a finding in the item, or elsewhere in the letter, once for each finding."""
    own = pointer(("disputed_items", subject.place))
    inside = [f"{problem.pointer}/".startswith(f"{own}/") for problem in subject.findings]
    elsewhere = [not problem.pointer.startswith("/disputed_items/") for problem in subject.findings]
    wanted = inside if of_item else elsewhere
    return tuple(sorted(problem.code for problem, keep in zip(subject.findings, wanted, strict=True) if keep))


def _field(name: str, kind: Kind, description: str) -> Column[ItemSubject]:
    """The column of a field of the case."""
    return Column(name, kind, description, lambda subject: _of(subject.case, name))


def _of(holder: object, name: str) -> Value:
    value: Value = getattr(holder, name)
    return value


def _partial(name: str, description: str) -> Column[ItemSubject]:
    """The column of a field of the partial approval."""
    column = "partial_approval" if name == "kind" else name
    return Column(
        column,
        "text",
        description,
        lambda subject: _of(subject.item.partial_approval, name) if subject.item.partial_approval else None,
    )


def _side(prefix: str, whose: str, guideline: Callable[[DisputedItem], Guideline]) -> list[Column[ItemSubject]]:
    """The columns of one side's guideline line."""

    def cited(subject: ItemSubject) -> Guideline:
        return guideline(subject.item)

    return [
        Column(
            f"{prefix}_basis",
            "text",
            f"What {whose} cited: `mtus`, `mtus and other`, `other` (only sources outside the MTUS), `none`, "
            "or `text` (the line cannot be read as citations).",
            lambda subject: basis(cited(subject)),
        ),
        Column(
            f"{prefix}_titles",
            "list",
            f"The titles of the MTUS guidelines that {whose} cited, in the order printed.",
            lambda subject: tuple(citation.title for citation in cited(subject).mtus),
        ),
        Column(
            f"{prefix}_sections",
            "list",
            f"The sections that {whose} cited, each as `TITLE: SECTION`.",
            lambda subject: tuple(
                f"{citation.title}: {section}" for citation in cited(subject).mtus for section in citation.sections
            ),
        ),
        Column(
            f"{prefix}_pages",
            "list",
            f"The pages that {whose} cited, each as `TITLE: PAGES`; in editions that cite pages.",
            lambda subject: tuple(
                f"{citation.title}: {citation.pages}" for citation in cited(subject).mtus if citation.pages is not None
            ),
        ),
        Column(
            f"{prefix}_other_sources",
            "list",
            f"The sources outside the MTUS that {whose} cited.",
            lambda subject: tuple(cited(subject).non_mtus),
        ),
        Column(
            f"{prefix}_text",
            "text",
            "The whole line after its label, where the basis is `text`.",
            lambda subject: cited(subject).text,
        ),
    ]


ITEM_COLUMNS: tuple[Column[ItemSubject], ...] = (
    Column(
        "source", "text", "The file of the case or letter, as the command named it.", lambda subject: subject.source
    ),
    Column("line", "number", "The line of the case in a `.jsonl` file.", lambda subject: subject.line),
    Column("item", "number", "The place of the item in its letter, from 1.", lambda subject: subject.place + 1),
    Column("items", "number", "The number of items of the letter.", lambda subject: len(subject.case.disputed_items)),
    _field(
        "case_number", "text", "The case number. A letter without a header block has no number, priority and dates."
    ),
    _field("edition", "text", "The edition of the letter."),
    Column("organization", "text", "The review organization.", lambda subject: subject.case.organization.name),
    _field("priority", "text", "`Standard` or `Expedited`."),
    _field("date_of_injury", "date", "The date of the injury."),
    _field("ur_denial_date", "date", "The date on which utilization review denied the request."),
    _field("application_received", "date", "The date on which the application for review was received."),
    _field("date_assigned", "date", "The date on which the case was assigned to the reviewer."),
    _field("decision_date", "date", "The date of the determination."),
    Column(
        "days_to_decision",
        "number",
        "The days from `ur_denial_date` to `decision_date`.",
        lambda subject: days_to_decision(subject.case),
    ),
    Column(
        "reviewer_states",
        "list",
        "The states in which the reviewer is licensed.",
        lambda subject: tuple(subject.case.expert_reviewer.licensure_states),
    ),
    Column(
        "reviewer_specialties",
        "list",
        "The certifications or specialties of the reviewer.",
        lambda subject: tuple(subject.case.expert_reviewer.specialties),
    ),
    Column(
        "service",
        "text",
        "The treatment or service in dispute; for a partial approval, the part still in dispute.",
        lambda subject: subject.item.service,
    ),
    Column(
        "treatments",
        "list",
        "The treatments that the service names, by their names in the lexicon of imrletters; empty if it knows none.",
        lambda subject: treatments(subject.item),
    ),
    _partial("kind", "`quantity` or `substitution`, if utilization review approved part of the request."),
    _partial("original_request", "The original request of a partial approval."),
    _partial("authorized", "The service that was authorized by a partial approval."),
    Column("decision", "text", "`Upheld` (the denial remains) or `Overturned`.", lambda subject: subject.item.decision),
    *_side("claims_administrator", "the claims administrator", lambda item: item.claims_administrator_guideline),
    *_side("reviewer", "the reviewer", lambda item: item.maximus_guideline),
    Column(
        "item_findings",
        "list",
        "The code of the rule of each finding of `imrletters check` in this item ([rules.md](rules.md)).",
        lambda subject: _codes(subject, of_item=True),
    ),
    Column(
        "letter_findings",
        "list",
        "The same for findings outside of all items; repeated in each row of the letter.",
        lambda subject: _codes(subject, of_item=False),
    ),
)
"""The columns of the table of disputed items."""
