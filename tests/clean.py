"""An environment with the built wheel, the locked libraries, no checkout and no network."""

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

from tests.support import ROOT

POISON = """
import socket

def refuse(*_):
    raise RuntimeError("the network was used")

socket.socket.connect = socket.socket.connect_ex = refuse
socket.getaddrinfo = socket.create_connection = refuse
"""


def build_wheel(folder: Path) -> Path:
    """The wheel, built from the checkout."""
    command = [sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    [built] = folder.glob("*.whl")
    return built


def make_environment(wheel: Path, folder: Path) -> Path:
    """The bin folder of a new environment with the wheel."""
    venv.create(folder, with_pip=False)
    python = folder / "bin" / "python"
    install = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(python),
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        str(wheel),
    ]
    subprocess.run([*install, "--disable-pip-version-check"], check=True, capture_output=True)
    [packages] = folder.glob("lib/python*/site-packages")
    # a path added by a .pth file is searched last, and the .pth files in it, which lead to the checkout, are not read
    (packages / "locked.pth").write_text(sysconfig.get_path("purelib") + "\n")
    (packages / "sitecustomize.py").write_text(POISON)
    return folder / "bin"


def run(program: Path, *arguments: object, folder: Path) -> "subprocess.CompletedProcess[str]":
    """A run of a program there, which sees nothing of the environment of these tests."""
    proxy = "http://127.0.0.1:9"
    environment = {"PATH": os.defpath, "HOME": str(folder), "http_proxy": proxy, "https_proxy": proxy}
    command = [str(program), *map(str, arguments)]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
