"""The fields, widgets and tags of signatures."""

from typing import Any

import pytest
from pdfminer.psparser import LIT

from imrletters.verification.signature_fields import (
    belongs_to_signature,
    is_invisible_signature,
    is_signature_field,
    is_signature_tag,
)

WIDGET = {"Type": LIT("Annot"), "Subtype": LIT("Widget"), "FT": LIT("Sig"), "Rect": [0, 0, 0, 0]}
TAG = {"Type": LIT("StructElem"), "S": LIT("Form"), "K": {"Type": LIT("OBJR"), "Obj": WIDGET, "Pg": {}}}


def test_a_signature_field_has_its_own_type() -> None:
    assert is_signature_field(WIDGET)
    assert not is_signature_field(WIDGET | {"FT": LIT("Tx")})
    assert not is_signature_field({})


@pytest.mark.parametrize(
    ("changes", "invisible"),
    [
        ({}, True),
        ({"Rect": [-9, -9, -9, 40]}, True),
        ({"Rect": [0, 0, 40, 40]}, False),
        ({"Rect": None}, False),
        ({"FT": LIT("Tx")}, False),
        ({"AP": {}}, False),
    ],
)
def test_an_invisible_widget_has_no_area_and_no_other_keys(changes: dict[str, Any], *, invisible: bool) -> None:
    widget = WIDGET | changes
    assert (is_invisible_signature(widget), belongs_to_signature(widget)) == (invisible, invisible)
    tag = TAG | {"K": {"Type": LIT("OBJR"), "Obj": widget, "Pg": {}}}
    assert is_signature_tag(tag) is invisible


@pytest.mark.parametrize(
    "changes",
    [{"S": LIT("P")}, {"Alt": b"Overturned"}, {"K": 3}, {"K": {"Type": LIT("OBJR"), "Obj": WIDGET}}],
    ids=["type", "key", "content", "reference"],
)
def test_the_tag_of_a_signature_contains_nothing_else(changes: dict[str, Any]) -> None:
    assert belongs_to_signature(TAG)
    assert not belongs_to_signature(TAG | changes)
