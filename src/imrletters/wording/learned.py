"""Learns the fixed wording of an edition by rendering the probe.

Parsing recognizes the parts of a letter by this wording. Validation refuses texts of a case that imitate it.
"""

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import get_args

from imrletters.case import HEADER_FIELDS, Decision
from imrletters.rendering import LetterPart, has_template
from imrletters.wording.guideline_lines import learned_guideline, our_place_words
from imrletters.wording.marked_text import ANY_MARK, MARK, NAME_OF, between, excerpt
from imrletters.wording.probe import Probe, UnlearnableError, fixed_words, full_text
from imrletters.wording.probe_cases import DECISION, GUIDELINES, PARTIAL_APPROVALS
from imrletters.wording.probe_comparison import read_letters
from imrletters.wording.spacing import ANY_SPACES, flexible
from imrletters.wording.wording import Wording

DECISIONS = "|".join(get_args(Decision))


def learned_wording(edition: str, templates: Path | None) -> Wording:
    """The wording of an edition. Raises UnlearnableError if its letters could not be read back."""
    letters = read_letters(edition, templates)
    found = letters.public
    plain = found.items["text"]
    labels = _guideline_labels(plain.guidelines)
    theirs, ours = (
        learned_guideline({name: found.items[name].guidelines[side].text for name in GUIDELINES}, our_place_words())
        for side in (0, 1)
    )
    preamble = [full_text(part) for part in found.preamble]
    summary_opening = _fixed(found.summary_opening, "summary_opening")
    items_opening = _fixed(found.items_opening, "items_opening")
    rationale_label = fixed_words(plain.rationale.label, "rationale_label")
    return Wording(
        edition=edition,
        own=templates is not None and has_template(templates, f"editions/{edition}.j2"),
        years=(_year(found, "first_year", 0), _year(found, "last_year", 9999)),
        opioid_advisory=bool(found.statements["opioid_advisory"]),
        dated_titles=bool(found.statements["dated_titles"]),
        precedence=_whole_number(found.statements["precedence"], "precedence"),
        precedence_without_header=_whole_number(letters.precedence_without_header, "precedence"),
        header_labels=_header_labels(found.above),
        header_paragraphs=len(found.above),
        titles=found.titles,
        preamble_lines=len("\n".join(preamble).split("\n")),
        between_credentials=_between_credentials(" ".join(preamble)),
        preamble=_pattern(" ".join(preamble)),
        summary_opening=summary_opening,
        items_opening=items_opening,
        guideline_labels=(_pattern(labels[0]), _pattern(labels[1])),
        reviewer_label=labels[1],
        label_of_other=_label_of_other(*labels),
        rationale_label=rationale_label,
        headings=_headings(found),
        heading_words=tuple(
            words for kind in PARTIAL_APPROVALS for (before, _), words in between(_heading_words(found, kind)) if before
        ),
        heading_end=re.escape(_heading_words(found, "text").rpartition(MARK["service"])[2].strip())
        + f"{ANY_SPACES}(?:{DECISIONS})$",
        guidelines=(theirs, ours),
        notice_title=letters.notice_title,
        documents_title=letters.documents_title,
        openings=tuple(
            dict.fromkeys(
                words
                for words in (
                    *found.titles,
                    *_openings(preamble),
                    *summary_opening,
                    *items_opening,
                    *labels,
                    rationale_label,
                )
                if words
            )
        ),
    )


def _fixed(parts: Iterable[LetterPart], block: str) -> tuple[str, ...]:
    texts = tuple(map(full_text, parts))
    if any(map(ANY_MARK.search, texts)):
        raise UnlearnableError(block, "expected fixed words, without a value of the case")
    return texts


def _year(found: Probe, block: str, default: int) -> int:
    text = found.statements[block]
    return _whole_number(text, block) if text else default


def _whole_number(text: str, block: str) -> int:
    if not re.fullmatch("[0-9]+", text):
        raise UnlearnableError(block, f"expected a whole number, not {text!r}")
    return int(text)


def _header_labels(header: list[LetterPart]) -> dict[str, str]:
    for part in header:
        if not ANY_MARK.fullmatch(full_text(part)[-1:]):
            raise UnlearnableError("header", f"expected labels with their values, not {excerpt(full_text(part))}")
    pairs = between(" ".join(map(full_text, header)))
    labels = {after: " ".join(words.split()) for (_, after), words in pairs}
    missing = [name for name in HEADER_FIELDS if not labels.get(name)]
    if missing:
        raise UnlearnableError("header", f"expected {', '.join(missing)}, each after a label")
    if labels.pop("", "") or labels.keys() != set(HEADER_FIELDS) or len(pairs) != len(HEADER_FIELDS) + 1:
        raise UnlearnableError("header", "expected the seven fields once, each after its label, and nothing else")
    return labels


