"""Puts the libraries of the review page beside it when a wheel, an sdist or an editable install is built.

npm fetches them as ``tools/page/package-lock.json`` says; of each only what the page loads is copied, with its licence.
What is there of this lock already stays, so that a wheel made from an sdist needs neither npm nor a network.
"""

import hashlib
import shutil
import subprocess
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
        "directives/if-defined.js",
        "directives/live.js",
        "directives/repeat.js",
        "lit-html.js",
    ],
    "pdfjs-dist": ["LICENSE", "build/pdf.min.mjs", "build/pdf.worker.min.mjs"],
}
"""What the page needs of each library."""


class VendorError(Exception):
    """The libraries could not be had."""


class PageLibraries(BuildHookInterface[Any]):
    """The build hook."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's signature
        """Called before anything is packed."""
        vendor(Path(self.root))


def vendor(root: Path) -> None:
    """Makes the folder of libraries, unless it is there as the lock wants it."""
    target, wanted = root / VENDOR, _digest(root)
    if _is_current(target, wanted):
        return
    _fetch(root / PROJECT)
    shutil.rmtree(target, ignore_errors=True)
    for source, place in _places():
        (target / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / PROJECT / "node_modules" / source, target / place)
    (target / STAMP).write_text(f"{wanted}\n", encoding="utf-8")


def _places() -> Iterator[tuple[Path, Path]]:
    """Each file in npm's folder, and where it goes: no scope in the library's name, no build folder."""
    for library, names in FILES.items():
        for name in names:
            yield Path(library, name), Path(library.split("/")[-1], name.removeprefix("dist/").removeprefix("build/"))


def _digest(root: Path) -> str:
    """What the libraries depend on, as one number."""
    lock = (root / PROJECT / "package-lock.json").read_bytes()
    return hashlib.sha256(lock + repr(FILES).encode()).hexdigest()


def _is_current(target: Path, wanted: str) -> bool:
    stamp = target / STAMP
    complete = all((target / place).is_file() for _, place in _places())
    return complete and stamp.is_file() and stamp.read_text(encoding="utf-8").strip() == wanted


def _fetch(project: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise VendorError(
            "the review page needs libraries that npm fetches, and there is no npm here. Install Node.js with npm "
            "(Debian and Ubuntu: nodejs npm) and build again; a wheel made from the sdist needs neither."
        )
    # not "npm ci", which refuses a lock where a registry has no package for some other platform
    command = [npm, "install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund"]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)  # noqa: S603 - npm itself
    if done.returncode != 0:
        raise VendorError(f"npm could not fetch the libraries of the review page:\n{done.stdout}{done.stderr}".rstrip())
