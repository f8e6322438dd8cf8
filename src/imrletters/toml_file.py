"""Reads a TOML file into a pydantic model."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from imrletters.errors import ImrlettersError, os_error_reason

Model = TypeVar("Model", bound=BaseModel)


def read_toml(path: Path, model: type[Model], error: type[ImrlettersError]) -> Model:
    """The content of the file as a ``model``.

    Raises ``error``, its message one sentence that begins with the path, if the file cannot be read, is not TOML, or
    does not fit the model; then the message also lists the names that the model has.
    """
    try:
        return model.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as fault:
        raise error(f"{path}: {os_error_reason(fault)}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise error(f"{path}: not TOML: {fault}") from None
    except ValidationError as fault:
        faults = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg'].lower()}" for e in fault.errors())
        raise error(f"{path}: {faults}; known: {', '.join(_names(model))}") from None


def _names(model: type[BaseModel], table: str = "") -> Iterator[str]:
    """The names of the model's values, as ``table.name``."""
    for name, field in model.model_fields.items():
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            yield from _names(inner, f"{table}{name}.")
        elif not field.exclude:
            yield f"{table}{name}"
