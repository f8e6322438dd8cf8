"""Recognizes what seems to belong to a signature in a PDF, to describe what else was changed. It proves nothing."""

from typing import Any

from imrletters.pdf import dictionary, name_of, type_names


def is_signature_field(field: dict[str, Any]) -> bool:
    """Whether a form field is a signature field (ISO 32000-1, 12.7.4.5)."""
    return name_of(field.get("FT")) == "Sig"


def belongs_to_signature(value: Any) -> bool:
    """Whether this is the field of a signature, or a tag that contains one and no text of its own."""
    element = dictionary(value)
    field = dictionary(dictionary(element.get("K")).get("Obj"))
    tag = (
        "Form" in type_names(element) and is_signature_field(field) and element.keys() <= {"Type", "S", "P", "Pg", "K"}
    )
    return tag or (is_signature_field(element) and "Rect" in element)
