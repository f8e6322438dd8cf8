"""The command preview."""

import os
from pathlib import Path

from click.testing import CliRunner

from imrletters.cli import main


def test_a_fifo_is_rejected(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "case.json")
    result = CliRunner().invoke(main, ["preview", str(tmp_path / "case.json")])
    assert (result.exit_code, "is not a regular file" in result.stderr) == (2, True)
