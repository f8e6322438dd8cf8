"""The outcome of one case."""

from imrletters.batch.render import Outcome, render_document
from tests.batch.support import TEXT_ONLY, document


def test_equal_outcomes_compare_equal() -> None:
    assert (
        render_document(document(1), TEXT_ONLY)
        == render_document(document(1), TEXT_ONLY)
        != render_document(document(2), TEXT_ONLY)
    )
    assert isinstance(render_document(document(1), TEXT_ONLY), Outcome)
