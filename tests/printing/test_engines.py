"""Loading PDF engines by name, and the errors if an engine or its libraries are missing."""

import subprocess
import sys
from typing import get_args

import pytest

from imrletters import PrintError
from imrletters.printing import load_engine
from imrletters.printing.engines import DEFAULT, ENGINES, EngineName

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
        load_engine({engine!r})
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
    assert str(raised.value) == "unknown PDF engine 'troff'; expected one of: typst, weasyprint"


def test_the_type_of_engine_names_lists_every_engine() -> None:
    assert get_args(EngineName) == tuple(ENGINES)


@pytest.mark.parametrize(
    ("engine", "missing", "error", "other"),
    [
        *(
            ("weasyprint", library, error, "typst")
            for library in ("weasyprint", "weasyprint.text.ffi", "pydyf")
            for error in ("ImportError", "OSError")
        ),
        ("typst", "typst", "ImportError", "weasyprint"),
    ],
)
def test_a_missing_library_is_an_error_that_names_its_installation_and_the_other_engine(
    engine: EngineName, missing: str, error: str, other: EngineName
) -> None:
    command = [sys.executable, "-W", "ignore", "-c", MISSING.format(error=error, engine=engine), missing]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    assert len(lines) == 2, "the error is raised each time"
    for line in lines:
        assert line == (
            f"the PDF engine {engine} is not installed completely (no such library: x); "
            f"{ENGINES[engine].installation}; or print with --engine {other} ({ENGINES[other].installation})"
        )


def test_the_installation_of_weasyprint_names_the_debian_packages() -> None:
    assert "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" in ENGINES["weasyprint"].installation
