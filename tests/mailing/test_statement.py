"""The statement that a file is a print file."""

from pathlib import Path

import pytest

from imrletters import extract, verify
from imrletters.errors import LetterError
from imrletters.mailing.statement import letters_in, print_file_title, print_file_xmp
from tests.mailing.support import merged, some_letters


def test_the_metadata_state_the_number_of_letters() -> None:
    assert letters_in(print_file_xmp(400, "en-US")) == 400
    assert letters_in(b"<x/>") is None
    assert letters_in(b"not XML") is None
    as_attribute = b'<x xmlns:m="urn:imrletters:mailing:1/" m:letters="3"/>'
    assert letters_in(as_attribute) == 3
    assert letters_in(as_attribute.replace(b'"3"', b'"many"')) is None


def test_the_title_counts_the_letters() -> None:
    assert print_file_title(1) == "Print file of 1 letter"
    assert print_file_title(1200) == "Print file of 1,200 letters"


@pytest.mark.parametrize("function", [verify, extract])
def test_a_print_file_is_named_as_such(function: object, tmp_path: Path) -> None:
    assert callable(function)
    with pytest.raises(LetterError) as caught:
        function(merged(tmp_path, some_letters()[:2]))
    [problem] = caught.value.problems
    assert problem.message == "this is a print file of 2 letters and carries no case; verify the letters themselves"
