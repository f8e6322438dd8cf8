"""Random changes of signed letters: a file that is drawn differently from its print is never the same or sound.

Only ``count_increments`` can make a letter the same. It is called for every variant; each accepted variant is drawn.
"""

import random
import re
import zlib
from collections.abc import Callable
from time import monotonic

import pikepdf
import pytest

from imrletters import LetterError, verify
from imrletters.pictures import page_pictures
from imrletters.verification.increments import UNKNOWN, count_increments
from tests.signing.support import signed
from tests.verification.forging import FORGED_CONTENT, content_number, section, stream, table
from tests.verification.letters import PRINT

Mutation = Callable[[random.Random, bytes], bytes]
TOKENS = (
    *(b"/Contents ", b"/Subtype /Square", b"/AP <<>>", b"/Annots [ ]", b"/Prev 0", b"/Type /Sig", b"#53", b"stream\n"),
    *(b"endobj\n", b"startxref 9 ", b"%%EOF\n", b"0 0 obj\n", b"\n", b" ", b"%", b"\0"),
    *(b"<", b">", b"(", b")", b"\\", b"<<", b">>"),
)
OPEN = (
    rb"/Contents <[^>]*>",
    rb"/ByteRange \[[^\n]*",
    rb"/M \([^\n]*",
    rb"/ID \[[^\n]*",
    rb"/Length \d+\n>>\nstream\n.*?endstream",
    rb"/Index \[[^\n]*",
)
"""The places with values that a signature chooses, or that depend on them."""


def place(chance: random.Random, pdf: bytes) -> int:
    """An offset: most often in an open place, otherwise in an increment or anywhere."""
    kind = chance.random()
    if kind < 0.6:
        found = [*re.finditer(chance.choice(OPEN), pdf[len(PRINT) :], re.DOTALL)]
        if found:
            return len(PRINT) + chance.randrange(*chance.choice(found).span())
    return chance.randrange(len(PRINT) if kind < 0.9 and len(PRINT) < len(pdf) else 0, len(pdf))


def change_byte(chance: random.Random, pdf: bytes) -> bytes:
    at = place(chance, pdf)
    return pdf[:at] + bytes([chance.choice([chance.randrange(256), *b"09afAF <>()%\n"])]) + pdf[at + 1 :]


def insert(chance: random.Random, pdf: bytes) -> bytes:
    at = place(chance, pdf)
    return pdf[:at] + chance.choice([*TOKENS, chance.randbytes(chance.randrange(1, 30))]) + pdf[at:]


def overwrite(chance: random.Random, pdf: bytes) -> bytes:
    at, token = place(chance, pdf), chance.choice(TOKENS)
    return pdf[:at] + token + pdf[at + len(token) :]


def delete(chance: random.Random, pdf: bytes) -> bytes:
    at = place(chance, pdf)
    return pdf[:at] + pdf[at + chance.choice([1, 1, 2, 5, 40, 400]) :]


def move(chance: random.Random, pdf: bytes) -> bytes:
    at, length = place(chance, pdf), chance.choice([1, 4, 30, 300])
    rest = pdf[:at] + pdf[at + length :]
    to = place(chance, rest)
    return rest[:to] + pdf[at : at + length] + rest[to:]


def append(chance: random.Random, pdf: bytes) -> bytes:
    return pdf + chance.choice([*TOKENS, PRINT, pdf[len(PRINT) :], pdf[-chance.randrange(1, 600) :]])


def append_revision(chance: random.Random, pdf: bytes) -> bytes:
    end = chance.choice([b"\nstartxref\n%d\n%%%%EOF\n", b"\nstartxref %d\n%%%%EOF", b"startxref\r%d\r %%%%EOF\n", b""])
    objects = {content_number(chance.randrange(2)): stream(FORGED_CONTENT)}
    try:
        return chance.choice([table, section])(pdf, objects, end=end)
    except (pikepdf.PdfError, ValueError, AttributeError):  # an earlier change damaged the file
        return pdf


