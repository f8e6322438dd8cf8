"""What is to be made of each case of a batch: which copies, in which formats, in whose templates and letterhead."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from imrletters.case import AUDIENCES, Audience
from imrletters.printing import load_engine, rendering_toolchain
from imrletters.rendering import COLUMNS, HouseStyle

Format = Literal["text", "html", "pdf"]
MIDDLES: dict[Audience, str] = {"public": "", "parties": ".parties"}
SUFFIXES: dict[Format, str] = {"text": ".txt", "html": ".html", "pdf": ".pdf"}


@dataclass(frozen=True)
class RenderOptions:
    """The files to make of a case; for ``width`` see ``Letter.text``, for ``attach`` ``Letter.pdf``."""

    audiences: tuple[Audience, ...] = AUDIENCES[:1]
    formats: tuple[Format, ...] = ("text", "pdf")
    width: int = COLUMNS
    attach: bool = True
    house_style: HouseStyle = field(default_factory=HouseStyle)

    def files(self, stem: str) -> Iterator[tuple[Audience, Format, str]]:
        """The files made of the case that ``stem`` names: copy, format and name of each."""
        for audience in self.audiences:
            for form in self.formats:
                yield audience, form, f"{stem}{MIDDLES[audience]}{SUFFIXES[form]}"

    def toolchain(self) -> dict[str, str]:
        """All that the bytes of the files depend on besides the case."""
        said = rendering_toolchain(self.house_style) | {"width": str(self.width), "attached": str(self.attach)}
        if "pdf" in self.formats:
            said["engine"] = load_engine().toolchain()
        return said
