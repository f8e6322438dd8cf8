"""Runs the command line inside the test process."""

import sys
from pathlib import Path

from click.testing import CliRunner, Result

from imrletters.case.example import HEADER
from imrletters.cli import main
from tests.support import INVALID, ROOT, case

SAMPLE = ROOT / "samples" / "one-item-upheld.json"
BAD = next(path for path in INVALID if path.stem == "unknown-decision")
PROGRAM = Path(sys.executable).with_name("imrletters")
OUT = ("-o", "out", "--format", "text", "--jobs", "1")


def imrletters(*arguments: object, standard_input: bytes | str | None = None) -> Result:
    """The result of ``imrletters`` with these arguments."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=standard_input)


def temporary_files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.name.startswith(".") or "tmp" in path.name]


def written(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def one_line() -> str:
    return case(**HEADER).model_dump_json(exclude_defaults=True)
