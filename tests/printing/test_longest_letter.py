"""Letters that are too long are refused before they are laid out."""

import pytest

from imrletters import PrintError, render
from imrletters.case.example import HEADER, example_item
from imrletters.printing import ENGINES, EngineName
from imrletters.printing.longest_letter import MOST_LINES
from tests.support import case


@pytest.mark.parametrize("text", ["x\n\n" * 11_000 + "x", "word " * 400_000], ids=["paragraphs", "words"])
@pytest.mark.parametrize("engine", ENGINES)
def test_a_letter_of_too_many_lines_is_refused(engine: EngineName, text: str) -> None:
    letter = render(case(**HEADER, disputed_items=[example_item(decision_rationale=text)]), engine=engine)
    with pytest.raises(
        PrintError, match=rf"the letter has 2\d{{4}} lines, about \d+ pages; expected at most {MOST_LINES}"
    ):
        letter.pdf()


@pytest.mark.parametrize("engine", ENGINES)
def test_a_letter_of_many_pages_is_printed(engine: EngineName) -> None:
    letter = render(case(**HEADER, disputed_items=[example_item(decision_rationale="word " * 20_000)]), engine=engine)
    assert letter.printed().pages > 20
