"""Compares the bytes after a print with the increments of known signatures, byte for byte."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from imrletters.verification.increments import form_1
from imrletters.verification.increments.form_1 import Objects
from imrletters.verification.increments.revision import Revision, inflated, read_print

UNKNOWN: Final = None
"""The result for bytes that are not increments of a known form."""
Form = Callable[[bytes, Revision, int], Revision | None]
"""Returns the revision after the increment that follows a revision in a file; None if it is not of this form."""
MOST_SECTION_BYTES = 1000
"""The number of bytes that a compressed cross-reference stream may have; those of signatures have fewer than 100."""
STRUCTURE = re.compile(rb"\sobj|stream|xref|trailer|%%EOF|%PDF")
"""What a viewer may search for when it repairs a file; no compressed stream of an increment may contain it."""

_DIGITS = re.compile(form_1.CONTENTS)
_DATE = re.compile(form_1.DATE)
_AFTER_CONTENTS = re.compile(rb">\n/ByteRange \[[\d ]{1,60}\] *\n[^()]{0,100}\n/M \(([^()\n]{1,60})\)\n>>\nendobj\n")
_SECTION = re.compile(
    rb"\d{1,9} 0 obj\n<<\n[^>]{0,300}<[0-9a-f]{0,200}> <([0-9a-f]{32})> \]\n[^>]{0,300}/Length (\d{1,3})\n"
)


def count_increments(pdf: bytes, printed: bytes) -> int | None:
    """How many signatures of known forms follow ``printed`` in ``pdf``, and nothing else; ``UNKNOWN`` otherwise.

    ``printed`` may be any PDF of one revision with which ``pdf`` begins.
    """
    if not pdf.startswith(printed):
        return UNKNOWN
    count = 0
    try:
        revision = read_print(printed) if len(pdf) > len(printed) else None
        while revision is not None and revision.end < len(pdf):
            following = next(filter(None, (form(pdf, revision, count) for form in FORMS)), None)
            if following is None:
                return UNKNOWN
            revision, count = following, count + 1
    except (ValueError, LookupError, OverflowError, RecursionError):  # a print that no form can follow
        return UNKNOWN
    return count


def _form_1(pdf: bytes, revision: Revision, count: int) -> Revision | None:
    """The revision after an increment of form 1, if it follows in the file."""
    for objects in form_1.signature_objects(revision, count):
        head = bytes(objects) + form_1.SIGNATURE_HEAD % objects.signature
        if pdf.startswith(head, revision.end):
            return _rebuilt(pdf, revision, objects, head)
    return None


def _rebuilt(pdf: bytes, revision: Revision, objects: Objects, head: bytes) -> Revision | None:
    """Rebuilds an increment with the values that its signature chose, and compares the whole of it.

    The values are searched for with lenient patterns: only the comparison with the rebuilt bytes accepts anything.
    """
    before = revision.end
    digits = _DIGITS.match(pdf, before + len(head))
    chosen = _AFTER_CONTENTS.match(pdf, digits.end()) if digits else None
    section = _SECTION.match(pdf, chosen.end()) if chosen else None
    if not (digits and chosen and section and _DATE.fullmatch(chosen[1])):
        return None
    numbers = [*objects.numbers, objects.signature, objects.signature + 1]
    section_start, length = chosen.end(), int(section[2])
    section_head = form_1.section_head(revision, numbers, bytes.fromhex(section[1].decode()), length)
    raw = pdf[section_start + len(section_head) :][:length]
    tail = form_1.SECTION_TAIL % section_start
    end = section_start + len(section_head) + length + len(tail)
    gap_start, gap_end = before + len(head) - 1, digits.end() + 1
    byte_range = b"[0 %d %d %d]" % (gap_start, gap_end, end - gap_end)
    signature = form_1.SIGNATURE_TAIL % (byte_range.ljust(form_1.BYTE_RANGE_WIDTH), chosen[1])
    expected = head + digits[0] + signature + section_head + raw + tail
    if pdf[before:end] != expected or not _lists(raw, _offsets(revision, objects, section_start)):
        return None
    return replace(
        revision,
        end=end,
        start=section_start,
        trailer=revision.trailer | {"Size": numbers[-1] + 1},
        changed=revision.changed | dict(objects.written),
    )


def _offsets(revision: Revision, objects: Objects, section_start: int) -> list[int]:
    """The offsets of the objects of an increment, of its signature and of its cross-reference stream."""
    offsets, offset = [], revision.end
    for number in objects.numbers:
        offsets.append(offset)
        offset += len(bytes(Objects({number: objects.written[number]}, objects.signature)))
    return [*offsets, offset, section_start]


def _lists(raw: bytes, offsets: list[int]) -> bool:
    """Whether a compressed cross-reference stream lists these offsets, and contains no structure of a file."""
    return (
        len(raw) <= MOST_SECTION_BYTES
        and not STRUCTURE.search(raw)
        and inflated(raw) == form_1.section_entries(offsets)
    )


FORMS: tuple[Form, ...] = (_form_1,)
"""Every form of an increment, the oldest first."""
