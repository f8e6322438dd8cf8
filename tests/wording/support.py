"""Editions that cannot be learned, and the error that each raises."""

import re
from pathlib import Path

import pytest

from imrletters import HouseStyleError
from imrletters.wording.known import wording_of
from tests.planted import plant


def refuses(templates: Path, block: str, words: str, reason: str) -> None:
    """Asserts that the edition 2016 with other words in one block is refused for this reason."""
    source = '{% extends "imrletters/editions/2016.j2" %}' + f"{{% block {block} %}}{words}{{% endblock %}}"
    with pytest.raises(HouseStyleError, match=re.escape(f"error: {reason}")) as caught:
        wording_of("mine", plant(templates, mine=source))
    assert str(caught.value).startswith("editions/mine.j2:")
