"""What can go wrong, as values a person can act on.

ImrlettersError
├── DataError              the data is at fault; carries every problem found
│   ├── CaseError          a case cannot be printed or read back
│   └── LetterError        a document cannot be read as a determination letter
├── PrintError             the PDF engine is missing or refused the page
├── HouseError             an organization's own templates or letterhead are at fault
├── ResourceError          a template, schema or font of the package, or an extra, is not there
└── SignerError            what was named to sign with cannot sign
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault or finding: where it is, what was found, and what is allowed.

    ``pointer`` is an RFC 6901 JSON pointer into the case ("" for the whole). ``line`` and ``column`` count from 1; in a
    letter ``page`` is set too, and ``line`` counts on that page. ``source`` names the file, as the caller did. ``code``
    is that of the proofreading rule, "" for what validation or parsing refuses. ``plain`` and ``plain_pointer`` are the
    message and the pointer without a word of the case, where they differ.
    """

    message: str
    pointer: str = ""
    source: str | None = None
    page: int | None = None
    line: int | None = None
    column: int | None = None
    severity: str = "error"
    code: str = ""
    redacted: str = ""
    redacted_pointer: str | None = None

    def at(self, source: str, line: int | None = None) -> Self:
        """The same problem, placed in the file ``source``; ``line`` where the whole case is one line of it."""
        return replace(self, source=source, line=self.line if line is None else line)

    def without_values(self) -> Self:
        """The same problem without a word of the case, for logs."""
        place = self.pointer if self.redacted_pointer is None else self.redacted_pointer
        return replace(self, message=self.redacted or self.message, pointer=place)

    def __str__(self) -> str:
        """One line, as compilers write it: ``case.json:12:17: error: /pointer: message``; invisible signs escaped."""
        places = [self.source] if self.source else []
        if self.page is not None:
            places.append(" ".join([f" page {self.page}", *([f"line {self.line}"] if self.line is not None else [])]))
        else:
            places += [str(number) for number in (self.line, self.column) if number is not None]
        said = f"{self.message} [{self.code}]" if self.code else self.message
        line = ": ".join(filter(None, [":".join(places).strip(), self.severity, self.pointer, said]))
        return escaped(line)


def escaped(text: str) -> str:
    """A text with its invisible signs as codes."""
    return "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in text)


class ImrlettersError(Exception):
    """The base of every error that imrletters raises on purpose."""


class DataError(ImrlettersError):
    """The data is at fault; ``problems`` holds every fault found, in the order of the data."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))

    def at(self, source: str, line: int | None = None) -> Self:
        """The same error, every problem placed in the file ``source`` (see ``Problem.at``)."""
        return type(self)([problem.at(source, line) for problem in self.problems])


class CaseError(DataError):
    """A case that cannot be printed, or that could not be read back from its print."""


class LetterError(DataError):
    """A document that cannot be read as a determination letter."""


class PrintError(ImrlettersError):
    """The PDF engine or a library that it needs is missing, or it refused the page."""


class HouseStyleError(ImrlettersError):
    """An organization's own template or letterhead is at fault; says which, where, and what it asked for."""


class ResourceError(ImrlettersError):
    """A template, schema or font that should come with the package, or an extra that is asked for, is not there."""


class SignerError(ImrlettersError):
    """The key, the token, the configuration or the time stamping service that was named cannot sign."""
