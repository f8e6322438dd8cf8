"""The mail room: merges letters into one print file, which keeps their tags and carries no case.

``merge`` writes the print file, ``letters_to_mail`` returns the letters of a batch in the order of its manifest,
``cases_without_letter`` the records that have none, and ``letters_in`` reads from metadata whether a PDF is a
print file.
"""

from typing import TYPE_CHECKING

from imrletters.lazy import lazy_exports
from imrletters.mailing.statement import letters_in

if TYPE_CHECKING:
    from imrletters.mailing.batch_order import cases_without_letter, letters_to_mail
    from imrletters.mailing.print_file import PrintFile, merge

__all__ = ["PrintFile", "cases_without_letter", "letters_in", "letters_to_mail", "merge"]

__getattr__ = lazy_exports(
    __name__,
    {
        "imrletters.mailing.batch_order": ("cases_without_letter", "letters_to_mail"),
        "imrletters.mailing.print_file": ("PrintFile", "merge"),
    },
)
