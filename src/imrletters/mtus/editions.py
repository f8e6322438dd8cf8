"""The sections and editions that tables of guidelines describe."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from imrletters.mtus.tables import Certainty, EditionTable, GuidelinesTable, SectionTable, Status


@dataclass(frozen=True)
class Edition:
    """One edition of a guideline.

    Letters cite it by its title, perhaps with one of ``other_years`` instead of its year, or by an alias. An adopted
    edition is in force from ``effective_from``, or from a day that is not known if that is ``None``, to
    ``effective_until``, or until today; both days are included. Of a ``proposed`` edition no adoption is known, and
    ``hearing`` is the day of the hearing. ``source`` and ``certainty`` are those of its adoption and dates. ``own`` is
    the name of the organization's file that adds it; "" for ours.
    """

    section: str
    title: str
    other_years: tuple[int, ...]
    aliases: tuple[str, ...]
    version: str
    status: Status
    hearing: date | None
    effective_from: date | None
    effective_until: date | None
    source: str
    certainty: Certainty
    title_source: str
    title_certainty: Certainty
    own: str = ""
    replaces: tuple[str, ...] = field(default=(), repr=False)

    @property
    def year(self) -> str:
        """The year in the title."""
        return self.title.split(" ")[-1]

    @property
    def years(self) -> tuple[str, ...]:
        """The years with which letters cite it."""
        return (self.year, *map(str, self.other_years))

    @property
    def names(self) -> tuple[str, ...]:
        """The title and the aliases, with each of the years."""
        named = (self.title, *self.aliases)
        dated = [name.removesuffix(self.year) for name in named if name.endswith(f" {self.year}")]
        return (*named, *(f"{name}{year}" for name in dated for year in self.other_years))

    @property
    def is_proposed(self) -> bool:
        """Whether its adoption is not known."""
        return self.status == "proposed"

    @property
    def period(self) -> str:
        """When it is in force, in words."""
        if self.is_proposed:
            return f"proposed, hearing {self.hearing or 'not known'}"
        return f"{self.effective_from or 'a day that is not known'} to {self.effective_until or 'today'}"

    def is_in_force(self, first: date, last: date) -> bool:
        """Whether it is in force on at least one of the days from ``first`` to ``last``, or may be.

        If its first day is not known, it may be in force from the year in its title on.
        """
        begins = self.effective_from or date(int(self.year), 1, 1)
        ended = self.effective_until is not None and self.effective_until < first
        return not self.is_proposed and begins <= last and not ended


@dataclass(frozen=True)
class Section:
    """A section of 8 CCR that adopts a guideline, with its editions.

    ``words`` name the guideline within a sentence.
    """

    number: str
    title: str
    words: tuple[str, ...]
    editions: tuple[Edition, ...]

    @property
    def first_day(self) -> date | None:
        """The first day on which one of its editions is known to be in force; None if no such day is known."""
        return min((each.effective_from for each in self.editions if each.effective_from), default=None)


def joined(ours: GuidelinesTable, own: GuidelinesTable | None = None, name: str = "") -> tuple[Section, ...]:
    """The sections in the order of the regulation. ``own`` are an organization's additions, from the file ``name``."""
    editions: dict[str, list[Edition]] = {}
    titles: dict[str, SectionTable] = {}
    for content, file in ((ours, ""), *([(own, name)] if own else [])):
        for table in content.section:
            titles.setdefault(table.number, table)
            built = [edition_of(table.number, entry, content.sources, file) for entry in table.editions]
            editions.setdefault(table.number, []).extend(built)
    return tuple(
        Section(number, titles[number].title or "", titles[number].words, tuple(_ended(editions[number])))
        for number in sorted(editions, key=_in_order)
    )


def _in_order(number: str) -> list[int]:
    return [int(part) for part in number.split(".")]


def edition_of(section: str, entry: EditionTable, sources: Mapping[str, str], file: str) -> Edition:
    """The edition of a table, without its last day. ``file`` is the organization's file that adds it, or ""."""
    title_source = entry.title_source or entry.source
    return Edition(
        section=section,
        title=entry.title,
        other_years=entry.other_years,
        aliases=entry.aliases,
        version=entry.version,
        status=entry.status,
        hearing=entry.hearing,
        effective_from=entry.effective_from,
        effective_until=None,
        source=sources.get(entry.source, ""),
        certainty=entry.certainty,
        title_source=sources.get(title_source, ""),
        title_certainty=entry.title_certainty or entry.certainty,
        own=file,
        replaces=entry.replaces,
    )


def _ended(editions: Sequence[Edition]) -> Iterator[Edition]:
    """The editions, each with its last day: the day before the first edition that replaces it."""
    for edition in editions:
        ends = [each.effective_from for each in editions if replaces(each, edition) and each.effective_from]
        yield replace(edition, effective_until=min(ends) - timedelta(days=1)) if ends else edition


def replaces(later: Edition, earlier: Edition) -> bool:
    """Whether an edition replaces another one of its section. One with its own title is an earlier one."""
    if later.effective_from is None or earlier.title not in later.replaces:
        return False
    return earlier.effective_from is None or earlier.effective_from < later.effective_from
