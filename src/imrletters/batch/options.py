"""The options of rendering: which copies and formats, with which templates and letterhead."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from imrletters.arguments import Accepted, chosen_of, require, require_one_of, require_width
from imrletters.case import AUDIENCES, Audience
from imrletters.errors import ArgumentError
from imrletters.printing import DEFAULT, ENGINES, EngineName, digest, load_engine, rendering_toolchain
from imrletters.rendering import COLUMNS, HouseStyle

if TYPE_CHECKING:
    from imrletters.mtus import OwnGuidelines

Format = Literal["text", "html", "pdf"]
AUDIENCE_SUFFIXES: dict[Audience, str] = {"public": "", "parties": ".parties"}
HOUSE_STYLE = Accepted((HouseStyle,), "a HouseStyle")
SUFFIXES: dict[Format, str] = {"text": ".txt", "html": ".html", "pdf": ".pdf"}


@dataclass(frozen=True)
class RenderOptions:
    """The files to render for each case; for ``width`` see ``Letter.text``, for ``attach`` see ``Letter.pdf``.

    ``engine`` is the name of the PDF engine; text and HTML do not depend on it. ``check`` are the codes of the
    proofreading rules: a case with an error gets no letter. Without them, cases are not proofread. ``guidelines`` are
    an organization's additions to the catalogue that these rules use.
    """

    audiences: Sequence[Audience] = AUDIENCES[:1]
    formats: Sequence[Format] = ("text", "pdf")
    width: int = COLUMNS
    attach: bool = True
    house_style: HouseStyle = field(default_factory=HouseStyle)
    engine: EngineName = DEFAULT
    check: frozenset[str] | None = None
    guidelines: "OwnGuidelines | None" = None

    def __post_init__(self) -> None:
        """Keeps tuples, which cannot be changed later. Raises ArgumentError for a wrong value."""
        for name, allowed in (("audiences", AUDIENCES), ("formats", tuple(SUFFIXES))):
            given = chosen_of(name, getattr(self, name), allowed)
            if not given:
                raise ArgumentError(f"{name}: got none; expected at least one of: {', '.join(allowed)}")
            object.__setattr__(self, name, given)
        require("house_style", self.house_style, HOUSE_STYLE)
        require_width(self.width)
        require_one_of("engine", self.engine, tuple(ENGINES))

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

    def toolchain(self, edition: str | None = None) -> dict[str, str]:
        """Everything besides the case that the files of a case of this edition depend on; None is any edition.

        Raises PrintError without PDF engine.
        """
        engine = load_engine(self.printing_engine) if self.printing_engine else None
        media = [engine.medium if engine and form == "pdf" else form for form in self.formats]
        values = rendering_toolchain(self.house_style, edition, self.audiences, sorted(set(media)))
        values |= {"width": str(self.width), "attached": str(self.attach)}
        if engine:
            values["engine"] = engine.toolchain()
        if self.check is not None:
            own = self.guidelines.text if self.guidelines else ""
            values["check"] = digest("\n".join([*sorted(self.check), own]).encode())
        return values
