"""``tools/setup list``: the system packages that are missing, and the command of each system that installs them."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import ROOT

PROGRAMS = ("sh", "dirname", "xargs", "id", "echo", "sort")


def missing(tmp_path: Path, *requested: str, manager: str = "", library: bool = True) -> list[str]:
    """The lines that ``tools/setup list`` prints, on a system with Python and nothing else than ``manager``."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in PROGRAMS:
        (folder / name).symlink_to(str(shutil.which(name)))
    if manager:
        (folder / manager).write_text("#!/bin/sh\necho /opt/prefix\n", encoding="utf-8")
        (folder / manager).chmod(0o755)
    python = sys.executable
    if not library:  # a Python that does not find the libraries of Pango
        python = str(folder / "python")
        Path(python).write_text(f'#!/bin/sh\n[ "$1" != - ] && exec {sys.executable} "$@"\nexit 1\n', encoding="utf-8")
        Path(python).chmod(0o755)
    environment = {"PATH": str(folder), "PYTHON": python, "LC_ALL": "C"}
    command = ["sh", str(ROOT / "tools" / "setup"), "list", *requested]
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=True, cwd=tmp_path)
    assert done.stderr == ""
    return done.stdout.splitlines()


def test_the_demo_needs_neither_node_nor_npm_nor_poppler(tmp_path: Path) -> None:
    assert missing(tmp_path) == []


@pytest.mark.parametrize(
    ("requested", "package"), [("page", "nodejs npm"), ("poppler", "poppler-utils"), ("java", "default-jre-headless")]
)
def test_each_is_asked_for_by_what_needs_it(requested: str, package: str, tmp_path: Path) -> None:
    assert missing(tmp_path, requested, manager="apt-get") == [f"apt-get install {package}"]


@pytest.mark.parametrize(
    ("manager", "command"),
    [
        ("apt-get", "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 nodejs npm"),
        ("dnf", "dnf install harfbuzz nodejs nodejs-npm pango"),
        ("brew", "brew install harfbuzz node pango"),
    ],
)
def test_the_packages_have_the_names_of_each_system(manager: str, command: str, tmp_path: Path) -> None:
    lines = missing(tmp_path, "page", manager=manager, library=False)
    assert lines[0] == command
    assert [line.split()[-1] for line in lines[1:]] == (
        ["DYLD_FALLBACK_LIBRARY_PATH=/opt/prefix/lib"] if manager == "brew" else []
    )


def test_without_a_known_package_manager_the_commands_of_all_systems_are_listed(tmp_path: Path) -> None:
    lines = missing(tmp_path, "poppler")
    assert [line.split(":")[0] for line in lines] == ["Debian, Ubuntu", "Fedora", "macOS"]
