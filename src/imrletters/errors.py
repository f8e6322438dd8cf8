"""The exceptions of imrletters, and the problems that they list.

ImrlettersError
├── DataError              the data is invalid; lists every problem
│   ├── CaseError          a case cannot be printed or read back
│   ├── LetterError        a document cannot be read as a determination letter
│   └── LimitExceededError reading a document would need more time or memory than allowed
│       └── TimeExceededError  reading a document would take longer than allowed
├── PrintError             the PDF engine is missing or cannot print the page
├── HouseStyleError        an organization's own template, look or letterhead is invalid
├── ResourceError          a file of the package or an optional dependency is missing or invalid
├── SignerError            the signer cannot sign
├── WorkerError            no worker process can be started
└── ArgumentError          an argument of a function has a wrong type or value
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Self, TypeVar

Each = TypeVar("Each")


@dataclass(frozen=True, slots=True)
class Related:
    """Another place in the case that a problem is about, such as what a finding contradicts, and the words there."""

    pointer: str
    text: str = ""
    page: int | None = None
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        """The place and its words, as a line of a problem gives them."""
        line = f"line {self.line}" if self.line is not None else ""
        place = f"page {self.page} {line}".strip() if self.page is not None else line
        words = quoted(self.text) if self.text else ""
        return " ".join(filter(None, [f"see {self.pointer}", f"({place})" if place else "", words]))


@dataclass(frozen=True, slots=True)
class Problem:
    """One error of the data, or one finding of a proofreading rule.

    ``message`` states what was found and what is expected. ``pointer`` is an RFC 6901 JSON pointer into the case; ""
    is the whole case. ``source`` is the file as the caller named it. ``line`` and ``column`` count from 1; in a PDF
    letter ``page`` is set too, and ``line`` counts on that page. ``code`` is the code of the proofreading rule, or ""
    for an error of validation or parsing. ``redacted`` and ``redacted_pointer`` are the message and the pointer without
    words of the case; they are "" and None where the message and the pointer contain no such word. ``related`` are the
    other places that the problem is about.
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
    related: tuple[Related, ...] = ()

    def at(self, source: str, line: int | None = None) -> Self:
        """The same problem in the file ``source``; ``line`` is given if the case is one line of that file."""
        return replace(self, source=source, line=self.line if line is None else line)

    def without_values(self) -> Self:
        """The same problem without words of the case, for logs."""
        place = self.pointer if self.redacted_pointer is None else self.redacted_pointer
        related = tuple(replace(other, text="") for other in self.related)
        return replace(self, message=self.redacted or self.message, pointer=place, related=related)

    def __str__(self) -> str:
        """One line in the form of a compiler: ``case.json:12:17: error: /pointer: message``, escaped."""
        places = [self.source] if self.source else []
        if self.page is not None:
            places.append(" ".join([f" page {self.page}", *([f"line {self.line}"] if self.line is not None else [])]))
        else:
            places += [str(number) for number in (self.line, self.column) if number is not None]
        message = "; ".join([self.message, *map(str, self.related)])
        message = f"{message} [{self.code}]" if self.code else message
        line = ": ".join(filter(None, [":".join(places).strip(), self.severity, self.pointer, message]))
        return escaped(line)


MAX_PROBLEMS = 1000
"""The number of problems that are listed for one document."""
MAX_CHARACTERS = 200_000
"""The number of characters of all problems that a worker process or the service reports for one document."""
MAX_TEXT = 2000
"""The number of characters of one message."""
SEVERITY = ": error: "
"""What follows the place in a line of HouseStyleError."""
OTHERS = re.compile(r"and ([0-9]+) more problems?")
"""The message of the problem that counts those that are not listed."""


def first_of(found: Iterable[Each], most: int = MAX_PROBLEMS) -> tuple[list[Each], int]:
    """The first ``most`` of what was found, and the number of the others, which are counted but not kept."""
    left = iter(found)
    first = list(islice(left, most))
    return first, sum(1 for _ in left) if len(first) == most else 0


def not_listed(count: int) -> list[Problem]:
    """The problem that states how many others are not listed; none if all are."""
    return [Problem(f"and {count} more problem{'s' * (count > 1)}")] if count else []


