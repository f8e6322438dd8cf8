"""Creates an environment with the built wheel and the locked libraries, without checkout and network."""

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

from tests.support import ROOT

NO_NETWORK = """
import socket

def refuse(*_):
    raise RuntimeError("the network was used")

socket.socket.connect = socket.socket.connect_ex = refuse
socket.getaddrinfo = socket.create_connection = refuse
"""


def build_wheel(folder: Path) -> Path:
    """Builds the wheel from the checkout and returns its path."""
    command = [sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    [built] = folder.glob("*.whl")
    return built


def make_environment(wheel: Path, folder: Path) -> Path:
    """Installs the wheel in a new environment and returns its bin folder."""
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
    # a folder that a .pth file adds is searched last, and its own .pth files, which add the checkout, are ignored
    (packages / "locked.pth").write_text(sysconfig.get_path("purelib") + "\n")
    (packages / "sitecustomize.py").write_text(NO_NETWORK)
    return folder / "bin"


def run(program: Path, *arguments: object, folder: Path) -> "subprocess.CompletedProcess[str]":
    """Runs a program of that environment, isolated from the environment of the tests."""
    proxy = "http://127.0.0.1:9"
    environment = {"PATH": os.defpath, "HOME": str(folder), "http_proxy": proxy, "https_proxy": proxy}
    command = [str(program), *map(str, arguments)]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
