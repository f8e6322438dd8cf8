"""Turns the errors of pyHanko into messages of one line."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from pyhanko.pdf_utils.reader import PdfFileReader

from imrletters.errors import LetterError, Problem

# pyHanko logs each error with its traceback; "cli" is the logger of its command line
for _name in ("pyhanko", "pyhanko_certvalidator", "cli"):
    logging.getLogger(_name).addHandler(logging.NullHandler())


def unusable(message: str) -> LetterError:
    """The error for a PDF that cannot be used, with the reason."""
    return LetterError([Problem(message)])


def refuse_encrypted(reader: PdfFileReader) -> None:
    """Raises LetterError for an encrypted PDF."""
    if reader.encrypted:
        raise unusable("the PDF is encrypted; expected a PDF that is not encrypted")


@contextmanager
def refused_if_damaged() -> Iterator[None]:
    """Raises LetterError for any error while a PDF is read."""
    try:
        yield
    except (LetterError, MemoryError):
        raise
    except Exception as error:  # noqa: BLE001 - the reader can fail anywhere in a damaged file
        raise unusable(f"the PDF is damaged or cut off ({type(error).__name__})") from None


def reason(error: Exception) -> str:
    """The messages of an error and of its cause, on one line."""
    messages = [str(each) for each in (error, error.__cause__ or error.__context__) if each is not None]
    if messages[0] == "Error while loading key material":
        messages = ["wrong passphrase, or a key or certificate file that is missing or damaged"]
    return " ".join(": ".join(filter(None, messages)).split()) or type(error).__name__
