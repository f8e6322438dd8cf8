"""The example that draws plots from a table of disputed items."""

import runpy
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import imrletters
from tests.support import ROOT, SAMPLES

pytest.importorskip("matplotlib", reason="needs the dependency group plots")
SCRIPT = ROOT / "examples" / "tables" / "plots.py"


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("table") / "items.csv"
    assert imrletters("table", *SAMPLES, "-o", path, "--quiet").exit_code == 0
    return path


@pytest.fixture(scope="module")
def plots() -> dict[str, Any]:
    return runpy.run_path(str(SCRIPT))


def test_three_plots_are_drawn(table: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, SCRIPT, table, tmp_path / "plots"], capture_output=True, text=True, check=True
    )
    files = [Path(line) for line in done.stdout.splitlines()]
    assert [path.name for path in files] == ["decisions.png", "guidelines.png", "days.png"]
    assert all(path.read_bytes().startswith(b"\x89PNG") and path.stat().st_size > 10_000 for path in files)


def test_the_plots_count_what_the_table_states(plots: dict[str, Any]) -> None:
    item = {"source": "a.pdf", "line": "", "days_to_decision": "36", "treatments": "MRI | EMG", "decision": "Upheld"}
    item |= {"claims_administrator_titles": "Knee 2004 | Elbow 2007", "reviewer_titles": "Knee 2004"}
    other = item | {"decision": "Overturned", "treatments": "MRI"}
    undated = item | {"source": "b.pdf", "treatments": "", "days_to_decision": "", "reviewer_titles": ""}
    items = [item, other, undated]
    assert plots["decisions_by_treatment"](items) == {
        "MRI": Counter({"Upheld": 1, "Overturned": 1}),
        "EMG": Counter({"Upheld": 1}),
    }
    assert plots["guidelines_by_side"](items) == {
        "Knee 2004": {"claims_administrator": 3, "reviewer": 2},
        "Elbow 2007": {"claims_administrator": 3, "reviewer": 0},
    }
    assert plots["days_to_decision"](items) == [36]
