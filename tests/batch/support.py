"""Cases by the hundred, programs that run on them, and what is left of these."""

import json
import os
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from imrletters.case.example import HEADER, example_data

PROGRAM = str(Path(sys.executable).with_name("imrletters"))
PATIENCE = 60
"""Seconds after which what does not happen is given up."""
POISON = """
import os, signal
import imrletters.batch.work as work

honest = work.Letter

def letter(case, *arguments, **options):
    if case.case_number == "POISON":
        with open({log!r}, "a") as log:
            log.write("killed\\n")
        os.kill(os.getpid(), signal.SIGKILL)
    return honest(case, *arguments, **options)

work.Letter = letter
"""
"""As sitecustomize.py, read by every Python that starts: a case that kills the process that makes its letter."""


def case_text(number: int, **changes: object) -> str:
    return json.dumps(example_data(**(HEADER | {"case_number": f"CM16-{number:07}"} | changes)))


def write_cases(path: Path, count: int, faulty: Collection[int] = ()) -> Path:
    """A .jsonl file of ``count`` small cases, of which those named are refused."""
    lines = [case_text(number, **({"edition": "1066"} if number in faulty else {})) for number in range(1, count + 1)]
    path.write_text("\n".join(lines) + "\n")
    return path


def tree(folder: Path) -> dict[str, bytes]:
    """Every file in a folder, hidden ones too."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def manifest(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / "manifest.jsonl").read_text().splitlines()]


class Program:
    """A running program, and every process that it ever started."""

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
        """Waits for its end: exit code and what it said."""
        _, said = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, said

    def processes(self) -> list[int]:
        """Those that are still there, wherever they went."""
        found = []
        for path in Path("/proc").glob("[0-9]*/environ"):
            try:
                if self.mark.encode() in path.read_bytes().split(b"\0"):
                    found.append(int(path.parent.name))
            except OSError:  # it ended meanwhile
                continue
        return found


def until(happened: Callable[[], object]) -> bool:
    """Waits for something; whether it happened."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if happened():
            return True
        time.sleep(0.005)
    return False


def run(*arguments: object, folder: Path, **extra: str) -> tuple[int, str]:
    """Runs imrletters to its end, and leaves no process: exit code and what it said."""
    program = Program(*arguments, folder=folder, extra=extra)
    result = program.end()
    assert until(lambda: not program.processes())
    return result
