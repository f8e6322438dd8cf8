"""A .jsonl file is read as a stream: memory does not grow with its length."""

import json
import re
import sys
from pathlib import Path

import pytest

from tests.batch.support import Program

pytestmark = pytest.mark.long
SCRIPT = """
import sys
from imrletters.cli import main

kept = []
if sys.argv[1] == "hold":
    from imrletters import documents
    original = documents._in_file
    documents._in_file = lambda path: (kept.append(each) or each for each in original(path))
try:
    main(["render", sys.argv[2], "-o", sys.argv[3], "--format", "text", "--jobs", "2", "--quiet"])
except SystemExit:
    pass
print(*[line for line in open("/proc/self/status") if line.startswith("VmHWM")], file=sys.stderr)
"""
ALLOWANCE = 8_000
"""The additional memory that many cases may need, in kB: a quarter of the size of the cases."""


def peak(folder: Path, cases: int, *, hold: bool = False) -> int:
    """The peak memory of the main process of a batch, in kB."""
    name = f"{cases}.jsonl"
    with (folder / name).open("w") as file:
        for number in range(cases):
            file.write(json.dumps([f"{number}{'x' * 4000}"]) + "\n")
    arguments = ("hold" if hold else "stream", name, f"out-{cases}")
    # not with -c: the worker processes import the main module
    (folder / "program.py").write_text(f"if __name__ == '__main__':\n    exec({SCRIPT!r})\n")
    program = Program(*arguments, folder=folder, command=(sys.executable, "program.py"))
    code, output = program.end()
    assert code == 0
    assert output.count("error: ") == cases
    [most] = re.findall(r"VmHWM:\s+(\d+) kB", output)
    return int(most)


def test_many_cases_need_no_more_memory_than_few(tmp_path: Path) -> None:
    few = peak(tmp_path, 500)
    assert peak(tmp_path, 8_000) < few + ALLOWANCE


def test_cases_that_are_kept_need_more_memory(tmp_path: Path) -> None:
    assert peak(tmp_path, 5_000, hold=True) > peak(tmp_path, 500) + ALLOWANCE
