"""Loading PDF engines by name, and the errors if an engine or its libraries are missing."""

import subprocess
import sys

import pytest

from imrletters import PrintError
from imrletters.printing import load_engine
from imrletters.printing.engines import DEFAULT, ENGINES

MISSING = """
import sys

class Missing:
    def find_spec(self, name, path=None, target=None):
        if name == sys.argv[1]:
            raise {error}("no such library: x")

sys.meta_path.insert(0, Missing())
from imrletters import PrintError
from imrletters.printing import load_engine
for _ in range(2):
    try:
        load_engine("weasyprint")
    except PrintError as error:
        print(error)
"""


@pytest.mark.parametrize("name", ENGINES)
def test_an_engine_is_loaded_by_the_name_that_it_has(name: str) -> None:
    engine = load_engine(name)
    assert engine.name == name
    assert engine is load_engine(name)
    assert engine.toolchain().startswith(f"{name} ")


def test_the_default_engine_is_weasyprint_and_prints_html() -> None:
    assert (load_engine().name, load_engine().medium) == (DEFAULT, "html") == ("weasyprint", "html")


def test_an_unknown_engine_is_an_error_that_lists_the_known_ones() -> None:
    with pytest.raises(PrintError) as raised:
        load_engine("troff")
    assert str(raised.value) == "unknown PDF engine 'troff'; expected one of: weasyprint"


def test_the_list_of_known_engines_is_complete_and_sorted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ENGINES, "another", "imrletters.printing.another")
    with pytest.raises(PrintError, match=r"expected one of: another, weasyprint$"):
        load_engine("troff")


@pytest.mark.parametrize("missing", ["weasyprint", "weasyprint.text.ffi", "pydyf"])
@pytest.mark.parametrize("error", ["ImportError", "OSError"])
def test_a_missing_library_is_an_error_that_names_the_debian_packages(error: str, missing: str) -> None:
    command = [sys.executable, "-W", "ignore", "-c", MISSING.format(error=error), missing]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    assert len(lines) == 2, "the error is raised each time"
    for line in lines:
        assert "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" in line
        assert line.endswith("(no such library: x)")
