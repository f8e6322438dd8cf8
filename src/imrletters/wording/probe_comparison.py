"""Compares the letters of other cases, and the parties' copies, with the letter of the probe, block by block.

The wording of an edition is learned from the probe. A letter whose words depend on the case could not be read back.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from imrletters.case import Case
from imrletters.rendering import LetterPart
from imrletters.wording.guideline_lines import BLOCKS
from imrletters.wording.marked_text import MARK, excerpt
from imrletters.wording.probe import STATEMENTS, Probe, UnlearnableError, fixed_words, full_text, read_probe
from imrletters.wording.probe_cases import DECISION, other_cases, probe_case

SHOWN_BEFORE = 20
"""Two texts are quoted from this many characters before their first difference."""


@dataclass(frozen=True)
class Letters:
    """What the letters of an edition print for every case."""

    public: Probe
    precedence_without_header: str
    notice_title: str
    """The first title of the parties' copy, and the title of its list of documents; "" if it has none."""
    documents_title: str


def read_letters(edition: str, templates: Path | None) -> Letters:
    """What the letters of an edition print for every case. Raises UnlearnableError if that depends on the case."""
    case, others = probe_case(edition), other_cases(edition)
    public = read_probe(case, templates, "public")
    precedence = ""
    for other in others:
        printed = read_probe(other, templates, "public")
        if not other.has_header:
            precedence = printed.statements["precedence"]
            if printed.above:
                found = excerpt(full_text(printed.above[0]))
                raise UnlearnableError("notice", f"expected nothing in the public letter, not {found}")
        _compare(public, printed, other)
        _compare_texts("header", _filled(public.above if other.has_header else [], other), _joined(printed.above))
        _compare_texts("credentials", "", _joined(printed.preamble[len(public.preamble) :]))
    titles = [_titles_for_parties(public, other, templates) for other in (case, *others[1:])]
    (notice, documents), *further = titles
    for other_notice, other_documents in further:
        _compare_texts("notice", notice, other_notice)
        if other_documents:
            _compare_texts("documents_reviewed", documents, other_documents)
    return Letters(public, precedence, notice, documents)


def _titles_for_parties(public: Probe, case: Case, templates: Path | None) -> tuple[str, str]:
    """The first title of the parties' copy, and the title of its list of documents, if it has them."""
    copy = read_probe(case, templates, "parties")
    _compare(public, copy, case)
    header = public.above if case.has_header else []
    start = max(len(copy.above) - len(header), 0)
    _compare_texts("header", _filled(header, case), _joined(copy.above[start:]))
    notice = _title(copy.above[:start], "notice", "expected a title first")
    reason = "expected a title above the documents"
    documents = _title(copy.preamble[len(public.preamble) :], "documents_reviewed", reason)
    if documents and documents in (notice, *public.titles):
        raise UnlearnableError("documents_reviewed", reason)
    return notice, documents


def _title(parts: Sequence[LetterPart], block: str, reason: str) -> str:
    """The title that these parts begin with; "" if there are no parts."""
    if not parts:
        return ""
    if parts[0].kind != "title":
        raise UnlearnableError(block, f"{reason}, not {excerpt(full_text(parts[0]))}")
    return fixed_words(parts[0].text, block)


def _compare(public: Probe, other: Probe, case: Case) -> None:
    """Compares what both letters print; ``case`` is that of the other letter."""
    for block in STATEMENTS:
        if block != "precedence" or case.has_header:
            _compare_texts(block, public.statements[block], other.statements[block])
    first, rest = other.preamble[:1], other.preamble[1 : len(public.preamble)]
    for block, expected, printed in (
        ("how_made", public.preamble[:1], first),
        ("credentials", public.preamble[1:], rest),
        ("summary_opening", public.summary_opening, other.summary_opening),
        ("items_opening", public.items_opening, other.items_opening),
    ):
        _compare_texts(block, _filled(expected, case), _joined(printed))
    for name, item in zip(other.items, case.disputed_items, strict=True):
        blocks = zip(_item_texts(public, name, DECISION), _item_texts(other, name, item.decision), strict=True)
        for (block, text), (_, printed_text) in blocks:
            _compare_texts(block, text, printed_text)


def _item_texts(found: Probe, name: str, decision: str) -> Iterator[tuple[str, str]]:
    """The texts of an item without its decision, each with the block that prints it."""
    item = found.items[name]
    yield "request", item.heading.text
    yield "decision_gap", item.heading.label.removesuffix(decision)
    for line in item.guidelines:
        yield "guideline_label", line.label
        yield BLOCKS.get(name, "guideline"), line.text
    yield "rationale_label", item.rationale.label


def _compare_texts(block: str, expected: str, printed: str) -> None:
    if expected != printed:
        same = takewhile(lambda pair: pair[0] == pair[1], zip(expected, printed, strict=False))
        start = max(sum(1 for _ in same) - SHOWN_BEFORE, 0)
        shown = f"{excerpt(expected, start)}, and {excerpt(printed, start)}"
        raise UnlearnableError(block, f"prints other words for another case: {shown}")


def _filled(parts: Sequence[LetterPart], case: Case) -> str:
    """The text of the probe's parts with the values of another case."""
    reviewer = case.expert_reviewer
    text = _joined(parts)
    for name, value in (
        ("states", ", ".join(reviewer.licensure_states)),
        ("specialties", ", ".join(reviewer.specialties)),
        ("priority", case.priority or ""),
    ):
        text = text.replace(MARK[name], value)
    return text


def _joined(parts: Sequence[LetterPart]) -> str:
    return "\n".join(map(full_text, parts))
