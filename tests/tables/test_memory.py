"""A table of many cases is written as a stream: memory does not grow with their number."""

import json
import re
import sys
from pathlib import Path

import pytest

from tests.batch.support import Program
from tests.support import SAMPLES

pytestmark = pytest.mark.long
SCRIPT = """
import sys
from imrletters.cli import main

if sys.argv[1] == "hold":
    from imrletters.cli import table
    original = table.read_items
    table.read_items = lambda *each, **options: (yield from [*original(*each, **options)])
try:
    main(["table", sys.argv[2], "-o", "items.csv", "--jobs", "2", "--quiet"])
except SystemExit as end:
    assert end.code == 0
print(*[line for line in open("/proc/self/status") if line.startswith("VmHWM")], file=sys.stderr)
"""
ALLOWANCE = 6_000
"""The additional memory that many cases may need, in kB: two kilobytes for each of 3,000 cases."""
CASE = next(path for path in SAMPLES if path.stem == "mixed-decisions").read_bytes()


def peak(folder: Path, cases: int, *, hold: bool = False) -> int:
    """The peak memory of the main process, in kB."""
    line = json.dumps(json.loads(CASE))
    (folder / f"{cases}.jsonl").write_text(f"{line}\n" * cases)
    (folder / "imrletters.toml").write_text('[check]\nselect = ["D01"]\n')  # reads faster
    # not with -c: the worker processes import the main module
    (folder / "program.py").write_text(f"if __name__ == '__main__':\n    exec({SCRIPT!r})\n")
    arguments = ("hold" if hold else "stream", f"{cases}.jsonl")
    code, output = Program(*arguments, folder=folder, command=(sys.executable, "program.py")).end()
    assert code == 0, output
    assert (folder / "items.csv").read_text().count("\n") == 1 + 3 * cases
    [most] = re.findall(r"VmHWM:\s+(\d+) kB", output)
    return int(most)


def test_many_cases_need_no_more_memory_than_few(tmp_path: Path) -> None:
    few = peak(tmp_path, 200)
    assert peak(tmp_path, 3_000) < few + ALLOWANCE
    assert peak(tmp_path, 3_000, hold=True) > few + ALLOWANCE
