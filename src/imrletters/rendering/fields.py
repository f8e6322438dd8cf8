"""Which fields of the case each template reads, and whether the case has them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, get_origin

from jinja2 import nodes
from pydantic import TypeAdapter

from imrletters.case import Case, Part, parts_in
from imrletters.rendering.house_style import Letterhead
from imrletters.rendering.templates import template_names, template_tree
from imrletters.rendering.view import letter_view

ANY_ENTRY = "*"
Field = tuple[str, ...]
SPOKEN = {"caller", "loop", "super", "self", "m", "medium", "style", "edition", "side", "label"}
"""Names of the template language and of the rendering itself."""
ITEM: Field = ("disputed_items", ANY_ENTRY)
HANDED_DOWN: dict[str, Field] = {
    "item": ITEM,
    "guideline": (*ITEM, "maximus_guideline"),
    "citation": (*ITEM, "maximus_guideline", "mtus", ANY_ENTRY),
}
"""What the scoped blocks of letter.j2 hand to the blocks that replace them."""


@dataclass(frozen=True)
class TemplateField:
    """One field that a template reads: ``known`` says whether the schema (or what is derived from it) has it."""

    template: str
    line: int
    field: str
    known: bool


def template_fields(templates: Path | None = None) -> Iterator[TemplateField]:
    """The fields that each template reads, of an organization's own folder first and of ours."""
    for name in template_names(templates):
        read = dict(_reads(template_tree(name, templates)))
        for path, line in sorted(read.items()):
            yield TemplateField(name, line, ".".join(path), _known(path))


def _known(path: Field) -> bool:
    """Whether the view of a case that has everything has this."""
    value: Any = _full_view()
    for step in path:
        if step == ANY_ENTRY and isinstance(value, list | tuple):
            value = value[0]
        elif isinstance(value, dict) and step in value:
            value = value[step]
        elif isinstance(value, Letterhead) and hasattr(value, step):
            value = getattr(value, step)
        else:
            return False
    return True


@cache
def _full_view() -> dict[str, Any]:
    return letter_view(_example(Case), "parties", Letterhead())


def _example(model: type[Part]) -> Any:
    """A part of a case with every field set, from the examples in the schema, whether or not they go together."""
    values: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        inner = next(parts_in(field.annotation), None)
        if inner is None:
            values[name] = TypeAdapter(field.annotation or object).validate_python((field.examples or [None])[0])
        else:
            listed = get_origin(field.annotation) is tuple
            values[name] = (_example(inner),) if listed else _example(inner)
    return model.model_construct(**values)


def _reads(tree: nodes.Template) -> Iterator[tuple[Field, int]]:
    """The paths of data that a template reads, loops over lists followed."""
    local = {name.name for name in tree.find_all(nodes.Name) if name.ctx in ("store", "param")}
    local |= {macro.name for macro in tree.find_all(nodes.Macro)}
    entries = dict(HANDED_DOWN)
    for loop in tree.find_all(nodes.For):
        if isinstance(loop.target, nodes.Name) and (path := _path(loop.iter, entries, local)):
            entries[loop.target.name] = (*path, ANY_ENTRY)
    inner = {id(node.node) for node in tree.find_all(nodes.Getattr)}
    names = (name for name in tree.find_all(nodes.Name) if name.ctx == "load")
    for node in (*tree.find_all(nodes.Getattr), *names):
        if id(node) not in inner and (path := _path(node, entries, local)):
            yield path, node.lineno


def _path(node: nodes.Node, entries: dict[str, Field], local: set[str]) -> Field | None:
    """The path of a name or an attribute of one, from the view's own names on; None for what is not data."""
    if isinstance(node, nodes.Getattr):
        before = _path(node.node, entries, local)
        return before and (*before, node.attr)
    if isinstance(node, nodes.Name):
        if node.name in entries:
            return entries[node.name]
        return None if node.name in local | SPOKEN else (node.name,)
    return None
