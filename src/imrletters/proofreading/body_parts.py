"""Reads the body parts that a text names."""

import re
from collections.abc import Iterator
from typing import NamedTuple

REGIONS = {
    "neck": r"cervical|neck|c-spine",
    "mid back": r"thoracic|mid(?:dle)?[ -]back|upper back|t-spine",
    "low back": r"lumbar|lumbosacral|low(?:er)? back|sacroiliac|l-spine",
    "shoulder": r"shoulders?|rotator cuff",
    "elbow": r"elbows?",
    "wrist": r"wrists?|carpal",
    "hand": r"(?<!other )(?<!one )(?<!at )hands?|fingers?|thumbs?",
    "hip": r"hips?",
    "knee": r"knees?|meniscus|meniscal",
    "ankle": r"ankles?",
    "foot": r"foot|feet|toes?|plantar",
    "head": r"brain|skull|head",
}
# A text may name the spine or a limb as a whole where another text names a region of it.
WHOLES = {
    "spine": (r"spine|spinal|back|paraspinal", {"neck", "mid back", "low back"}),
    "arm": (r"upper extremit(?:y|ies)|arms?|forearms?", {"shoulder", "elbow", "wrist", "hand"}),
    "leg": (r"lower extremit(?:y|ies)|legs?|thighs?|calf", {"hip", "knee", "ankle", "foot"}),
}
PART_WORDS = (*REGIONS.values(), *(words for words, _ in WHOLES.values()))
PART_NAMES = (*REGIONS, *WHOLES)
PART = re.compile(
    rf"\b(?:{'|'.join(f'(?P<p{number}>{words})' for number, words in enumerate(PART_WORDS))})\b", re.IGNORECASE
)


class BodyPart(NamedTuple):
    """A body part named in a text, and its offset there."""

    name: str
    start: int
    text: str


def body_parts(text: str) -> Iterator[BodyPart]:
    """The body parts that a text names, in order."""
    for found in PART.finditer(text):
        yield BodyPart(PART_NAMES[int((found.lastgroup or "p0")[1:])], found.start(), found[0])


def overlapping(name: str) -> set[str]:
    """The names that may mean the same body part: a whole and its regions overlap."""
    if name in WHOLES:
        return {name, *WHOLES[name][1]}
    return {name, *(whole for whole, (_, parts) in WHOLES.items() if name in parts)}
