"""Finds the snapshots that no test uses, and removes the pictures that were received for them.

Only syrupy decides which snapshots are unused. It has no public access to its report of a run, so this module reads the
attribute of pytest's configuration that syrupy 6 and 7 set.
"""

from pathlib import Path
from typing import Any

import pytest

from imrletters.testing.page_snapshots import ENDING, PICTURES, RECEIVED


def unused_snapshots(config: pytest.Config) -> list[Path]:
    """The files of the snapshots that no test of this run uses, in order of their names.

    Empty in a worker process of pytest-xdist, and if the run ended before syrupy made its report.
    """
    report = _report(config)
    if report is None or getattr(report, "disable_unused_snapshots", False):  # syrupy 6 has no such option
        return []
    return sorted({Path(collection.location) for collection in report.unused})


def remove_pictures(config: pytest.Config) -> None:
    """Removes the received pictures of pages whose snapshot is unused or does not exist, and folders that are empty."""
    unused, snapshots = set(unused_snapshots(config)), config.option.snapshot_dirname
    for received in [folder / RECEIVED for folder in _test_folders(config)]:
        for picture in received.glob("*/*.png"):
            name = next((picture.name.removesuffix(each) for each in PICTURES if picture.name.endswith(each)), "")
            accepted = received.with_name(snapshots) / picture.parent.name / f"{name}{ENDING}"
            if name and (accepted in unused or not accepted.exists()):
                picture.unlink()
        for folder in [*received.glob("*/"), received]:
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()


def _report(config: pytest.Config) -> Any:
    """The report that syrupy made of the run; None in a worker process of pytest-xdist, and before it is made."""
    return None if hasattr(config, "workerinput") else getattr(getattr(config, "_syrupy", None), "report", None)


def _test_folders(config: pytest.Config) -> set[Path]:
    """The folders of the collected tests."""
    report = _report(config)
    return {item.path.parent for item in report.collected_items} if report else set()
