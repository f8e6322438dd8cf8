"""Where in a letter the values of its case stand."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from imrletters.case import Path
from imrletters.parsing.paragraphs import Paragraph


@dataclass
class Origins:
    """For the path of a value, its paragraphs in the letter, each with the character of the value that it begins at."""

    paragraphs: dict[Path, list[tuple[int, Paragraph]]] = field(default_factory=dict)

    def add(self, path: Path, paragraphs: Iterable[Paragraph], skipped: int = 0) -> None:
        """Says that the value at ``path`` is these paragraphs, parted by blank lines, less ``skipped`` characters."""
        start, stretches = -skipped, self.paragraphs.setdefault(path, [])
        for paragraph in paragraphs:
            stretches.append((start, paragraph))
            start += len(paragraph.text) + len("\n\n")

    def place(self, path: Path, character: int | None = None) -> tuple[int | None, int | None]:
        """Page and line of the value at ``path``, or of one character of it; nothing where no place is known.

        A path that was not noted is where its nearest ancestor is.
        """
        noted = path
        while noted and noted not in self.paragraphs:
            noted = noted[:-1]
        stretches = self.paragraphs.get(noted)
        if not stretches:
            return None, None
        wanted = character or 0 if noted == path else 0
        start, paragraph = stretches[max(bisect_right([first for first, _ in stretches], wanted) - 1, 0)]
        return paragraph.place(wanted - start)
