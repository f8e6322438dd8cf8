"""The places in a letter from which the values of its case were read."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import itemgetter

from imrletters.case import Path
from imrletters.parsing.paragraphs import Paragraph


@dataclass
class Origins:
    """For the path of each value, its paragraphs, each with the character of the value at which it begins."""

    paragraphs: dict[Path, list[tuple[int, Paragraph]]] = field(default_factory=dict)

    def add(self, path: Path, paragraphs: Iterable[Paragraph], skipped: int = 0) -> None:
        """Records that the value at ``path`` is these paragraphs, without the first ``skipped`` characters."""
        start, stretches = -skipped, self.paragraphs.setdefault(path, [])
        for paragraph in paragraphs:
            stretches.append((start, paragraph))
            start += len(paragraph.text) + len("\n\n")

    def place(self, path: Path, character: int | None = None) -> tuple[int | None, int | None]:
        """Page and line of the value at ``path``, or of one character of it; None if they are not known.

        A path that was not recorded has the place of its nearest ancestor.
        """
        recorded = path
        while recorded and recorded not in self.paragraphs:
            recorded = recorded[:-1]
        stretches = self.paragraphs.get(recorded)
        if not stretches:
            return None, None
        wanted = character or 0 if recorded == path else 0
        start, paragraph = stretches[max(bisect_right(stretches, wanted, key=itemgetter(0)) - 1, 0)]
        return paragraph.place(wanted - start)
