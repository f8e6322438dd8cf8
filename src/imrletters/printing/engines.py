"""Loads PDF engines by name. Importing this module loads none of them."""

from importlib import import_module

from imrletters.errors import PrintError
from imrletters.printing.engine import Engine

DEFAULT = "weasyprint"
ENGINES = {"typst": "imrletters.printing.typst", "weasyprint": "imrletters.printing.weasyprint"}
"""The package of each engine, by the engine's name. The package defines ``ENGINE`` and may import ``printing``.

It is imported by its name because ``printing`` must not import it: that would be a cycle, and loading takes half a
second that text and HTML letters do not need.
"""


def load_engine(name: str = DEFAULT) -> Engine:
    """The PDF engine of that name. Raises PrintError if there is none, or if a library that it needs is missing."""
    if name not in ENGINES:
        raise PrintError(f"unknown PDF engine {name!r}; expected one of: {', '.join(sorted(ENGINES))}")
    engine: Engine = import_module(ENGINES[name]).ENGINE
    return engine
