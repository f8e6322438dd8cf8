"""Random changes of signed and unsigned letters: a file drawn differently from its print is never the same or sound.

Only ``count_increments`` can make a letter the same. It is called for every variant; each accepted variant is drawn.
Some of the others are drawn and verified, in a worker process, as the commands and the service read files.
"""

import random
import re
import zlib
from collections.abc import Callable
from typing import NamedTuple

import pytest

from imrletters import LetterError, verify
from imrletters.pictures import page_pictures
from imrletters.printing import ENGINES, EngineName
from imrletters.verification.increments import UNKNOWN, count_increments
from imrletters.workers import run_bounded
from tests.signing.support import opened, signed
from tests.verification.forging import FORGED_CONTENT, section, stream, table

pytestmark = pytest.mark.long
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


def end_of_print(pdf: bytes) -> int:
    """The offset of the first increment."""
    return pdf.find(b"%%EOF\n") + 6


def place(chance: random.Random, pdf: bytes) -> int:
    """An offset: most often in an open place, otherwise in an increment or anywhere."""
    kind, end = chance.random(), end_of_print(pdf)
    if kind < 0.6:
        found = [*re.finditer(chance.choice(OPEN), pdf[end:], re.DOTALL)]
        if found:
            return end + chance.randrange(*chance.choice(found).span())
    return chance.randrange(end if kind < 0.9 and end < len(pdf) else 0, len(pdf))


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
    end = end_of_print(pdf)
    return pdf + chance.choice([*TOKENS, pdf[:end], pdf[end:], pdf[-chance.randrange(1, 600) :]])


def append_revision(chance: random.Random, pdf: bytes) -> bytes:
    end = chance.choice([b"\nstartxref\n%d\n%%%%EOF\n", b"\nstartxref %d\n%%%%EOF", b"startxref\r%d\r %%%%EOF\n", b""])
    document = opened(pdf)
    number = int(document.pages[chance.randrange(2)].Contents.objgen[0])
    return chance.choice([table, section])(pdf, {number: stream(FORGED_CONTENT)}, end=end)


def move_object(chance: random.Random, pdf: bytes) -> bytes:
    end = end_of_print(pdf)
    found = [*re.finditer(rb"\d+ 0 obj\n.*?endobj\n", pdf[end:], re.DOTALL)]
    if not found:
        return pdf
    text = chance.choice(found)[0]
    rest = pdf[:end] + pdf[end:].replace(text, chance.choice([b"", text * 2]), 1)
    at = place(chance, rest)
    return rest[:at] + text + rest[at:]


def compress_again(chance: random.Random, pdf: bytes) -> bytes:
    """Compresses a cross-reference stream again, with the length of the old one."""
    found = re.search(rb"(/Length (\d+)\n>>\nstream\n)(.*?)(\nendstream)", pdf[end_of_print(pdf) :], re.DOTALL)
    if found is None:
        return pdf
    try:
        raw = zlib.compress(zlib.decompress(found[3]), chance.randrange(10))
    except zlib.error:
        return pdf
    start, end = (end_of_print(pdf) + each for each in found.span(3))
    return pdf[:start] + chance.choice([raw, raw + b" ", raw.ljust(len(found[3]), b"\0")]) + pdf[end:]


def new_values(chance: random.Random, pdf: bytes) -> bytes:
    """Other values that a signature may choose."""
    digits = re.search(rb"/Contents <([0-9A-F]+)>", pdf[end_of_print(pdf) :])
    pdf = re.sub(rb"(?<=/M \(D\\072)\d{14}", b"%014d" % chance.randrange(10**14), pdf, count=1)
    pdf = re.sub(rb"(?<=> <)[0-9a-f]{32}(?=> \])", chance.randbytes(16).hex().encode(), pdf, count=1)
    if digits is None:
        return pdf
    start, end = (end_of_print(pdf) + each for each in digits.span(1))
    return pdf[:start] + chance.randbytes((end - start) // 2).hex().upper().encode() + pdf[end:]


MUTATIONS: tuple[Mutation, ...] = (
    change_byte, change_byte, insert, overwrite, delete, move, append, append_revision, move_object, compress_again,
    new_values,
)  # fmt: skip


def variant(chance: random.Random, engine: EngineName) -> bytes:
    """A letter with no signature, one or two, changed once or several times."""
    pdf = signed(chance.choice([0, 1, 1, 1, 2, 2]), engine)
    chosen = chance.choices(MUTATIONS, k=chance.choice([1, 1, 1, 2, 3]))
    revised = append_revision in chosen
    # first, because it reads the letter
    for mutation in [append_revision] * revised + [each for each in chosen if each is not append_revision]:
        pdf = mutation(chance, pdf)
    return pdf


def drawn(pdf: bytes) -> list[bytes] | None:
    """The pictures of the pages; None if the file cannot be drawn."""
    try:
        return run_bounded(page_pictures, pdf)
    except LetterError:
        return None


class Counts(NamedTuple):
    """How many variants were accepted; how many of the others were verified, and how many look different."""

    accepted: int
    verified: int
    different: int


def fuzz(seed: int, engine: EngineName, count: int, *, verified_every: int) -> Counts:
    chance = random.Random(seed)  # noqa: S311 - repeatable
    original = signed(0, engine)
    expected = page_pictures(original)
    accepted = verified = different = 0
    for tried in range(1, count + 1):
        pdf = variant(chance, engine)
        if count_increments(pdf, original) is not UNKNOWN:
            accepted += 1
            assert page_pictures(pdf) == expected, f"variant {tried} of seed {seed} is accepted, and drawn differently"
        elif tried % verified_every == 0:
            verified += 1
            different += drawn(pdf) not in (None, expected)
            try:
                result = verify(pdf, bounded=True)
            except LetterError:  # never an error of the limits: no variant ends the process or stops it
                continue
            assert result.answer != "same", f"variant {tried} of seed {seed} is the same"
            assert not result.sound, f"variant {tried} of seed {seed} is sound"
    return Counts(accepted, verified, different)


@pytest.mark.parametrize("engine", ENGINES)
def test_no_variant_that_is_drawn_differently_is_the_same_or_sound(engine: EngineName) -> None:
    counts = fuzz(1, engine, 400, verified_every=50)
    assert counts.accepted > 10
    assert counts.different > 0


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("seed", [2, 3])
def test_no_variant_of_many_is_the_same_or_sound(seed: int, engine: EngineName) -> None:
    counts = fuzz(seed, engine, 2500, verified_every=10)
    assert counts.accepted > 50
    assert counts.different > 10
