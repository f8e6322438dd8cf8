"""What seems to belong to a signature."""

from typing import Any

import pytest

from imrletters.pdf.objects import Name
from imrletters.verification.signature_fields import belongs_to_signature, is_signature_field

WIDGET = {"Type": Name("Annot"), "Subtype": Name("Widget"), "FT": Name("Sig"), "Rect": [0, 0, 0, 0]}
TAG = {"Type": Name("StructElem"), "S": Name("Form"), "K": {"Type": Name("OBJR"), "Obj": WIDGET, "Pg": {}}}


def test_a_signature_field_has_its_own_type() -> None:
    assert is_signature_field(WIDGET)
    assert belongs_to_signature(WIDGET)
    assert not is_signature_field(WIDGET | {"FT": Name("Tx")})
    assert not is_signature_field({})


@pytest.mark.parametrize(
    "changes", [{"S": Name("P")}, {"Alt": b"Overturned"}, {"K": 3}], ids=["type", "key", "content"]
)
def test_the_tag_of_a_signature_contains_nothing_else(changes: dict[str, Any]) -> None:
    assert belongs_to_signature(TAG)
    assert not belongs_to_signature(TAG | changes)
