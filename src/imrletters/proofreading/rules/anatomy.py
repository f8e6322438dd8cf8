"""Rules that compare the body part, side and spinal level in a heading with those in its rationale."""

from collections.abc import Iterator

from imrletters.case import Case, DisputedItem
from imrletters.lexicon import BodyMention, body_mentions, levels_in, overlapping, wholes
from imrletters.proofreading.conclusions import conclusion
from imrletters.proofreading.prose.quoted import stated_sentences
from imrletters.proofreading.rule import Finding, rule


def _deciding(item: DisputedItem) -> tuple[str, int]:
    """The concluding sentence of the rationale, and its offset."""
    ending = conclusion(item)
    return (ending.sentence, ending.start) if ending else ("", 0)


@rule(
    "Q04",
    "body-part",
    "warning",
    why="A decision about the wrong body part is an error of fact (Labor Code 4610.6(h)(5); Heath: wrong segment).",
    catches={"/disputed_items/0/service": "MRI of the left shoulder without contrast"},
    leaves={"/disputed_items/0/service": "MRI of the knee without contrast"},
)
def body_part(case: Case) -> Iterator[Finding]:
    """The rationale names a body part, but never the one in the heading.

    A part counts only in a sentence of the reviewer, and not in what a guideline states.
    """
    for index, item in enumerate(case.disputed_items):
        named_in_heading = {part.region for part in body_mentions(item.service)}
        # "the lumbar spine" means the lumbar region only
        requested = named_in_heading - wholes().keys() or named_in_heading
        close = {name for part in requested for name in overlapping(part)}
        named = body_mentions(item.decision_rationale) if requested else ()
        stated = {
            sentence.start + part.start
            for sentence in (stated_sentences(item.decision_rationale) if named else ())
            for part in body_mentions(sentence.text)
        }
        others = [
            part
            for part in named
            if part.start in stated and part.region not in wholes() and not _is_therapy(item, part)
        ]
        if others and close.isdisjoint(part.region for part in named):
            first = others[0]
            path = ("disputed_items", index, "decision_rationale")
            yield Finding(
                path,
                "the rationale never names the body part in the heading, but names another",
                first.text,
                first.start,
            )


def _is_therapy(item: DisputedItem, part: BodyMention) -> bool:
    """Whether a part only names a kind of therapy: "hand therapy"."""
    return item.decision_rationale.startswith((" therap", " specialist", " surgeon"), part.end)


@rule(
    "Q05",
    "side",
    "warning",
    why="A rationale about the wrong side does not decide the request (Labor Code 4610.6(a), (h)(5)).",
    catches={"/disputed_items/0/service": "MRI of the left knee without contrast"},
    leaves={"/disputed_items/0/service": "MRI of the right knee with contrast"},
)
def side(case: Case) -> Iterator[Finding]:
    """The conclusion, or the whole rationale, names the body part only with a side other than in the heading."""
    for index, item in enumerate(case.disputed_items):
        for part, sides in _sides(item.service).items():
            if len(sides) > 1:
                continue
            sentence, start = _deciding(item)
            found = _other_side(sentence, part, sides)
            if not found and sides != {"both"}:
                found, start = _other_side(item.decision_rationale, part, sides | {"both"}), 0
            if found:
                path = ("disputed_items", index, "decision_rationale")
                text = item.decision_rationale[start + found.side_start : start + found.end]
                yield Finding(path, "the side differs from the one in the heading", text, start + found.side_start)


def _sided(text: str) -> Iterator[BodyMention]:
    """The parts of limbs that a text names with a side; the spine and the organs have only one."""
    limbs = wholes().keys() - {"spine"}
    return (part for part in body_mentions(text) if part.side and not limbs.isdisjoint(overlapping(part.region)))


def _sides(text: str) -> dict[str, set[str]]:
    """The sides with which a text names each region."""
    sides: dict[str, set[str]] = {}
    for found in _sided(text):
        sides.setdefault(found.region, set()).add(str(found.side))
    return sides


def _other_side(text: str, part: str, meant: set[str]) -> BodyMention | None:
    """The first mention of a region with a side, unless some mention has one of the sides in ``meant``."""
    named = [found for found in _sided(text) if found.region == part]
    return named[0] if named and meant.isdisjoint(str(found.side) for found in named) else None


@rule(
    "Q06",
    "spinal-level",
    "warning",
    why="A rationale about another spinal level reviews another treatment (Labor Code 4610.6(h)(5); Heath).",
    catches={
        "/disputed_items/0/service": "Epidural steroid injection at L4-5",
        "/disputed_items/0/decision_rationale": "The injection at L5-S1 is not medically necessary.",
    },
    leaves={
        "/disputed_items/0/service": "Epidural steroid injection at L4-5",
        "/disputed_items/0/decision_rationale": "The injection at L4-L5 is not medically necessary.",
    },
)
def spinal_level(case: Case) -> Iterator[Finding]:
    """The rationale names spinal levels, but none of those in the heading."""
    for index, item in enumerate(case.disputed_items):
        requested = {(level.upper, level.lower) for level in levels_in(item.service) if level.upper != level.lower}
        named = [level for level in levels_in(item.decision_rationale) if requested and level.upper != level.lower]
        if named and requested.isdisjoint((level.upper, level.lower) for level in named):
            path = ("disputed_items", index, "decision_rationale")
            text = item.decision_rationale[named[0].start : named[0].end]
            yield Finding(
                path,
                "the rationale never names the spinal level in the heading, but names another",
                text,
                named[0].start,
            )
