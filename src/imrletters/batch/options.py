"""The options of rendering: which copies and formats, with which templates and letterhead."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from imrletters.case import AUDIENCES, Audience
from imrletters.printing import DEFAULT, EngineName, load_engine, rendering_toolchain
from imrletters.rendering import COLUMNS, HouseStyle

Format = Literal["text", "html", "pdf"]
AUDIENCE_SUFFIXES: dict[Audience, str] = {"public": "", "parties": ".parties"}
SUFFIXES: dict[Format, str] = {"text": ".txt", "html": ".html", "pdf": ".pdf"}


@dataclass(frozen=True)
class RenderOptions:
    """The files to render for each case; for ``width`` see ``Letter.text``, for ``attach`` see ``Letter.pdf``.

    ``engine`` is the name of the PDF engine; text and HTML do not depend on it.
    """

    audiences: tuple[Audience, ...] = AUDIENCES[:1]
    formats: tuple[Format, ...] = ("text", "pdf")
    width: int = COLUMNS
    attach: bool = True
    house_style: HouseStyle = field(default_factory=HouseStyle)
    engine: EngineName = DEFAULT

    def files(self, stem: str) -> Iterator[tuple[Audience, Format, str]]:
        """The audience, the format and the name of each file of a case; every name begins with ``stem``."""
        for audience in self.audiences:
            for form in self.formats:
                yield audience, form, f"{stem}{AUDIENCE_SUFFIXES[audience]}{SUFFIXES[form]}"

    def file_names(self, stem: str) -> list[str]:
        """The names of the files of a case."""
        return [name for _, _, name in self.files(stem)]

    @property
    def printing_engine(self) -> EngineName | None:
        """The engine that prints the PDFs; None if no format is PDF."""
        return self.engine if "pdf" in self.formats else None

    def toolchain(self) -> dict[str, str]:
        """Everything besides the case that the bytes of the files depend on. Raises PrintError without PDF engine."""
        values = rendering_toolchain(self.house_style) | {"width": str(self.width), "attached": str(self.attach)}
        if self.printing_engine:
            values["engine"] = load_engine(self.printing_engine).toolchain()
        return values
