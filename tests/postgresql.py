"""Starts a PostgreSQL server of its own, which listens only to a socket in its folder, and stops it."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

import pytest

USER = "nobody"
"""The user that runs the server: PostgreSQL does not run as root."""
DEBIAN = Path("/usr/lib/postgresql")
MISSING = "no PostgreSQL server, or not the library psycopg: tools/setup postgresql installs both"


def programs() -> Path | None:
    """The folder of PostgreSQL's programs, newest version first; Debian does not put them on the PATH."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(DEBIAN.glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


@contextmanager
def running_postgresql() -> Iterator[str]:
    """The address of a new, empty database. Skips the test without a server, but fails in CI."""
    server = programs()
    if server is None or find_spec("psycopg") is None:
        if os.environ.get("CI"):
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    # not a folder of pytest, which closes its folders to other users each time that a test starts pytest
    with TemporaryDirectory() as folder:
        yield from _served(server, Path(folder))


def _served(server: Path, folder: Path) -> Iterator[str]:
    """The address of a new database in a folder, served by programs in another one."""
    data = folder / "data"
    data.mkdir()
    as_root = os.getuid() == 0
    if as_root:
        shutil.chown(data, USER)
        shutil.chown(folder, USER)
    options = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off"

    def run(program: str, *arguments: str) -> None:
        command = [str(server / program), "-D", str(data), *arguments]
        done = subprocess.run(
            command, cwd=folder, user=USER if as_root else None, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr

    run("initdb", "-U", "imrletters", "-A", "trust", "-E", "UTF8", "--no-sync")
    run("pg_ctl", "-w", "-l", str(folder / "log"), "-o", options, "start")
    try:
        yield f"postgresql://imrletters@/postgres?host={quote(str(folder))}"
    finally:
        run("pg_ctl", "-w", "-m", "immediate", "stop")
