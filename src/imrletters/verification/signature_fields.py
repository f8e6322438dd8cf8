"""Recognizes the fields, widgets and tags of signatures in a PDF, and whether they show anything on a page."""

from typing import Any

from imrletters.pdf import dictionary, name_of, resolved, type_names

WIDGET_KEYS = {"Type", "Subtype", "FT", "T", "TU", "F", "Rect", "P", "V", "StructParent", "Lock", "SV"}
"""All keys that the invisible widget of a signature may have. None of them draws, is read aloud or runs."""
TAG_KEYS = {"Type", "S", "P", "Pg", "K"}
"""All keys that the tag of such a widget may have."""


def is_signature_field(field: dict[str, Any]) -> bool:
    """Whether a form field is a signature field (ISO 32000-1, 12.7.4.5)."""
    return name_of(field.get("FT")) == "Sig"


def is_invisible_signature(widget: dict[str, Any]) -> bool:
    """Whether a widget belongs to a signature and shows nothing on its page: its rectangle has no area."""
    left, bottom, right, top = map(resolved, resolved(widget.get("Rect")) or (0, 0, 1, 1))
    return is_signature_field(widget) and widget.keys() <= WIDGET_KEYS and (left == right or bottom == top)


def is_signature_tag(value: Any) -> bool:
    """Whether a structure element is the tag of an invisible signature, and contains nothing else."""
    element = dictionary(value)
    reference = dictionary(element.get("K"))
    return (
        "Form" in type_names(element)
        and element.keys() <= TAG_KEYS
        and reference.keys() == {"Type", "Obj", "Pg"}
        and is_invisible_signature(dictionary(reference["Obj"]))
    )


def belongs_to_signature(value: Any) -> bool:
    """Whether this is an invisible widget of a signature or the tag of one."""
    return is_invisible_signature(dictionary(value)) or is_signature_tag(value)
