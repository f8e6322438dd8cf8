"""What is to be made of each case of a batch: which copies, in which formats, in whose templates and letterhead."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from imrletters.house import House
from imrletters.provenance import printed_with
from imrletters.render import COLUMNS
from imrletters.values import COPIES, Copy

Format = Literal["text", "html", "pdf"]
MIDDLES: dict[Copy, str] = {"public": "", "parties": ".parties"}
SUFFIXES: dict[Format, str] = {"text": ".txt", "html": ".html", "pdf": ".pdf"}


@dataclass(frozen=True)
class Order:
    """The files to make of a case; for ``width`` see ``Letter.text``, for ``attach`` ``Letter.pdf``."""

    copies: tuple[Copy, ...] = COPIES[:1]
    formats: tuple[Format, ...] = ("text", "pdf")
    width: int = COLUMNS
    attach: bool = True
    house: House = field(default_factory=House)

    def files(self, stem: str) -> Iterator[tuple[Copy, Format, str]]:
        """The files made of the case that ``stem`` names: copy, format and name of each."""
        for copy in self.copies:
            for form in self.formats:
                yield copy, form, f"{stem}{MIDDLES[copy]}{SUFFIXES[form]}"

    def printed_by(self) -> dict[str, str]:
        """All that the bytes of the files depend on besides the case."""
        said = printed_with(self.house) | {"width": str(self.width), "attached": str(self.attach)}
        if "pdf" in self.formats:
            from imrletters.engine import engine  # noqa: PLC0415 - half a second that text and HTML do without

            said["engine"] = engine()
        return said
