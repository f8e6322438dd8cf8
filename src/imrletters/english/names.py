"""Names a word for patterns: the word itself, and the names of the classes that it certainly belongs to."""

from functools import cache

CLASSES: dict[str, tuple[str, str]] = {
    "SINGULAR": ("n", "n"),
    "PLURAL": ("s", "s"),
    "NOUN": ("", "ns"),
    "BASE": ("v", "v"),
    "THIRD": ("z", "z"),
    "PAST": ("d", "d"),
    "PAST_OR_PARTICIPLE": ("d", "dp"),
    "PARTICIPLE": ("p", "pj"),
    "ING": ("g", "g"),
    "ADJECTIVE": ("j", "j"),
    "ADVERB": ("r", "r"),
    "NOUN_OR_VERB": ("n", "nsvj"),
    "PLURAL_OR_VERB": ("s", "sz"),
    "MODIFIER": ("", "jnsp"),
}
"""Word classes: the letters that a word of the class has, and all letters that it may have."""
START, END, NUMBER, QUANTITY = "START", "END", "NUMBER", "QUANTITY"
"""Where a clause starts, and ends (at a mark or with the sentence); a number in digits, a whole number above 1."""
GENITIVE = "GENITIVE"
MARKS = frozenset(".,;:?!()")


def names_of(word: str, classes: str) -> tuple[str, ...]:
    """The names of a word that can have these classes."""
    if word in MARKS:
        return (word, START, END)
    names = _certain_classes(classes)
    if word.endswith(("'s", "s'")):
        names = (*names, GENITIVE)
    if word.isascii() and word.isdigit() and word not in ("0", "1"):
        return (word, NUMBER, QUANTITY)
    return (word, *names, NUMBER) if word[:1].isdigit() else (word, *names)


@cache
def _certain_classes(classes: str) -> tuple[str, ...]:
    """The names of the classes to which a word certainly belongs that can have these classes."""
    letters = set(classes)
    return tuple(
        name
        for name, (needed, allowed) in CLASSES.items()
        if letters and letters.issuperset(needed) and letters.issubset(allowed)
    )
