"""Finds the contradictions in tables of guidelines: in ours, and in an organization's additions to them."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from imrletters.errors import Problem
from imrletters.mtus.editions import Edition, edition_of, joined, replaces
from imrletters.mtus.tables import EditionTable, GuidelinesTable


def contradictions(ours: GuidelinesTable, own: GuidelinesTable | None = None) -> Iterator[Problem]:
    """The contradictions in our tables or, if given, in an organization's additions to them."""
    checked = own or ours
    existing = ours.section if own else ()
    numbers = {table.number for table in existing}
    words = {word for table in existing for word in table.words}
    seen: set[str] = set()
    for index, table in enumerate(checked.section):
        place = f"/section/{index}"
        for key in ("title", "words"):
            if table.number in numbers and key in table.model_fields_set:
                yield Problem(f"section {table.number} exists; leave its {key} out", f"{place}/{key}")
            if table.number not in numbers and not getattr(table, key):
                yield Problem(f"missing; section {table.number} is new", f"{place}/{key}")
        if not table.editions:
            yield Problem("expected at least one edition", f"{place}/editions")
        if table.number in seen:
            yield Problem(f"section {table.number} is listed twice", f"{place}/number")
        yield from (Problem(f"{word!r} names two sections", f"{place}/words") for word in table.words if word in words)
        seen.add(table.number)
        words.update(table.words)
    yield from _of_editions(ours, own)


def _of_editions(ours: GuidelinesTable, own: GuidelinesTable | None) -> Iterator[Problem]:
    checked = own or ours
    all_editions = list(chain.from_iterable(section.editions for section in joined(ours, own)))
    for index, table in enumerate(checked.section):
        for number, entry in enumerate(table.editions):
            place = f"/section/{index}/editions/{number}"
            edition = edition_of(table.number, entry, checked.sources, "")
            yield from _of_entry(entry, checked.sources, place)
            yield from _of_replaced(edition, all_editions, place)
            yield from _of_names(edition, all_editions, place)


def _of_entry(entry: EditionTable, sources: Mapping[str, str], place: str) -> Iterator[Problem]:
    """What contradicts itself within one edition."""
    for key in ("source", "title_source"):
        source = getattr(entry, key)
        if source is not None and source not in sources:
            yield Problem(f"{source!r} is not in [sources]; there: {', '.join(sources) or 'nothing'}", f"{place}/{key}")
    refused = ("effective_from", "replaces") if entry.status == "proposed" else ("hearing",)
    for key in refused:
        if getattr(entry, key):
            yield Problem(f"not allowed where status is {entry.status!r}", f"{place}/{key}")
    if entry.replaces and entry.status == "adopted" and entry.effective_from is None:
        yield Problem("missing, because the edition replaces others", f"{place}/effective_from")
    if int(entry.title[-4:]) in entry.other_years:
        yield Problem("the year of the title is listed too", f"{place}/other_years")


def _of_replaced(edition: Edition, all_editions: Sequence[Edition], place: str) -> Iterator[Problem]:
    if edition.effective_from is None:
        return
    for title in edition.replaces:
        titled = [each for each in all_editions if each.section == edition.section and each.title == title]
        if not titled:
            titles = "; ".join(each.title for each in all_editions if each.section == edition.section)
            message = f"section {edition.section} has no edition {title!r}; its editions: {titles}"
            yield Problem(message, f"{place}/replaces")
        elif not any(replaces(edition, each) for each in titled):
            yield Problem(f"{title!r} is not in force before {edition.effective_from}", f"{place}/replaces")


def _of_names(edition: Edition, all_editions: Sequence[Edition], place: str) -> Iterator[Problem]:
    """The names that another edition has, and that this edition cannot share with it.

    Two editions of a section may share a name if one replaces the other, or if both are proposed.
    """
    names = {name.casefold() for name in edition.names}
    others = list(all_editions)
    others.remove(next(each for each in others if _is_same(each, edition)))
    for other in others:
        shared = sorted(names & {name.casefold() for name in other.names})
        related = replaces(edition, other) or replaces(other, edition) or (edition.is_proposed and other.is_proposed)
        if shared and not (related and other.section == edition.section):
            message = f"{other.title!r} of section {other.section} has the name {shared[0]!r} too"
            yield Problem(message, f"{place}/title")


def _is_same(one: Edition, other: Edition) -> bool:
    """Whether two editions are one, perhaps with another last day or source."""
    return (one.section, one.names, one.version, one.effective_from, one.hearing) == (
        (other.section, other.names, other.version, other.effective_from, other.hearing)
    )
