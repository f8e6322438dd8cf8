"""Values are written byte for byte as pyHanko 0.38 writes them."""

# mypy: disable-error-code="no-untyped-call"

import io
from decimal import Decimal
from typing import Any

import pytest
from pyhanko.pdf_utils import generic

from imrletters.verification.increments.serialization import serialized
from imrletters.verification.increments.syntax import Name, Reference, UnknownFormError, Value

PRINTABLE = bytes(range(0x20, 0x7F))


def written(value: Any) -> bytes:
    stream = io.BytesIO()
    value.write_to_stream(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Name("Type"), generic.pdf_name("/Type")),
        (Reference(7), generic.IndirectObject(7, 0, None)),
        (True, generic.BooleanObject(value=True)),
        (-3, generic.NumberObject(-3)),
        (Decimal("612.00"), generic.FloatObject("612.00")),
        (Decimal("2.50"), generic.FloatObject("2.50")),
        (Decimal("-.5"), generic.FloatObject("-.5")),
        (PRINTABLE, generic.pdf_string(PRINTABLE)),
        ([], generic.ArrayObject()),
        ([1, 2], generic.ArrayObject([generic.NumberObject(1), generic.NumberObject(2)])),
        ({}, generic.DictionaryObject()),
        ({"A": [1]}, generic.DictionaryObject({"/A": generic.ArrayObject([generic.NumberObject(1)])})),
    ],
)
def test_values_are_written_like_those_of_pyhanko(value: Value, expected: Any) -> None:
    assert serialized(value) == written(expected)


def test_identifiers_are_written_in_hexadecimal() -> None:
    assert serialized([b"AB"], hexadecimal=True) == written(generic.ArrayObject([generic.ByteStringObject(b"AB")]))


@pytest.mark.parametrize("text", [b"\xe9", b"\n", b"\xfe\xff\0A"])
def test_other_strings_are_refused(text: bytes) -> None:
    with pytest.raises(UnknownFormError):
        serialized(text)
