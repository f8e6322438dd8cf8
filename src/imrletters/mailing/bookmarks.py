"""The bookmarks and named destinations of a print file, made from those of its letters."""

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from imrletters.mailing.letter_file import LetterFile


class Bookmarks:
    """Collects a bookmark for each letter, with the bookmarks of the letter below it."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.root = pdf.make_indirect(Dictionary(Type=Name.Outlines))
        self.letters: list[Any] = []
        self.destinations: list[tuple[bytes, Any]] = []

    def prepare(self, letter: LetterFile, number: int) -> list[tuple[bytes, Any]]:
        """Makes the names of the destinations unique by the ``number`` of the letter; returns the destinations."""
        named = dict(_named_destinations(letter.pdf))
        for holder in _links(letter.pdf):
            for name in ("/Dest", "/D"):
                target = holder.get(name)
                if isinstance(target, Name | String) and _name(target) in named:
                    holder[name] = String(_unique(_name(target), number))
        return [(_unique(name, number), target) for name, target in named.items()]

    def add(self, letter: LetterFile, first_page: Any, destinations: list[tuple[bytes, Any]]) -> None:
        """Adds the bookmark of a letter, after its pages were added."""
        target = Array([first_page, Name.XYZ, None, None, None])
        bookmark = self.pdf.make_indirect(Dictionary(Title=String(letter.title), Parent=self.root, Dest=target))
        if "/Outlines" in letter.pdf.Root:
            source = self.pdf.copy_foreign(letter.pdf.make_indirect(letter.pdf.Root.Outlines))
            below = [*_siblings(source)]
            if below:
                bookmark.First, bookmark.Last = below[0], below[-1]
                bookmark.Count = -sum(1 + max(int(each.get("/Count", 0)), 0) for each in below)
            for each in below:
                each.Parent = bookmark
        self.letters.append(bookmark)
        self.destinations += [
            (name, self.pdf.copy_foreign(letter.pdf.make_indirect(target))) for name, target in destinations
        ]

    def finish(self) -> None:
        """Writes the bookmarks and the named destinations into the catalog."""
        for before, after in zip(self.letters, self.letters[1:], strict=False):
            before.Next, after.Prev = after, before
        self.root.First, self.root.Last = self.letters[0], self.letters[-1]
        self.root.Count = len(self.letters)
        self.pdf.Root.Outlines = self.root
        self.pdf.Root.PageMode = Name.UseOutlines
        if self.destinations:
            names = Array(
                [
                    part
                    for name, target in sorted(self.destinations, key=lambda pair: pair[0])
                    for part in (String(name), target)
                ]
            )
            self.pdf.Root.Names = Dictionary(Dests=self.pdf.make_indirect(Dictionary(Names=names)))


def _siblings(parent: Any) -> Iterator[Any]:
    """The bookmarks directly below a bookmark."""
    each = parent.get("/First")
    while each is not None:
        yield each
        each = each.get("/Next")


def _links(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Everything that may name a destination: links and bookmarks, and their actions."""
    holders = [annotation for page in pdf.pages for annotation in page.obj.get("/Annots", ())]
    waiting = [pdf.Root.Outlines] if "/Outlines" in pdf.Root else []
    while waiting:
        below = [*_siblings(waiting.pop())]
        holders += below
        waiting += below
    for holder in holders:
        yield holder
        if isinstance(holder.get("/A"), Dictionary) and holder.A.get("/S") == Name.GoTo:
            yield holder.A


def _named_destinations(pdf: pikepdf.Pdf) -> Iterator[tuple[bytes, Any]]:
    for name, target in pdf.Root.get("/Dests", Dictionary()).items():
        yield name[1:].encode(), target
    names = pdf.Root.get("/Names", Dictionary())
    if "/Dests" in names:
        for key, target in pikepdf.NameTree(names.Dests).items():
            yield bytes(String(key)), target


def _name(target: Any) -> bytes:
    return str(target)[1:].encode() if isinstance(target, Name) else bytes(target)


def _unique(name: bytes, number: int) -> bytes:
    return f"{number:06}-".encode() + name
