"""Ctrl-C ends every command with one line and exit code 130."""

import fcntl
import os
import signal
import termios
from array import array
from contextlib import suppress
from pathlib import Path

import pytest

from tests.batch.support import Program, until


def opened(fifo: Path) -> int:
    """Opens a named pipe for writing when a process reads it."""
    pipes = []

    def is_open() -> bool:
        with suppress(OSError):  # no process reads it yet
            pipes.append(os.open(fifo, os.O_WRONLY | os.O_NONBLOCK))
        return bool(pipes)

    assert until(is_open)
    return pipes[0]


def waits_for_more(process: int, pipe: int) -> bool:
    """Whether a process has read all of a pipe and sleeps: Python sees no signal that comes before it waits."""
    unread = array("i", [0])
    fcntl.ioctl(pipe, termios.FIONREAD, unread)
    state = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(") ")[2][0]
    return not unread[0] and state == "S"


@pytest.mark.usefixtures("_ctrl_c_enabled")
@pytest.mark.parametrize("command", [("check",), ("clean",), ("parse",), ("render", "-o", "letter.txt")])
def test_ctrl_c_while_a_file_is_read_exits_with_130(command: tuple[str, ...], tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "case.json")
    running = Program(*command, "case.json", folder=tmp_path)
    pipe = opened(tmp_path / "case.json")
    os.write(pipe, b"{")
    assert until(lambda: waits_for_more(running.process.pid, pipe))
    os.killpg(running.process.pid, signal.SIGINT)
    assert running.end() == (130, "interrupted\n")
    os.close(pipe)
