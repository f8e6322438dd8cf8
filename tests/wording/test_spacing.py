"""Patterns in which a space may be several."""

import re

from imrletters.wording.spacing import flexible


def test_a_space_of_the_wording_may_be_several() -> None:
    assert re.fullmatch(flexible("a (b) c"), "a   (b)  c")
    assert not re.fullmatch(flexible("a (b) c"), "a(b) c")