def _between_credentials(preamble: str) -> str:
    """The words between the names of the states and those of the specialties, in either order."""
    printed = {mark for pair, _ in between(preamble) for mark in pair}
    for name, field, block in (
        ("name", "organization.name", "how_made"),
        ("states", "expert_reviewer.licensure_states", "credentials"),
        ("specialties", "expert_reviewer.specialties", "credentials"),
    ):
        if name not in printed:
            raise UnlearnableError(block, f"expected {field} between the first two titles")
    if any(not words.strip() for (before, after), words in between(preamble) if before and after):
        raise UnlearnableError("credentials", "expected words between two values")
    pairs = {("states", "specialties"), ("specialties", "states")}
    joint = next((words.strip() for marks, words in between(preamble) if marks in pairs), None)
    if joint is None:
        raise UnlearnableError("credentials", "expected the states and the specialties with only words between them")
    return joint


def _guideline_labels(lines: tuple[LetterPart, LetterPart]) -> tuple[str, str]:
    theirs, ours = (line.label for line in lines)
    marks = [ANY_MARK.findall(label) for label in (theirs, ours)]
    if marks != [[], [MARK["label"]]] or not theirs.strip() or not ours.rpartition(MARK["label"])[2].strip():
        reason = "expected fixed words for the claims administrator, and for the reviewer label, then words"
        raise UnlearnableError("guideline_label", reason)
    if re.match(flexible(theirs), ours):
        raise UnlearnableError("guideline_label", "expected two labels that begin with different words")
    return theirs, ours


def _label_of_other(theirs: str, ours: str) -> str:
    after_name = flexible(ours.rpartition(MARK["label"])[2].strip())
    return f"(?is){after_name}.|^ *{flexible(theirs.rstrip(':'))}"


def _headings(found: Probe) -> dict[str, str]:
    """The patterns of item headings, the most particular first."""
    heads = {kind: _heading_words(found, kind) for kind in (*PARTIAL_APPROVALS, "text")}
    for kind, head in heads.items():
        needed = {"service"} if kind == "text" else {"service", "original", "authorized"}
        if {NAME_OF[mark] for mark in ANY_MARK.findall(head)} != needed:
            raise UnlearnableError("request", f"expected {', '.join(sorted(needed))} in the heading")
        if any(not words.strip() for (before, after), words in between(head) if before and after):
            raise UnlearnableError("request", "expected words between two values of the heading")
    found_by = {
        kind: f"{_pattern(head, re.escape)}{ANY_SPACES}(?P<decision>{DECISIONS})" for kind, head in heads.items()
    }
    for kind, other in (PARTIAL_APPROVALS, PARTIAL_APPROVALS[::-1]):
        if re.fullmatch(found_by[kind], heads[other] + DECISION):
            raise UnlearnableError("request", "expected different words for a quantity and for a substitution")
    return {"plain" if kind == "text" else kind: pattern for kind, pattern in found_by.items()}


def _heading_words(found: Probe, kind: str) -> str:
    heading = found.items[kind].heading
    if not heading.label.endswith(DECISION):
        raise UnlearnableError("decision_gap", f"expected the decision at the end, not {heading.label!r}")
    return (heading.text + heading.label.removesuffix(DECISION)).rstrip()


def _openings(preamble: list[str]) -> Iterable[str]:
    """The first sentence under the first title, then how each further line begins."""
    lines = [line for paragraph in preamble[1:] for line in paragraph.split("\n")]
    for words in (preamble[0].split(".")[0] + ".", *lines):
        opening = re.split("[" + "".join(NAME_OF.keys() - {MARK["name"], MARK["label"]}) + "]", words)[0].rstrip()
        if " " in opening.strip() or opening.endswith(":"):
            yield opening


def _pattern(text: str, words: Callable[[str], str] = flexible) -> str:
    """A pattern of the whole text with a named group for each marker.

    A marker that occurs twice may match two different texts.
    """
    first, *following = ANY_MARK.split(text)
    pieces, seen = [words(first)], set[str]()
    for mark, fixed in zip(following[::2], following[1::2], strict=True):
        name = NAME_OF[mark]
        value = rf"(?P<{name}>[^ ].*?)" if name not in seen else r"(?:[^ ].*?)"
        seen.add(name)
        pieces.append(value + words(fixed))
    # a value ends at the first place where the words after it follow: if these do not lead to a match, no others do.
    # Without (?>...), a search would try every combination of such places
    return "".join([pieces[0], *(f"(?>{piece}(?=[^ ]))" for piece in pieces[1:-1]), *pieces[1:][-1:]])
