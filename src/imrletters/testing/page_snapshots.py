"""Compares the pages of a letter with snapshots: one PNG picture for each page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import Any, ClassVar

from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension

from imrletters.files import write_atomically
from imrletters.pictures import POINTS_PER_INCH, TOLERANCE, Box, difference, page_pictures
from imrletters.testing.snapshots import HOW_TO_ACCEPT
from imrletters.testing.subjects import pdf_of

ENDING = ".page.png"
RECEIVED = "__received__"
"""The folder for received pages that differ from their snapshots. It is next to the folder of the snapshots."""
PICTURES = (".received.png", ".difference.png")
"""The endings of the pictures of a page in it: the received page, and its differences."""


class PageSnapshot(SingleFileSnapshotExtension):
    """A picture of one page. It matches another if they differ only by the tolerance or within masks."""

    file_extension = ENDING.removeprefix(".")
    dpi: ClassVar[float]
    tolerance: ClassVar[int]
    masks: ClassVar[Sequence[Box]]

    def matches(self, *, serialized_data: Any, snapshot_data: Any) -> bool:
        """Whether two pictures of a page match."""
        if serialized_data == snapshot_data:
            return True
        found = difference(serialized_data, snapshot_data, dpi=self.dpi, tolerance=self.tolerance, masks=self.masks)
        return found is None


@dataclass(eq=False, repr=False)
class PageSnapshots:
    """The accepted pages: equal to a case, a letter or a PDF whose pages match them.

    ``tolerance`` is the allowed difference of a level of red, green or blue (0 to 255), ``masks`` are areas that are
    not compared, by page number from 1, and ``dpi`` is the resolution. If a page differs, the received page and a
    picture of the difference are kept in the folder ``RECEIVED`` until the page matches again or its test is deleted.
    """

    snapshot: SnapshotAssertion
    dpi: float = POINTS_PER_INCH
    tolerance: int = TOLERANCE
    masks: Mapping[int, Sequence[Box]] = field(default_factory=dict)
    name: str = ""
    messages: list[str] = field(default_factory=list)
    """The differences found by the last comparison."""
    comparisons: "count[int]" = field(default_factory=lambda: count(1))
    """Numbers the comparisons of a test, so that each has its own files."""

    def __call__(
        self,
        *,
        dpi: float | None = None,
        tolerance: int | None = None,
        masks: Mapping[int, Sequence[Box]] | None = None,
        name: str = "",
    ) -> "PageSnapshots":
        """The same pages with other settings, or with a name instead of a number in the file names."""
        return replace(
            self,
            dpi=self.dpi if dpi is None else dpi,
            tolerance=self.tolerance if tolerance is None else tolerance,
            masks=self.masks if masks is None else masks,
            name=name,
            messages=[],
        )

    def __eq__(self, other: object) -> bool:
        pages = page_pictures(pdf_of(other), self.dpi)  # type: ignore[arg-type] # raises TypeError for any other type
        nth = next(self.comparisons)
        letter = f"{self.name or nth}-" if self.name or nth > 1 else ""
        changed = [self._changed(f"{letter}page-{number}", number, page) for number, page in enumerate(pages, start=1)]
        self.messages[:] = filter(None, changed)
        missing = len(pages) + 1
        while not self.snapshot.update_snapshots and self._file(f"{letter}page-{missing}").exists():
            self.messages.append(f"page {missing} is missing")
            missing += 1
        return not self.messages

    __hash__ = None  # type: ignore[assignment] # it is equal to different values, so it cannot have a hash

    def __repr__(self) -> str:
        return "; ".join(self.messages) or "the accepted pages"

    def _changed(self, index: str, number: int, page: bytes) -> str:
        """The difference of a page, "" if there is none; writes or removes the pictures of the received page."""
        masks, file = self.masks.get(number, ()), self._file(index)
        pictures = self._pictures(index)
        for picture in pictures:
            picture.unlink(missing_ok=True)
        accepted = file.read_bytes() if file.exists() else None
        # syrupy creates the extension from a class, without arguments
        kind = type("PageSnapshot", (PageSnapshot,), {"dpi": self.dpi, "tolerance": self.tolerance, "masks": masks})
        if self.snapshot(name=index, extension_class=kind) == page:
            return ""
        if accepted is None:
            return f"page {number} is new: there is no snapshot of it; {HOW_TO_ACCEPT}"
        found = difference(page, accepted, dpi=self.dpi, tolerance=self.tolerance, masks=masks)
        box, shown = found or (None, page)
        for picture, png in zip(pictures, (page, shown), strict=True):
            picture.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(picture, png)
        return f"page {number} changed in the area {box}; see {pictures[1]}"

    def _pictures(self, index: str) -> list[Path]:
        """The files for the received page and the difference; next to the snapshots, syrupy would call them unused."""
        file = self._file(index)
        folder = file.parents[1].with_name(RECEIVED) / file.parent.name
        return [folder / file.name.replace(ENDING, each) for each in PICTURES]

    def _file(self, index: str) -> Path:
        return Path(PageSnapshot.get_location(test_location=self.snapshot.test_location, index=index))
