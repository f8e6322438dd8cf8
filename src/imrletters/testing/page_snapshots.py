"""Snapshots of the pages of a letter as pictures, a PNG file for each page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import Any, ClassVar

from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension

from imrletters.testing.pictures import POINTS_PER_INCH, Box, difference, page_pictures
from imrletters.testing.snapshots import HOW_TO_ACCEPT
from imrletters.testing.subjects import pdf_of

ENDING = ".page.png"
RECEIVED = "__received__"
"""The folder beside that of the snapshots where pages are left that are not as accepted."""


class PageSnapshot(SingleFileSnapshotExtension):
    """A picture of one page, the same as another where no more differs than may."""

    file_extension = ENDING.removeprefix(".")
    dpi: ClassVar[float]
    tolerance: ClassVar[int]
    masks: ClassVar[Sequence[Box]]

    def matches(self, *, serialized_data: Any, snapshot_data: Any) -> bool:
        """Whether two pictures of a page are the same."""
        if serialized_data == snapshot_data:
            return True
        found = difference(serialized_data, snapshot_data, dpi=self.dpi, tolerance=self.tolerance, masks=self.masks)
        return found is None


@dataclass(eq=False, repr=False)
class PageSnapshots:
    """The pages as they were accepted: equal to a case, a letter or a PDF whose pages look the same.

    ``tolerance`` is by how much a level of red, green or blue (0 to 255) may differ, ``masks`` are the parts of a page,
    by its number from 1, that may differ at all, and ``dpi`` is the resolution. Where a page differs, the page received
    and a picture of the difference are left in a folder beside the snapshots until the pages are equal again.
    """

    snapshot: SnapshotAssertion
    dpi: float = POINTS_PER_INCH
    tolerance: int = 24
    masks: Mapping[int, Sequence[Box]] = field(default_factory=dict)
    name: str = ""
    said: list[str] = field(default_factory=list)
    """What was found in the last comparison."""
    compared: "count[int]" = field(default_factory=lambda: count(1))
    """The comparisons of the test, so that each has files of its own."""

    def __call__(
        self,
        *,
        dpi: float | None = None,
        tolerance: int | None = None,
        masks: Mapping[int, Sequence[Box]] | None = None,
        name: str = "",
    ) -> "PageSnapshots":
        """The same, compared in another way, or under a name in place of a number."""
        return replace(
            self,
            dpi=self.dpi if dpi is None else dpi,
            tolerance=self.tolerance if tolerance is None else tolerance,
            masks=self.masks if masks is None else masks,
            name=name,
            said=[],
        )

    def __eq__(self, other: object) -> bool:
        pages = page_pictures(pdf_of(other), self.dpi)  # type: ignore[arg-type] # it refuses what is no subject
        nth = next(self.compared)
        letter = f"{self.name or nth}-" if self.name or nth > 1 else ""
        changed = [self._changed(f"{letter}page-{number}", number, page) for number, page in enumerate(pages, start=1)]
        self.said[:] = filter(None, changed)
        gone = len(pages) + 1
        while not self.snapshot.update_snapshots and self._file(f"{letter}page-{gone}").exists():
            self.said.append(f"page {gone} is gone")
            gone += 1
        return not self.said

    __hash__ = None  # type: ignore[assignment] # what is equal to many things is a member of no set

    def __repr__(self) -> str:
        return "; ".join(self.said) or "the pages as accepted"

    def _changed(self, index: str, number: int, page: bytes) -> str:
        """What differs on a page, "" if nothing does; leaves pictures beside the snapshot, or takes them away."""
        masks, file = self.masks.get(number, ()), self._file(index)
        pictures = self._pictures(index)
        for picture in pictures:
            picture.unlink(missing_ok=True)
        accepted = file.read_bytes() if file.exists() else None
        # syrupy makes the extension itself, and takes nothing but a class
        kind = type("PageSnapshot", (PageSnapshot,), {"dpi": self.dpi, "tolerance": self.tolerance, "masks": masks})
        if self.snapshot(name=index, extension_class=kind) == page:
            return ""
        if accepted is None:
            return f"page {number} is new: there is no snapshot of it; {HOW_TO_ACCEPT}"
        found = difference(page, accepted, dpi=self.dpi, tolerance=self.tolerance, masks=masks)
        box, shown = found or (None, page)
        for picture, png in zip(pictures, (page, shown), strict=True):
            picture.parent.mkdir(parents=True, exist_ok=True)
            picture.write_bytes(png)
        return f"page {number} changed within {box}; see {pictures[1]}"

    def _pictures(self, index: str) -> list[Path]:
        """The page received and the picture of the difference; not among the snapshots, for syrupy would take them."""
        file = self._file(index)
        folder = file.parents[1].with_name(RECEIVED) / file.parent.name
        return [folder / file.name.replace(ENDING, each) for each in (".received.png", ".difference.png")]

    def _file(self, index: str) -> Path:
        return Path(PageSnapshot.get_location(test_location=self.snapshot.test_location, index=index))
