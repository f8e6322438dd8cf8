"""Reads TOML texts, and TOML files into pydantic models."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from imrletters.errors import ImrlettersError, os_error_reason

Model = TypeVar("Model", bound=BaseModel)
EXPECTED = {
    "string_type": "a text in quotes",
    "string_pattern_mismatch": "words",
    "string_too_short": "words",
    "bytes_type": "bytes",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "int_parsing": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "list_type": "a list",
    "tuple_type": "a list",
    "model_type": "a table",
    "dict_type": "a table",
    "date_type": "a date as YYYY-MM-DD",
}
"""What is expected, by the type of pydantic's error."""
BOUNDS = {"ge": "at least", "gt": "more than", "le": "at most", "lt": "less than", "multiple_of": "a multiple of"}
"""The words before a bound, by its name in pydantic's error."""
LENGTHS = {
    "too_long": ("at most", "max_length", ("entry", "entries")),
    "too_short": ("at least", "min_length", ("entry", "entries")),
    "string_too_long": ("at most", "max_length", ("character", "characters")),
}
"""The words before a length, its name in pydantic's error and what it counts, by the type of the error."""


class TomlError(ValueError):
    """A text is not TOML, or not such that it can be read."""


def toml_tables(text: str) -> dict[str, Any]:
    """The tables of a TOML text. Raises TomlError."""
    import tomllib  # noqa: PLC0415 - most commands read no TOML file

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise TomlError(f"not TOML: {fault}") from None
    except RecursionError:
        raise TomlError("lists are nested too deeply") from None
    except ValueError:  # of Python, which reads no longer numbers
        raise TomlError("a number has too many digits") from None


def read_toml(path: Path, model: type[Model], error: type[ImrlettersError]) -> Model:
    """The content of the file as a ``model``.

    Raises ``error``, its message one sentence that begins with the path, if the file cannot be read, is not TOML, or
    does not fit the model; then the message also lists the names that the model has.
    """
    try:
        return model.model_validate(toml_tables(path.read_text(encoding="utf-8")))
    except OSError as fault:
        raise error(f"{path}: {os_error_reason(fault)}") from None
    except UnicodeDecodeError as fault:
        raise error(f"{path}: not TOML: {fault}") from None
    except TomlError as fault:
        raise error(f"{path}: {fault}") from None
    except ValidationError as fault:
        raise error(f"{path}: {unfit(fault, model)}") from None


def unfit(error: ValidationError, model: type[BaseModel]) -> str:
    """What does not fit a model, without its values, and the names that the model has."""
    faults = "; ".join(f"{'.'.join(map(str, each['loc']))}: {fault_words(each)}" for each in error.errors())
    return f"{faults}; known: {', '.join(_names(model))}"


def fault_words(details: Any) -> str:
    """An error of pydantic in our words, without the value: what is expected."""
    kind, context = details["type"], details.get("ctx", {})
    if kind == "extra_forbidden":
        return "unknown name"
    if kind == "missing":
        return "is missing"
    if kind == "value_error":  # of a validator of ours
        return str(context["error"])
    if kind in LENGTHS:
        words, name, (one, several) = LENGTHS[kind]
        return f"expected {words} {context[name]} {one if context[name] == 1 else several}"
    bound = next((f"{words} {context[name]:g}" for name, words in BOUNDS.items() if name in context), None)
    return f"expected {bound or EXPECTED.get(kind) or details['msg'].removeprefix('Input should be ')}"


def _names(model: type[BaseModel], table: str = "") -> Iterator[str]:
    """The names of the model's values, as ``table.name``."""
    for name, field in model.model_fields.items():
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            yield from _names(inner, f"{table}{name}.")
        elif not field.exclude:
            yield f"{table}{name}"
