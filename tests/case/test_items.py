"""The disputed items of a case and their guidelines."""

import pytest

from imrletters import CaseError, Citation, Guideline


def test_a_citation_with_sections_and_pages_is_refused() -> None:
    with pytest.raises(CaseError, match="not both"):
        Citation(title="Knee Complaints 2004", sections=("Special Studies",), pages="3")


def test_a_guideline_with_text_and_citations_is_refused() -> None:
    assert Guideline(text="Decision based on a hunch.").text
    with pytest.raises(CaseError, match="not both"):
        Guideline(text="Decision based on a hunch.", non_mtus=("A hunch",))
