"""Actions, layers and dynamic forms are found wherever they are."""

from typing import Any

import pytest
from pdfminer.psparser import LIT

from imrletters.pdf import open_pdf
from imrletters.verification.active_content import active_content
from tests.verification.letters import PRINT


def test_a_letter_has_no_active_content() -> None:
    assert active_content(open_pdf(PRINT).catalog) == set()


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ({"Outlines": {"First": {"A": {"S": LIT("JavaScript"), "JS": b"x"}}}}, {"JavaScript", "JS"}),
        ({"Kids": [{"A": [{"S": LIT("URI")}]}]}, {"URI"}),
        ({"A": {"S": LIT("GoTo")}}, set()),
        ({"A": {"Next": {"S": LIT("Launch")}}}, {"Launch"}),
        ({"AA": {}}, {"AA"}),
        ({"OpenAction": []}, {"OpenAction"}),
        ({"Properties": {"L": {"Type": LIT("OCG")}}}, {"OCG"}),
        ({"XObject": {"OC": {}}}, {"OC"}),
        ({"S": LIT("P"), "A": {"O": LIT("Layout")}}, set()),
    ],
)
def test_active_content_is_found_at_any_depth(value: Any, found: set[str]) -> None:
    assert active_content(value) == found
