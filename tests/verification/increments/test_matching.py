"""Only increments of known forms are accepted after a print: every other byte is found."""

import random
import re
import zlib

import pytest

from imrletters.verification.increments import UNKNOWN, count_increments
from tests.signing.support import signed
from tests.verification.forging import FORGERIES, ONCE, OTHER_LETTER, contents_as, deflated_section
from tests.verification.letters import PRINT

STREAM = re.compile(rb"\nstream\r?\n(.*?)\r?\nendstream", re.DOTALL)


@pytest.mark.parametrize("times", [0, 1, 2, 3])
def test_signatures_are_counted(times: int) -> None:
    assert count_increments(signed(times), PRINT) == times


@pytest.mark.parametrize("name", FORGERIES)
def test_a_forged_letter_is_unknown(name: str) -> None:
    assert count_increments(FORGERIES[name](), PRINT) is UNKNOWN


def test_a_print_that_no_form_can_follow_is_unknown() -> None:
    for base in (b"", b"%PDF-1.7\n", PRINT[:-1], PRINT[:5000]):
        assert count_increments(base + ONCE[len(PRINT) :], base) is UNKNOWN
    assert count_increments(ONCE, OTHER_LETTER) is UNKNOWN


def test_the_values_that_a_signature_chooses_may_differ() -> None:
    assert count_increments(contents_as(lambda digits: b"A" * len(digits)), PRINT) == 1
    assert count_increments(re.sub(rb"(?<=/M \(D\\072)\d{4}", b"2031", ONCE), PRINT) == 1
    assert count_increments(re.sub(rb"(?<=> <)[0-9a-f]{32}", b"0" * 32, ONCE), PRINT) == 1


@pytest.mark.parametrize("level", range(10))
def test_a_cross_reference_stream_is_compared_decompressed(level: int) -> None:
    assert count_increments(deflated_section(level), PRINT) == 1


def accepted_changes(step: int) -> list[int]:
    """The offsets in the increment at which another byte is accepted, besides the values that a signature chooses."""
    chance = random.Random(step)  # noqa: S311 - the same bytes on every run
    chosen = [rb"/Contents <([0-9A-F]+)>", rb"/M \(D\\072(\d{14})", rb"> <([0-9a-f]{32})>"]
    found = [re.compile(pattern).search(ONCE, len(PRINT)) for pattern in chosen]
    open_places = {place for each in found if each for place in range(*each.span(1))}
    assert len(open_places) > 2000
    closed = [place for place in range(len(PRINT), len(ONCE)) if place not in open_places][::step]
    others = [(place, ONCE[place] ^ chance.randrange(1, 256)) for place in closed]
    changed = [(place, ONCE[:place] + bytes([other]) + ONCE[place + 1 :]) for place, other in others]
    accepted = [(place, pdf) for place, pdf in changed if count_increments(pdf, PRINT) is not UNKNOWN]
    stream = STREAM.search(ONCE, len(PRINT))
    assert stream
    content = slice(*stream.span(1))
    # of a compressed stream, some bits do not matter
    return [
        place
        for place, pdf in accepted
        if not content.start <= place < content.stop or zlib.decompress(pdf[content]) != zlib.decompress(ONCE[content])
    ]


def test_every_twentieth_byte_of_an_increment_is_compared() -> None:
    assert accepted_changes(20) == []


@pytest.mark.long
def test_every_byte_of_an_increment_is_compared() -> None:
    assert accepted_changes(1) == []
