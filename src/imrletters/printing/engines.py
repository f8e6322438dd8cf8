"""Loads PDF engines by name. Importing this module loads none of them."""

from importlib import import_module
from typing import Literal, NamedTuple

from imrletters.errors import PrintError
from imrletters.printing.engine import Engine

EngineName = Literal["weasyprint", "typst"]
DEFAULT: EngineName = "weasyprint"


class EnginePackage(NamedTuple):
    """The package of an engine, which defines ``ENGINE`` and may import ``printing``; and how to install the engine."""

    module: str
    installation: str


ENGINES: dict[EngineName, EnginePackage] = {
    "weasyprint": EnginePackage(
        "imrletters.printing.weasyprint",
        "on Debian and Ubuntu: apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    ),
    "typst": EnginePackage("imrletters.printing.typst", "pip install 'imrletters[typst]'"),
}
"""The package of each engine. It raises ImportError if a library that it needs is missing.

It is imported by its name because ``printing`` must not import it: that would be a cycle, and loading takes half a
second that text and HTML letters do not need.
"""


def load_engine(name: str = DEFAULT) -> Engine:
    """The PDF engine of that name. Raises PrintError if there is none, or if a library that it needs is missing."""
    found = engine_named(name)
    if found is None:
        raise PrintError(f"unknown PDF engine {name!r}; expected one of: {', '.join(sorted(ENGINES))}")
    try:
        engine: Engine = import_module(ENGINES[found].module).ENGINE
    except ImportError as error:
        others = [f"--engine {other} ({ENGINES[other].installation})" for other in ENGINES if other != found]
        raise PrintError(
            f"the PDF engine {found} is not installed completely ({error}); {ENGINES[found].installation}; "
            f"or print with {' or '.join(others)}"
        ) from error
    return engine


def engine_named(name: str) -> EngineName | None:
    """The name, if it is that of an engine; else None."""
    return next((each for each in ENGINES if each == name), None)
