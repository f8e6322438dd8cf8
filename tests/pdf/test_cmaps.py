"""CMaps: the characters of codes, and the codes of strings."""

import pytest

from imrletters import LetterError
from imrletters.pdf.cmaps import CodeMap, unicode_map
from imrletters.pdf.syntax import PdfSyntaxError


def test_a_code_has_the_characters_that_the_map_states() -> None:
    data = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
        1 begincodespacerange <0000> <ffff> endcodespacerange
        2 beginbfchar <0001> <0041> <0002> <00660069> endbfchar
        2 beginbfrange <0010> <0012> <0061> <0020> <0021> [<0078> <0079007a>] endbfrange
        endcmap"""
    expected = {1: "A", 2: "fi", 0x10: "a", 0x11: "b", 0x12: "c", 0x20: "x", 0x21: "yz"}
    assert unicode_map(data) == expected


def test_a_space_is_not_replaced_by_a_no_break_space() -> None:
    assert unicode_map(b"2 beginbfchar <03> <0020> <03> <00a0> endbfchar") == {3: " "}


@pytest.mark.parametrize(
    "data",
    [
        b"1 beginbfrange <00000000> <ffffffff> <0000> endbfrange",
        b"1 beginbfrange <0000> <ffff> <0000> endbfrange\n" + b"1 beginbfrange <10000> <1ffff> <0000> endbfrange",
        b"1 beginbfchar <00> <" + b"0041" * 100_000 + b"> endbfchar",
        b"<00> <0041> " * 300_000 + b"endbfchar",
    ],
)
def test_an_endless_map_is_refused(data: bytes) -> None:
    with pytest.raises(LetterError, match="too large"):
        unicode_map(b"begincmap " + data.replace(b"1 begin", b"begin"))


@pytest.mark.parametrize("data", [b"<00> endbfchar", b"1 2 endbfchar", b"<00> <01> 7 endbfrange"])
def test_a_malformed_entry_is_an_error(data: bytes) -> None:
    with pytest.raises(PdfSyntaxError):
        unicode_map(data)


def test_codes_of_two_bytes_are_their_own_cids() -> None:
    assert [*CodeMap().codes(b"\x01\x02\xff\xfe\x00")] == [(0x102, 0x102), (0xFFFE, 0xFFFE)]


def test_an_embedded_map_states_lengths_and_cids() -> None:
    found = CodeMap.read(b"begincidrange <20> <7e> 1 endcidrange begincidchar <8140> 500 endcidchar", vertical=True)
    assert found.vertical
    assert [*found.codes(b"!\x81\x40\xff~")] == [(0x21, 2), (0x8140, 500), (0x7E, 95)]


@pytest.mark.parametrize("data", [b"<0000> <ffffffff> 0 endcidrange", b"/Other usecmap"])
def test_a_map_that_is_endless_or_based_on_another_is_refused(data: bytes) -> None:
    with pytest.raises((LetterError, PdfSyntaxError)):
        CodeMap.read(data, vertical=False)
