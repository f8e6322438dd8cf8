"""The commands in the README print what the README shows."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import HERE

README = (HERE / "README.md").read_text(encoding="utf-8")
BLOCKS = "".join(re.findall(r"^```console\n(.*?)^```$", README, re.DOTALL | re.MULTILINE))
COMMANDS = re.findall(r"^\$ (.*)\n((?:[^$].*\n)*)", BLOCKS, re.MULTILINE)


def test_the_commands_print_the_output_in_the_readme(tmp_path: Path) -> None:
    assert len(COMMANDS) > 10
    (tmp_path / "cases").symlink_to(HERE / "cases")
    (tmp_path / "determinations").symlink_to(HERE / "determinations")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    for command, shown in COMMANDS:
        done = subprocess.run(
            ["sh", "-c", f"{command} 2>&1"],
            cwd=tmp_path,
            env={**os.environ, "PATH": path},
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        )
        assert done.stdout == shown, command


@pytest.mark.parametrize("arguments", [[], ["sign", "CM17-0000021"], ["draft", "CM17-0000021"]])
def test_incorrect_usage_has_exit_code_2(arguments: list[str], tmp_path: Path) -> None:
    command = [sys.executable, "-m", "determinations", "--database", str(tmp_path / "determinations.db"), *arguments]
    assert subprocess.run(command, cwd=HERE, capture_output=True, check=False).returncode == 2
