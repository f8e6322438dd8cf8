"""Actions, layers and dynamic forms are found wherever they are."""

from typing import Any

import pytest

from imrletters.pdf import open_pdf
from imrletters.pdf.objects import Name
from imrletters.verification.active_content import active_content
from tests.verification.letters import PRINT


def test_a_letter_has_no_active_content() -> None:
    assert active_content(open_pdf(PRINT).catalog) == set()


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ({"Outlines": {"First": {"A": {"S": Name("JavaScript"), "JS": b"x"}}}}, {"JavaScript", "JS"}),
        ({"Kids": [{"A": [{"S": Name("URI")}]}]}, {"URI"}),
        ({"A": {"S": Name("GoTo")}}, set()),
        ({"A": {"Next": {"S": Name("Launch")}}}, {"Launch"}),
        ({"AA": {}}, {"AA"}),
        ({"OpenAction": []}, {"OpenAction"}),
        ({"Properties": {"L": {"Type": Name("OCG")}}}, {"OCG"}),
        ({"XObject": {"OC": {}}}, {"OC"}),
        ({"S": Name("P"), "A": {"O": Name("Layout")}}, set()),
    ],
)
def test_active_content_is_found_at_any_depth(value: Any, found: set[str]) -> None:
    assert active_content(value) == found
