"""Creates environments with the built wheel and locked libraries, without checkout and network."""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Mapping
from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement

from tests.support import ROOT

NO_NETWORK = """
import socket

def refuse(*_):
    raise RuntimeError("the network was used")

def connect(self, address, original=socket.socket.connect):
    # the processes of a program connect by addresses of other families
    return refuse() if self.family in (socket.AF_INET, socket.AF_INET6) else original(self, address)

socket.socket.connect, socket.socket.connect_ex = connect, refuse
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
    """Installs the wheel in a new environment with all locked libraries, and returns its bin folder."""
    packages = _new_environment(folder)
    _install(folder, "--no-deps", str(wheel))
    # a folder that a .pth file adds is searched last, and its own .pth files, which add the checkout, are ignored
    (packages / "locked.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return folder / "bin"


def make_minimal_environment(wheel: Path, folder: Path, extra: str = "") -> Path:
    """Installs the wheel and an extra in a new environment that has only the libraries they need.

    Returns its bin folder. The libraries are links to the locked ones, so that pip need not download them; pip fails if
    the wheel needs another one.
    """
    packages = _new_environment(folder)
    for name in _required_by(wheel, extra):
        files = distribution(name).files or []
        for top in {file.parts[0] for file in files} - {"..", "__pycache__"}:
            (packages / top).symlink_to(Path(str(distribution(name).locate_file(top))))
    _install(folder, f"{wheel}[{extra}]" if extra else str(wheel))
    return folder / "bin"


def _new_environment(folder: Path) -> Path:
    """Creates an empty environment without access to the network, and returns the folder of its packages."""
    venv.create(folder, with_pip=False)
    [packages] = folder.glob("lib/python*/site-packages")
    (packages / "sitecustomize.py").write_text(NO_NETWORK)
    return packages


def _install(folder: Path, *arguments: str) -> None:
    options = ["--quiet", "--no-index", "--disable-pip-version-check"]
    command = [sys.executable, "-m", "pip", "--python", str(folder / "bin" / "python"), "install", *options, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def _required_by(wheel: Path, extra: str) -> set[str]:
    """The names of the libraries that the wheel needs with an extra, directly or indirectly."""
    with zipfile.ZipFile(wheel) as archive:
        [metadata] = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        lines = archive.read(metadata).decode().splitlines()
    mark = "Requires-Dist: "
    waiting = [(line.removeprefix(mark), extra) for line in lines if line.startswith(mark)]
    found: set[tuple[str, str]] = set()
    while waiting:
        line, extra = waiting.pop()
        requirement = Requirement(line)
        if requirement.marker and not requirement.marker.evaluate({"extra": extra}):
            continue
        for each in requirement.extras or {""}:
            if (requirement.name, each) not in found:
                found.add((requirement.name, each))
                waiting += [(needed, each) for needed in distribution(requirement.name).requires or []]
    return {name for name, _ in found}


def run(
    program: Path, *arguments: object, folder: Path, variables: Mapping[str, str] | None = None
) -> "subprocess.CompletedProcess[str]":
    """Runs a program of such an environment, isolated from the environment variables of the tests."""
    proxy = "http://127.0.0.1:9"
    environment = {"PATH": os.defpath, "HOME": str(folder), "http_proxy": proxy, "https_proxy": proxy}
    command = [str(program), *map(str, arguments)]
    environment |= variables or {}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
