"""Says in a line what is wrong with a PDF or a signer, whatever pyHanko raised."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from pyhanko.pdf_utils.reader import PdfFileReader

from imrletters.errors import LetterError, Problem

# pyHanko logs whatever it raises, stack trace and all, and its command line under this name
for _name in ("pyhanko", "pyhanko_certvalidator", "cli"):
    logging.getLogger(_name).addHandler(logging.NullHandler())


def unfit(message: str) -> LetterError:
    """The error for a PDF that cannot be used, for the reason that ``message`` gives."""
    return LetterError([Problem(message)])


def refuse_encrypted(reader: PdfFileReader) -> None:
    """Raises LetterError for a PDF that asks for a password."""
    if reader.encrypted:
        raise unfit("the PDF is encrypted; give a copy that is not")


@contextmanager
def refused_if_damaged() -> Iterator[None]:
    """Raises LetterError for whatever fails while a PDF is read."""
    try:
        yield
    except LetterError:
        raise
    except Exception as error:  # noqa: BLE001 - a damaged file can fail anywhere inside the reader
        raise unfit(f"the PDF is damaged or cut off ({type(error).__name__})") from None


def reason(error: Exception) -> str:
    """What an error says, with what it was raised from, on one line."""
    said = [str(each) for each in (error, error.__cause__ or error.__context__) if each is not None]
    if said[0] == "Error while loading key material":
        said = ["wrong passphrase, or a key or certificate file that is missing or damaged"]
    return " ".join(": ".join(filter(None, said)).split()) or type(error).__name__
