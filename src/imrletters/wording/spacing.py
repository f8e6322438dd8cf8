"""Patterns for words between which a letter may have several spaces."""

import re
from functools import cache

# A run of spaces is matched from its first space only. Otherwise a search would try each space of a long run.
SPACES = "(?<! ) +"
ANY_SPACES = "(?<! ) *"


@cache
def flexible(text: str) -> str:
    """A pattern for ``text`` in which each space may be several, as in published letters.

    At a line break there may be no space, because a hyphen before it looks like one at which a word was broken.
    """
    return ANY_SPACES.join(SPACES.join(map(re.escape, line.split(" "))) for line in text.split("\n"))
