"""The tags of a print file."""

from collections import Counter
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from imrletters.mailing.letter_tags import elements, kids
from imrletters.mailing.tag_tree import LEAF
from tests.mailing.support import changed, merged, outline, some_letters
from tests.validators import ua1_failures

SIGNED = 4
"""The place of the signed letter in some_letters(): print files lose the element of its signature."""


def test_the_tags_are_those_of_the_letters(tmp_path: Path) -> None:
    letters = [letter for place, letter in enumerate(some_letters()) if place != SIGNED]
    assert outline(merged(tmp_path, letters, duplex=True)) == [row for letter in letters for row in outline(letter)]


def test_the_form_of_a_signature_is_not_in_the_tags(tmp_path: Path) -> None:
    alone, before = outline(merged(tmp_path, [some_letters()[SIGNED]])), outline(some_letters()[SIGNED])
    assert len(alone) == len(before) - 1
    assert [row for row in before if row not in alone] == [row for row in before if "Form" in row]


def test_each_document_has_the_title_of_its_letter(tmp_path: Path) -> None:
    with pikepdf.open(BytesIO(merged(tmp_path, some_letters()[:2]))) as pdf:
        titles = [str(document.T) for document in pdf.Root.StructTreeRoot.K]
    opened = [pikepdf.open(BytesIO(letter)) for letter in some_letters()[:2]]
    assert titles == [str(pdf.docinfo.Title) for pdf in opened]


def pages_of(element: Any) -> set[tuple[int, int]]:
    """The pages that an element and its pieces of marked content name."""
    return {each.Pg.objgen for each in (element, *kids(element)) if isinstance(each, Dictionary) and "/Pg" in each}


def test_every_entry_of_the_parent_tree_is_an_element_of_its_page(tmp_path: Path) -> None:
    with pikepdf.open(BytesIO(merged(tmp_path, some_letters(), duplex=True))) as pdf:
        root = pdf.Root.StructTreeRoot
        known = {element.objgen for element in elements(root)}
        parents = pikepdf.NumberTree(root.ParentTree)
        keys = [int(page.obj.StructParents) for page in pdf.pages if "/StructParents" in page.obj]
        assert len(set(keys)) == len(keys) > len(some_letters())
        for page in pdf.pages:
            if "/StructParents" not in page.obj:
                continue  # a blank page
            entries = [element for element in parents[int(page.obj.StructParents)] if element is not None]
            assert {element.objgen for element in entries} <= known
            assert all(page.obj.objgen in pages_of(element) for element in entries)
        assert root.ParentTreeNextKey > max(parents)


def headers(root: Any) -> list[bytes]:
    """The identifiers of the headers that cells of tables name."""
    attributes = [element.A for element in elements(root) if "/A" in element]
    each = [one for value in attributes for one in (value if isinstance(value, Array) else [value])]
    return [bytes(name) for one in each if "/Headers" in one for name in one.Headers]


def test_identifiers_are_unique_and_cells_name_the_headers_of_their_own_letter(tmp_path: Path) -> None:
    with pikepdf.open(BytesIO(merged(tmp_path, [some_letters()[0], some_letters()[2], some_letters()[0]]))) as pdf:
        root = pdf.Root.StructTreeRoot
        found = Counter(bytes(element.ID) for element in elements(root) if "/ID" in element)
        assert set(found.values()) == {1}
        assert {name[:7] for name in found} == {b"000001-", b"000002-", b"000003-"}
        assert headers(root)
        assert set(headers(root)) <= found.keys()
        names = pikepdf.NameTree(root.IDTree)
        assert sorted(bytes(pikepdf.String(name)) for name in names) == sorted(found)


def test_a_role_that_two_letters_map_to_different_types_gets_two_names(tmp_path: Path) -> None:
    def own_role(role: Name) -> Any:
        def change(pdf: pikepdf.Pdf) -> None:
            pdf.Root.StructTreeRoot.RoleMap = Dictionary({"/Own": role})
            next(each for each in elements(pdf.Root.StructTreeRoot) if each.S == Name.P).S = Name.Own

        return change

    letters = [changed(some_letters()[0], own_role(role)) for role in (Name.P, Name.Quote, Name.P)]
    data = merged(tmp_path, letters)
    with pikepdf.open(BytesIO(data)) as pdf:
        root = pdf.Root.StructTreeRoot
        assert dict(root.RoleMap.items()) == {"/Own": Name.P, "/Own-2": Name.Quote}
        assert Counter(str(each.S) for each in elements(root) if "Own" in str(each.S)) == {"/Own": 2, "/Own-2": 1}
    assert ua1_failures(data) == []


def test_many_identifiers_are_in_leaves_with_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("imrletters.mailing.tag_tree.LEAF", 5)
    with pikepdf.open(BytesIO(merged(tmp_path, [some_letters()[0]] * 3))) as pdf:
        leaves = pdf.Root.StructTreeRoot.IDTree.Kids
        assert LEAF > 5
        assert len(leaves) > 3
        limits = [bytes(limit) for leaf in leaves for limit in leaf.Limits]
        assert limits == sorted(limits)
