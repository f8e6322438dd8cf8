"""Files with many cases, and programs whose processes can be counted and killed."""

import json
import os
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from imrletters.batch.options import RenderOptions
from imrletters.case.example import HEADER, example_data
from imrletters.documents import Document

PROGRAM = str(Path(sys.executable).with_name("imrletters"))
TIMEOUT = 60
"""Seconds to wait for a condition."""
TEXT_ONLY = RenderOptions(formats=("text",))
TEXT = ("--format", "text", "--jobs", "2")
"""The same as options of the command line, with two processes."""


POISON = """
import os, signal
import imrletters.batch.render as render

original = render.Letter

def letter(case, *arguments, **options):
    if case.case_number == "POISON":
        with open({log!r}, "a") as log:
            log.write("killed\\n")
        os.kill(os.getpid(), signal.SIGKILL)
    return original(case, *arguments, **options)

render.Letter = letter
"""
"""For sitecustomize.py, which every Python process runs at its start: one case kills the process that renders it."""


def case_text(number: int, **changes: object) -> str:
    return json.dumps(example_data(**(HEADER | {"case_number": f"CM16-{number:07}"} | changes)))


def write_cases(path: Path, count: int, faulty: Collection[int] = ()) -> Path:
    """A .jsonl file with ``count`` small cases; those with a number in ``faulty`` are refused."""
    lines = [case_text(number, **({"edition": "1066"} if number in faulty else {})) for number in range(1, count + 1)]
    path.write_text("\n".join(lines) + "\n")
    return path


def write_lines(path: Path, *numbers: int) -> Path:
    """A .jsonl file with the cases of these numbers, in this order."""
    path.write_text("".join(f"{case_text(number)}\n" for number in numbers))
    return path


def tree(folder: Path) -> dict[str, bytes]:
    """The content of every file in a folder, including hidden files."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def manifest(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / "manifest.jsonl").read_text().splitlines()]


class Program:
    """A running program, and all processes that it started."""

    def __init__(
        self,
        *arguments: object,
        folder: Path,
        command: tuple[str, ...] = (PROGRAM,),
        extra: Mapping[str, str] | None = None,
    ) -> None:
        self.mark = f"IMRLETTERS_MARK={uuid.uuid4()}"
        name, _, value = self.mark.partition("=")
        self.process = subprocess.Popen(
            [*command, *map(str, arguments)],
            cwd=folder,
            env=os.environ | {name: value} | dict(extra or {}),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def end(self) -> tuple[int, str]:
        """Waits for its end; the exit code and the text on standard error."""
        _, text = self.process.communicate(timeout=TIMEOUT)
        return self.process.returncode, text

    def processes(self) -> list[int]:
        """The processes that are still running, even in another process group."""
        found = []
        for path in Path("/proc").glob("[0-9]*/environ"):
            try:
                if self.mark.encode() in path.read_bytes().split(b"\0"):
                    found.append(int(path.parent.name))
            except OSError:  # the process has ended
                continue
        return found


def until(condition: Callable[[], object]) -> bool:
    """Waits until the condition is true; False after the timeout."""
    end = time.monotonic() + TIMEOUT
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.005)
    return False


def run(*arguments: object, folder: Path, **extra: str) -> tuple[int, str]:
    """Runs imrletters, and checks that no process is left; the exit code and the text on standard error."""
    program = Program(*arguments, folder=folder, extra=extra)
    result = program.end()
    assert until(lambda: not program.processes())
    return result


def document(number: int, **changes: object) -> Document:
    return Document(f"{number}.json", str(number), case_text(number, **changes).encode())


def letters(folder: Path) -> int:
    """The number of letters in a folder, which need not exist."""
    return sum(name.endswith((".txt", ".pdf")) for name in os.listdir(folder)) if folder.exists() else 0  # noqa: PTH208 - faster than pathlib
