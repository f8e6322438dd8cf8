"""Guards over the structure of the code, each shown to be able to fail."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Literal, get_origin

import pytest

import imrletters
from imrletters.resources import PACKAGE

LEVELS = [
    {"errors"},
    {"resources", "values", "manifest", "textdiff", "tagtree", "xmp", "pdfobjects"},
    {"measure", "pagecheck"},
    {"parties", "house"},
    {"case"},
    {"source", "schema", "guidelines", "view", "provenance", "examples"},
    {"render"},
    {"wording", "template_fields"},
    {"grammar"},
    {"printable"},
    {"engine"},
    {"validation", "pages", "pdf"},
    {"reading", "layout", "appended"},
    {"origins", "content", "compare", "tags"},
    {"structure"},
    {"parse", "check"},
    {"proofread", "settings", "reports"},
    {"letter", "inputs", "sign"},
    {"envelope", "batch"},
    {"proof"},
    {"__init__"},
    {"service"},
    {"cli", "testing"},
]
DOORS = LEVELS[-1] | LEVELS[-2]  # of which the command line opens one
WORLDLY_ROOMS = {*DOORS, "batch"}  # a batch starts processes and writes files
LEVEL_OF = {name: level for level, names in enumerate(LEVELS) for name in names}
ONLY_IMPORTERS = {
    "jinja2": {"render", "template_fields"},
    "weasyprint": {"pdf", "engine"},
    "pydyf": {"pdf", "tagtree"},
    "pyhanko": {"sign"},
    "pdfminer": {"pages", "pdfobjects", "envelope", "content", "appended", "tags"},
    "pypdfium2": {"testing"},
    "syrupy": {"testing"},
    "hypothesis": {"testing"},
    "click": {"cli"},
    "fastapi": {"service"},
    "starlette": {"service"},
    "uvicorn": {"service"},
    "watchfiles": {"service"},
    "mimeparse": {"service"},
    "pydantic_core": {"values", "parties", "case"},
}
WORLDLY_MODULES = {
    "time",
    "os",
    "socket",
    "random",
    "secrets",
    "uuid",
    "urllib",
    "http",
    "subprocess",
    "getpass",
    "locale",
    "tempfile",
}
ALLOWED = {"os.register_at_fork"}  # it asks for nothing; the PDF engine's lock needs it
WORLDLY_CALLS = {"now", "today", "utcnow", "environ", "getenv", "getcwd", "home", "cwd", "expanduser"}
FILES = {path.relative_to(PACKAGE): path.read_text(encoding="utf-8") for path in sorted(PACKAGE.rglob("*.py"))}
# the files of a folder are one room
MODULES = {
    room: "\n".join(code for path, code in FILES.items() if path.with_suffix("").parts[0] == room)
    for room in sorted({path.with_suffix("").parts[0] for path in FILES})
}


def imports(code: str) -> Iterator[str]:
    """The dotted names that a module imports, wherever in it; ``from a import b`` gives ``a.b``."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{'.' * node.level}{node.module or ''}.{name.name}" for name in node.names)


def siblings(code: str) -> set[str]:
    """The modules of imrletters that a module imports."""
    parts = [name.split(".") for name in imports(code) if name.split(".")[0] == "imrletters"]
    return {part[1] if len(part) > 1 and part[1] in LEVEL_OF else "__init__" for part in parts}


def upward(module: str, code: str) -> set[str]:
    """The imports of a module that do not go to a level below its own."""
    return {other for other in siblings(code) - {module} if LEVEL_OF[other] >= LEVEL_OF[module]}


def worldly(code: str) -> set[str]:
    """What a module takes from outside its arguments: clock, environment, network, chance."""
    modules = {name.split(".")[0] for name in {*imports(code)} - ALLOWED} & WORLDLY_MODULES
    used = {node.attr for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Attribute)} & WORLDLY_CALLS
    return modules | used


def test_every_module_has_a_level() -> None:
    assert len(MODULES) > 18
    assert MODULES.keys() <= LEVEL_OF.keys()


