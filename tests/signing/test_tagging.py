"""The tags of a signature."""

# mypy: disable-error-code="no-untyped-call"

import io
from typing import Any

import pikepdf
import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.signers import PdfSignatureMetadata, sign_pdf

import page
from imrletters.signing.signing import sign
from tests.signing.support import LETTER, opened, sample, saved, signed, signer
from tests.support import sample_pdf


def last_element(document: Any) -> Any:
    """The last child of the top element of the tag tree."""
    tops = document.Root.StructTreeRoot.K
    top = tops[-1] if isinstance(tops, pikepdf.Array) else tops
    return top.K[-1]


def numbered(tree: Any) -> dict[int, Any]:
    """The entries of a number tree."""
    found: dict[int, Any] = {}
    for kid in tree.get("/Kids", []):
        found |= numbered(kid)
    numbers = list(tree.get("/Nums", []))
    return found | dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))


@pytest.mark.parametrize("times", [1, 2])
def test_a_signed_letter_stays_accessible(times: int) -> None:
    assert page.validate_pdf_bytes(signed(times), profile="ua-1").is_compliant


def test_the_validator_finds_a_signature_that_is_not_tagged() -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(sample_pdf(LETTER)))
    plain = sign_pdf(writer, PdfSignatureMetadata(field_name="Plain"), signer()).getvalue()
    assert not page.validate_pdf_bytes(plain, profile="ua-1").is_compliant


def test_the_widget_is_the_last_element_of_the_tag_tree() -> None:
    before, after = sample(), opened(signed())
    element, widget = last_element(after), after.Root.AcroForm.Fields[-1]
    assert [element.S, element.K.Type, element.P.S] == ["/Form", "/OBJR", "/Document"]
    assert element.K.Obj.objgen == widget.objgen
    old, new = numbered(before.Root.StructTreeRoot.ParentTree), numbered(after.Root.StructTreeRoot.ParentTree)
    assert new.keys() - old.keys() == {int(widget.StructParent)}
    assert new[int(widget.StructParent)].objgen == element.objgen
    assert widget.P.objgen == after.pages[-1].objgen
    assert [widget.P.Tabs, widget.TU] == ["/S", "Digital signature 1"]
    assert [float(edge) for edge in widget.Rect] == [0, 0, 0, 0]


def test_a_second_signature_is_not_tagged_and_is_outside_the_page() -> None:
    first, second = opened(signed(1)), opened(signed(2))
    widget = second.Root.AcroForm.Fields[-1]
    assert (
        numbered(first.Root.StructTreeRoot.ParentTree).keys() == numbered(second.Root.StructTreeRoot.ParentTree).keys()
    )
    assert last_element(first).objgen == last_element(second).objgen
    assert "/StructParent" not in widget
    assert max(float(edge) for edge in widget.Rect) < 0
    assert widget.TU == "Digital signature 2"


def test_the_parent_tree_may_have_kids_and_a_next_key() -> None:
    document = sample()
    tree = document.Root.StructTreeRoot
    last = max(numbered(tree.ParentTree))
    leaf = document.make_indirect(pikepdf.Dictionary(Nums=tree.ParentTree.Nums, Limits=[0, last]))
    tree.ParentTree = pikepdf.Dictionary(Kids=[leaf])
    tree.ParentTreeNextKey = 40
    tops = tree.K
    tree.K = tops[0] if isinstance(tops, pikepdf.Array) else pikepdf.Array([tops])
    pdf = sign(saved(document), signer())
    after = opened(pdf)
    assert numbered(after.Root.StructTreeRoot.ParentTree)[40].objgen == last_element(after).objgen
    assert [after.Root.AcroForm.Fields[-1].StructParent, after.Root.StructTreeRoot.ParentTreeNextKey] == [40, 41]
    assert page.validate_pdf_bytes(pdf, profile="ua-1").is_compliant


def test_without_a_document_element_the_widget_is_added_to_the_root() -> None:
    document = sample()
    tops = document.Root.StructTreeRoot.K
    (tops[0] if isinstance(tops, pikepdf.Array) else tops).S = pikepdf.Name("/Part")
    after = opened(sign(saved(document), signer()))
    root = after.Root.StructTreeRoot
    assert [element.S for element in root.K] == ["/Part", "/Form"]
    assert root.K[-1].P.objgen == root.objgen