def first_problems(problems: Sequence[Problem]) -> list[Problem]:
    """The first problems, with short texts, and the number of the others: a small file can have a hundred thousand."""
    counted = OTHERS.fullmatch(problems[-1].message) if problems else None
    listed = problems[:-1] if counted else problems
    first: list[Problem] = []
    size = 0
    for problem in listed[:MAX_PROBLEMS]:
        related = tuple(
            replace(other, text=shortened(other.text), pointer=shortened(other.pointer)) for other in problem.related
        )
        message, place = shortened(problem.message), shortened(problem.pointer)
        short = replace(problem, message=message, pointer=place, related=related)
        size += len(str(short))
        if size > MAX_CHARACTERS:
            break
        first.append(short)
    return [*first, *not_listed(len(listed) - len(first) + (int(counted[1]) if counted else 0))]


def shortened(text: str) -> str:
    """A text of at most ``MAX_TEXT`` characters."""
    return text if len(text) <= MAX_TEXT else f"{text[:MAX_TEXT]}..."


def escaped(text: str) -> str:
    """The text, with each character that is not printable as an escape sequence of its code."""
    return "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in text)


def quoted(text: str) -> str:
    """A text from outside in quotation marks, so that it cannot be taken for words of a message that contains it.

    Quotation marks, backslashes, semicolons and all characters that are not printable, among them those that change
    the direction of writing, are escape sequences.
    """
    escapes = {ord(char): f"\\u{ord(char):04x}" for char in ';"'} | {ord("\\"): "\\\\"}
    return f'"{escaped(text.translate(escapes))}"'


def plain_or_quoted(text: str) -> str:
    """A name from outside: as it is if it cannot be taken for other words of a message; otherwise ``quoted``."""
    plain = all(char.isalnum() or char in " ,._-+/()@~#" for char in text)
    return text if text and plain and text == text.strip() else quoted(text)


def os_error_reason(error: OSError) -> str:
    """The reason of an error of the operating system, in lower case: "no such file or directory"."""
    return (error.strerror or str(error)).lower()


class ImrlettersError(Exception):
    """The base of all exceptions of imrletters."""

    def as_problems(self) -> tuple[Problem, ...]:
        """The error as problems of the document whose reading or rendering raised it."""
        return tuple(Problem(line) for line in str(self).splitlines() or [""])

    def without_severity(self) -> str:
        """The message without the word "error" before each problem, for a line that begins with this word itself."""
        return "\n".join(str(replace(problem, severity="")) for problem in self.as_problems())


class DataError(ImrlettersError):
    """The data is invalid; ``problems`` lists every problem, in the order of the data."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type[Self], tuple[tuple[Problem, ...]]]:
        """Keeps the problems in a copy and in another process; an exception alone would keep its message only."""
        return type(self), (self.problems,)

    def as_problems(self) -> tuple[Problem, ...]:
        """The problems of the data."""
        return self.problems

    def at(self, source: str, line: int | None = None) -> Self:
        """The same error with every problem in the file ``source`` (see ``Problem.at``)."""
        return type(self)([problem.at(source, line) for problem in self.problems])


class CaseError(DataError):
    """A case cannot be printed, or could not be read back from the printed letter."""


class LetterError(DataError):
    """A document cannot be read as a determination letter."""


class LimitExceededError(DataError):
    """Reading a document would need more time or memory than allowed, or crashes the process that reads it."""


class TimeExceededError(LimitExceededError):
    """Reading a document would take longer than allowed."""


class ArgumentError(ImrlettersError, TypeError, ValueError):
    """An argument of a function has a type or a value that the function does not take: a mistake in the program."""


class PrintError(ImrlettersError):
    """The PDF engine or one of its libraries is missing, or the page cannot be printed as it should."""


class HouseStyleError(ImrlettersError):
    """An organization's own template, look or letterhead is invalid.

    The message has one line for each error, with the file and, where it is known, the line.
    """

    def as_problems(self) -> tuple[Problem, ...]:
        """A problem for each line, which names its own file and line; the severity is that of the problem."""
        return tuple(Problem(line.replace(SEVERITY, ": ", 1)) for line in str(self).splitlines() or [""])


class ResourceError(ImrlettersError):
    """A file that belongs to the package is missing or invalid, or an optional dependency is not installed."""


class SignerError(ImrlettersError):
    """The key, the token, the configuration or the time stamping service cannot be used to sign."""


class WorkerError(ImrlettersError):
    """A worker process cannot be started, or the system fails while it works, for example because the disk is full."""