def test_imports_go_downward_only() -> None:
    assert sum(len(siblings(code)) for code in MODULES.values()) > 30
    assert {module: found for module, code in MODULES.items() if (found := upward(module, code))} == {}


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("parties", "from imrletters.case import Case"),
        ("case", "from imrletters.render import render_text"),
        ("view", "from imrletters.template_fields import template_fields"),
        ("render", "def f():\n    import imrletters.pdf"),
        ("grammar", "from imrletters.printable import faults"),
        ("parse", "from imrletters import canonical"),
        ("check", "from imrletters.letter import render"),
        ("letter", "from imrletters import cli"),
        ("service", "from imrletters.cli.outcome import each"),
        ("service", "from imrletters.testing.snapshots import LetterText"),
    ],
)
def test_an_import_upward_would_be_noticed(module: str, line: str) -> None:
    assert upward(module, line)


def test_no_import_is_relative() -> None:
    assert not [name for code in MODULES.values() for name in imports(code) if name.startswith(".")]
    assert list(imports("from . import case")) == ["..case"]


def importers(modules: dict[str, str], package: str) -> set[str]:
    return {module for module, code in modules.items() if package in {name.split(".")[0] for name in imports(code)}}


@pytest.mark.parametrize(("package", "modules"), ONLY_IMPORTERS.items(), ids=ONLY_IMPORTERS)
def test_a_library_is_imported_where_its_room_is(package: str, modules: set[str]) -> None:
    assert importers(MODULES, package) == modules


def test_another_importer_would_be_noticed() -> None:
    assert importers(MODULES | {"parse": "from weasyprint.text import fonts"}, "weasyprint") == {
        "pdf",
        "engine",
        "parse",
    }


def test_nothing_below_the_doors_asks_the_world() -> None:
    below = {module: code for module, code in MODULES.items() if module not in WORLDLY_ROOMS}
    assert len(below) > 15
    assert {module: found for module, code in below.items() if (found := worldly(code))} == {}
    assert worldly(MODULES["cli"])


@pytest.mark.parametrize(
    "code",
    [
        "from datetime import date\ndate.today()",
        "import datetime\ndatetime.datetime.now()",
        "import time",
        "from os import environ",
        "def f():\n    import socket",
        "from urllib.request import urlopen",
    ],
)
def test_asking_the_world_would_be_noticed(code: str) -> None:
    assert worldly(code)


def loaded_after(code: str) -> set[str]:
    """The packages that a fresh Python has loaded after running ``code``."""
    script = f"{code}\nimport sys\nprint(*{{name.split('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_importing_the_package_loads_no_heavy_library() -> None:
    loaded = loaded_after("import imrletters")
    assert {"imrletters", "jinja2", "pydantic"} <= loaded
    assert not loaded & {"weasyprint", "pdfminer", "pyhanko", "pytest", "click", "fontTools", "fastapi"}


def test_a_heavy_library_would_be_noticed() -> None:
    assert {"weasyprint", "fontTools"} <= loaded_after("import imrletters.pdf")
    assert "pdfminer" in loaded_after("import imrletters.pages")
    assert "pyhanko" in loaded_after("import imrletters.sign")
    assert "fastapi" in loaded_after("import imrletters.service.app")


def test_writing_a_text_letter_by_command_loads_no_pdf_engine(tmp_path: Path) -> None:
    sample = str(PACKAGE.parents[1] / "samples" / "mixed-decisions.json")
    arguments = ["render", sample, "--format", "text", "-o", str(tmp_path)]
    script = f"from imrletters.cli import main\ntry:\n    main({arguments!r})\nexcept SystemExit:\n    pass"
    loaded = loaded_after(script)
    assert (tmp_path / "mixed-decisions.txt").exists()
    assert not loaded & {"weasyprint", "pdfminer"}


def public(module: ModuleType) -> set[str]:
    return {
        name for name, value in vars(module).items() if not name.startswith("_") and not isinstance(value, ModuleType)
    }


def test_the_public_names_are_those_told_and_sorted() -> None:
    assert len(imrletters.__all__) > 15
    assert public(imrletters) == set(imrletters.__all__)
    assert imrletters.__all__ == sorted(imrletters.__all__)
    assert all(isinstance(function, FunctionType) for function in (imrletters.render, imrletters.parse))


def test_a_name_that_is_not_told_would_be_noticed() -> None:
    module = ModuleType("planted")
    vars(module).update({"told": 1, "_private": 2, "submodule": ast})
    assert public(module) == {"told"}


def test_every_public_thing_says_what_it_is() -> None:
    things = {name: getattr(imrletters, name) for name in imrletters.__all__}
    # a choice of words says what it is by the words
    assert [name for name, thing in things.items() if get_origin(thing) is not Literal and not thing.__doc__] == []
