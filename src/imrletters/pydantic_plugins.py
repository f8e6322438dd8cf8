"""Lets pydantic build models without its plugins in a process of ours: no model here needs one."""

import os
import sys
from types import ModuleType

DISABLED = "__all__"
LOADER = "pydantic.plugin._loader"


def disable_plugins() -> None:
    """Disables the plugins, unless the environment variable PYDANTIC_DISABLE_PLUGINS has another value.

    To be called before the first model is defined. Where the variable disables plugins, pydantic still loads
    ``importlib.metadata``, which takes a tenth of the time of a cold start. So an empty loader replaces pydantic's
    private one, which is the same in all versions that pyproject.toml allows.
    """
    if os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", DISABLED) == DISABLED and LOADER not in sys.modules:
        loader = ModuleType(LOADER)
        vars(loader)["get_plugins"] = tuple  # a call returns no plugins
        sys.modules[LOADER] = loader
