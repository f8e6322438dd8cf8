"""The tag tree of a print file, made from those of its letters."""

from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from imrletters.mailing.letter_file import LetterFile
from imrletters.mailing.letter_tags import kids, make_unique, remove_interactive, renumber

LEAF = 1000
"""The entries in one leaf of the tree of identifiers."""
MAPS = ("/RoleMap", "/ClassMap")


class TagTree:
    """Collects the tags of letters into the tag tree of ``pdf``: a document for each letter."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self.documents: list[Any] = []
        self.leaves: list[Any] = []
        self.identifiers: list[tuple[bytes, Any]] = []
        self.maps: dict[str, dict[str, Any]] = {name: {} for name in MAPS}
        self.next_key = 0

    def prepare(self, letter: LetterFile, number: int) -> "Prepared":
        """Makes the tags of a letter unique, before its pages are added to the print file."""
        root = letter.pdf.Root.StructTreeRoot
        remove_interactive(letter.pdf)
        entries = renumber(letter.pdf, self.next_key)
        roles = self._conflicting(root.get("/RoleMap", Dictionary()), number)
        identifiers = make_unique(root, number, roles)
        if entries:
            self.next_key = entries[-1][0] + 1
        return Prepared(entries, identifiers, roles)

    def add(self, letter: LetterFile, prepared: "Prepared") -> None:
        """Adds the tags of a letter, after its pages were added."""
        source = letter.pdf.Root.StructTreeRoot
        for element in kids(self.pdf.copy_foreign(letter.pdf.make_indirect(source))):
            element.P = self.root
            element.T = String(letter.title)
            element.Lang = String(letter.language)
            self.documents.append(element)
        if prepared.entries:
            numbers = Array([part for key, value in prepared.entries for part in (key, self._copied(value))])
            limits = Array([prepared.entries[0][0], prepared.entries[-1][0]])
            self.leaves.append(self.pdf.make_indirect(Dictionary(Limits=limits, Nums=numbers)))
        self.identifiers += [(name, self._copied(element)) for name, element in prepared.identifiers]
        for name, known in self.maps.items():
            for key, value in source.get(name, Dictionary()).items():
                known.setdefault(prepared.roles.get(key, key), self._copied(value))

    def finish(self) -> None:
        """Writes the tree into the catalog."""
        root = self.root
        root.K = Array(self.documents)
        root.ParentTree = self.pdf.make_indirect(Dictionary(Kids=Array(self.leaves)))
        root.ParentTreeNextKey = self.next_key
        for name, known in self.maps.items():
            if known:
                root[name] = Dictionary(known)
        if self.identifiers:
            root.IDTree = self.pdf.make_indirect(Dictionary(Kids=Array(self._identifier_leaves())))
        self.pdf.Root.StructTreeRoot = root

    def _identifier_leaves(self) -> list[Any]:
        ordered = sorted(self.identifiers, key=lambda pair: pair[0])
        leaves = []
        for start in range(0, len(ordered), LEAF):
            group = ordered[start : start + LEAF]
            names = Array([part for name, element in group for part in (String(name), element)])
            limits = Array([String(group[0][0]), String(group[-1][0])])
            leaves.append(self.pdf.make_indirect(Dictionary(Limits=limits, Names=names)))
        return leaves

    def _conflicting(self, roles: Any, number: int) -> dict[str, str]:
        """New names for the roles of a letter that an earlier letter maps to another type."""
        known = self.maps["/RoleMap"]
        return {name: f"{name}-{number}" for name, role in roles.items() if known.get(name, role) != role}

    def _copied(self, value: Any) -> Any:
        """A value of a letter in the print file; what was copied with the tag tree is the same object."""
        if not isinstance(value, pikepdf.Object):
            return value
        if value.is_indirect:
            return self.pdf.copy_foreign(value)
        if isinstance(value, Array):
            return Array([self._copied(each) for each in value])
        return value


class Prepared:
    """What is left to add of the tags of a letter."""

    def __init__(self, entries: list[tuple[int, Any]], identifiers: list[tuple[bytes, Any]], roles: dict[str, str]):
        self.entries = entries
        self.identifiers = identifiers
        self.roles = roles
