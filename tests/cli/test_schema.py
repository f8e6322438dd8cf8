"""The command schema."""

import json

from imrletters.case.schema import case_schema_text
from tests.cli.command import imrletters


def test_schema_prints_the_schema() -> None:
    result = imrletters("schema")
    assert (result.exit_code, result.stdout) == (0, case_schema_text())
    assert json.loads(result.stdout)["$id"]