def move_object(chance: random.Random, pdf: bytes) -> bytes:
    found = [*re.finditer(rb"\d+ 0 obj\n.*?endobj\n", pdf[len(PRINT) :], re.DOTALL)]
    if not found:
        return pdf
    text = chance.choice(found)[0]
    rest = pdf[: len(PRINT)] + pdf[len(PRINT) :].replace(text, chance.choice([b"", text * 2]), 1)
    at = place(chance, rest)
    return rest[:at] + text + rest[at:]


def compress_again(chance: random.Random, pdf: bytes) -> bytes:
    """Compresses a cross-reference stream again, with the length of the old one."""
    found = re.search(rb"(/Length (\d+)\n>>\nstream\n)(.*?)(\nendstream)", pdf[len(PRINT) :], re.DOTALL)
    if found is None:
        return pdf
    try:
        raw = zlib.compress(zlib.decompress(found[3]), chance.randrange(10))
    except zlib.error:
        return pdf
    start, end = (len(PRINT) + each for each in found.span(3))
    return pdf[:start] + chance.choice([raw, raw + b" ", raw.ljust(len(found[3]), b"\0")]) + pdf[end:]


def new_values(chance: random.Random, pdf: bytes) -> bytes:
    """Other values that a signature may choose."""
    digits = re.search(rb"/Contents <([0-9A-F]+)>", pdf[len(PRINT) :])
    pdf = re.sub(rb"(?<=/M \(D\\072)\d{14}", b"%014d" % chance.randrange(10**14), pdf, count=1)
    pdf = re.sub(rb"(?<=> <)[0-9a-f]{32}(?=> \])", chance.randbytes(16).hex().encode(), pdf, count=1)
    if digits is None:
        return pdf
    start, end = (len(PRINT) + each for each in digits.span(1))
    return pdf[:start] + chance.randbytes((end - start) // 2).hex().upper().encode() + pdf[end:]


MUTATIONS: tuple[Mutation, ...] = (
    change_byte, change_byte, insert, overwrite, delete, move, append, append_revision, move_object, compress_again,
    new_values,
)  # fmt: skip


def variant(chance: random.Random) -> bytes:
    pdf = signed(chance.choice([0, 1, 1, 1, 2, 2]))
    for _ in range(chance.choice([1, 1, 1, 2, 3])):
        pdf = chance.choice(MUTATIONS)(chance, pdf)
    return pdf


def drawn(pdf: bytes) -> list[bytes] | None:
    try:
        return page_pictures(pdf)
    except LetterError:
        return None


def fuzz(seed: int, count: int, *, verified_every: int, seconds: float) -> tuple[int, int, int]:
    """How many variants were tried and accepted, and how many of the rejected ones that were drawn look different."""
    chance, expected, start = random.Random(seed), page_pictures(PRINT), monotonic()  # noqa: S311 - repeatable
    tried = accepted = different = 0
    while tried < count and monotonic() - start < seconds:
        pdf = variant(chance)
        tried += 1
        if count_increments(pdf, PRINT) is not UNKNOWN:
            accepted += 1
            assert drawn(pdf) == expected, f"variant {tried} of seed {seed} is accepted, and drawn differently"
        elif tried % verified_every == 0:
            pictures = drawn(pdf)
            different += pictures is not None and pictures != expected
            try:
                result = verify(pdf)
            except LetterError:
                continue
            assert (result.answer, result.sound) != ("same", True)
            assert not result.sound, f"variant {tried} of seed {seed} is sound"
    return tried, accepted, different


def test_no_variant_that_is_drawn_differently_is_the_same_or_sound() -> None:
    tried, accepted, different = fuzz(1, 4000, verified_every=50, seconds=25)
    assert tried > 500
    assert accepted > 20
    assert different > 0


@pytest.mark.long
@pytest.mark.parametrize("seed", range(2, 6))
def test_no_variant_of_many_is_the_same_or_sound(seed: int) -> None:
    tried, accepted, different = fuzz(seed, 50_000, verified_every=50, seconds=600)
    assert tried > 10_000
    assert accepted > 500
    assert different > 10
