"""Merges letters into one PDF to print and mail. Its tags, bookmarks and language are those of the letters."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pikepdf
from pikepdf import Dictionary, Name, Stream, String

from imrletters.arguments import Accepted, require, type_of
from imrletters.errors import ArgumentError, DataError, LetterError, Problem
from imrletters.files import new_file
from imrletters.mailing.bookmarks import Bookmarks
from imrletters.mailing.letter_file import LetterFile, open_letter
from imrletters.mailing.statement import DESCRIPTION, print_file_title, print_file_xmp
from imrletters.mailing.tag_tree import TagTree
from imrletters.path_names import PathName, file_path
from imrletters.pdf import as_letter_error

NAMED_LETTER = "a pair of the name of a letter (str) and the content of its PDF (bytes)"
NAMED_LETTERS = Accepted((Iterable,), f"several, such as a list; each is {NAMED_LETTER}")


@dataclass(frozen=True)
class PrintFile:
    """What a print file contains: the number of letters, of their pages, and of blank pages."""

    letters: int
    pages: int
    blank_pages: int


def merge(letters: Iterable[tuple[str, bytes]], output: PathName, *, duplex: bool = False) -> PrintFile:
    """Writes one PDF with all letters, in their order; each letter is its name, for messages, and its bytes.

    Every letter is a tagged PDF that states PDF/UA-1, as those that imrletters prints, and so is the print file. It
    carries no case, no signature and no other attachment, and states so. With ``duplex``, a blank page follows each
    letter with an odd number of pages but the last, so that each letter begins on a right-hand page.

    Raises LetterError for a letter that cannot be merged, DataError if there is none, and OSError. Then no file is
    written.
    """
    file_name = file_path(output)
    merged = _Merged()
    for name, data in _named_letters(letters):
        try:
            letter = open_letter(data)
            with as_letter_error():
                merged.add(letter, duplex=duplex)
        except LetterError as error:
            raise error.at(name) from None
    if not merged.letters:
        raise DataError([Problem("there is no letter to merge")])
    merged.finish()
    with new_file(file_name) as file:
        merged.pdf.save(
            file,
            min_version="1.7",
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return PrintFile(merged.letters, len(merged.pdf.pages) - merged.blank_pages, merged.blank_pages)


def _named_letters(letters: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """The letters, one by one. Raises ArgumentError at the first that is not a pair of a name and bytes."""
    require("letters", letters, NAMED_LETTERS)
    for position, each in enumerate(letters, start=1):
        match each:
            case tuple((str(), bytes())):
                yield each
            case _:
                raise ArgumentError(f"letters, entry {position}: got {type_of(each)}; expected {NAMED_LETTER}")


class _Merged:
    """The print file while letters are added to it."""

    def __init__(self) -> None:
        self.pdf = pikepdf.new()
        self.tags = TagTree(self.pdf)
        self.bookmarks = Bookmarks(self.pdf)
        self.letters = self.blank_pages = 0
        self.language = ""

    def add(self, letter: LetterFile, *, duplex: bool) -> None:
        """Adds a letter."""
        pages = self.pdf.pages
        if duplex and len(pages) % 2:
            _, _, width, height = (float(each) for each in pages[-1].mediabox)
            self.pdf.add_blank_page(page_size=(width, height))
            self.blank_pages += 1
        self.letters += 1
        self.language = self.language or letter.language
        prepared = self.tags.prepare(letter, self.letters)
        destinations = self.bookmarks.prepare(letter, self.letters)
        first = len(pages)
        for page in letter.pdf.pages:  # first: what is copied later refers to these pages
            pages.append(page)
        self.tags.add(letter, prepared)
        self.bookmarks.add(letter, pages[first].obj, destinations)

    def finish(self) -> None:
        """Writes what belongs to the whole file."""
        self.tags.finish()
        self.bookmarks.finish()
        root = self.pdf.Root
        root.Lang = String(self.language)
        root.MarkInfo = Dictionary(Marked=True)
        root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        metadata = Stream(self.pdf, print_file_xmp(self.letters, self.language))
        metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
        root.Metadata = self.pdf.make_indirect(metadata)
        information = Dictionary(Title=print_file_title(self.letters), Subject=DESCRIPTION, Creator="imrletters")
        self.pdf.trailer.Info = self.pdf.make_indirect(information)
