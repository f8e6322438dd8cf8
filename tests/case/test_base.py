"""The types that the models of a case share."""

import pytest
from pydantic import ValidationError

from imrletters.case.example import HEADER
from tests.support import case


@pytest.mark.parametrize(
    "day", [20160302, 0, "20160302", "2016-3-2", "2016-03-02T00:00:00", "03/02/2016", "2016-02-30", True, ""]
)
def test_a_date_in_another_form_is_refused(day: object) -> None:
    with pytest.raises(ValidationError, match="YYYY-MM-DD"):
        case(**HEADER | {"date_of_injury": day})
