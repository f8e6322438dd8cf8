"""Copies the JavaScript libraries into the review page: when a wheel or an sdist is built, and for tools/setup.

npm installs the versions of ``tools/page/package-lock.json``; only the files that the page loads and the licences are
copied. Files that already match the lock are kept, so that building a wheel from an sdist needs no npm and no network.
"""

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PROJECT = Path("tools/page")
VENDOR = Path("src/imrletters/service/page/vendor")
STAMP = "package-lock.sha256"
FILES = {
    "@github/combobox-nav": ["LICENSE", "dist/index.js"],
    "lit-html": [
        "LICENSE",
        "directive-helpers.js",
        "directive.js",
        "directives/guard.js",
        "directives/if-defined.js",
        "directives/live.js",
        "directives/repeat.js",
        "lit-html.js",
    ],
    "pdfjs-dist": ["LICENSE", "build/pdf.min.mjs", "build/pdf.worker.min.mjs"],
}
"""The files that the page needs from each library."""


class VendorError(Exception):
    """The libraries could not be installed."""


class PageLibraries(BuildHookInterface[Any]):
    """The build hook."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's signature
        """Copies the libraries before files are collected; an editable install collects none."""
        if version != "editable":
            vendor(Path(self.root))


def vendor(root: Path) -> None:
    """Creates the folder of libraries unless it already matches the lock."""
    target, digest = root / VENDOR, _digest(root)
    if _is_current(target, digest):
        return
    _install(root / PROJECT)
    shutil.rmtree(target, ignore_errors=True)
    for source, place in _places():
        (target / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / PROJECT / "node_modules" / source, target / place)
    (target / STAMP).write_text(f"{digest}\n", encoding="utf-8")


def _places() -> Iterator[tuple[Path, Path]]:
    """Each file in node_modules, and its place in the target folder: without the scope and the build folder."""
    for library, names in FILES.items():
        for name in names:
            yield Path(library, name), Path(library.split("/")[-1], name.removeprefix("dist/").removeprefix("build/"))


def _digest(root: Path) -> str:
    """The SHA-256 digest of the lock and the list of files."""
    lock = (root / PROJECT / "package-lock.json").read_bytes()
    return hashlib.sha256(lock + repr(FILES).encode()).hexdigest()


def _is_current(target: Path, digest: str) -> bool:
    stamp = target / STAMP
    complete = all((target / place).is_file() for _, place in _places())
    return complete and stamp.is_file() and stamp.read_text(encoding="utf-8").strip() == digest


def _install(project: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise VendorError(
            "the review page needs libraries that npm installs, but npm was not found. Install Node.js with npm "
            "(Debian and Ubuntu: nodejs npm) and build again, or build the wheel from the sdist, which needs neither."
        )
    # not "npm ci", which fails if the registry lacks an optional package for another platform
    command = [npm, "install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund"]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)  # noqa: S603 - npm itself
    if done.returncode != 0:
        raise VendorError(
            f"npm could not install the libraries of the review page:\n{done.stdout}{done.stderr}".rstrip()
        )


if __name__ == "__main__":
    try:
        vendor(Path(__file__).resolve().parents[1])
    except VendorError as error:
        sys.exit(str(error))
