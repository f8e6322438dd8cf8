"""Finds the fields of the case that each template reads, and whether a case has them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, get_origin

from jinja2 import nodes
from jinja2.defaults import DEFAULT_NAMESPACE
from pydantic import BaseModel, TypeAdapter

from imrletters.case import Audience, Case, parts_in
from imrletters.rendering.environments import template_names, template_tree
from imrletters.rendering.house_style import Letterhead
from imrletters.rendering.own_folder import check_own_folder
from imrletters.rendering.view import letter_view

ANY_ENTRY = "*"
Field = tuple[str, ...]
LANGUAGE = {"caller", "loop", "super", "self", "m", "medium", "style", "edition", "side", "label", *DEFAULT_NAMESPACE}
"""Names of the template language and of the rendering itself."""
ITEM: Field = ("disputed_items", ANY_ENTRY)
SCOPED: dict[str, Field] = {
    "item": ITEM,
    "guideline": (*ITEM, "maximus_guideline"),
    "citation": (*ITEM, "maximus_guideline", "mtus", ANY_ENTRY),
}
"""The names that the scoped blocks of letter.j2 pass to the blocks that override them."""


@dataclass(frozen=True)
class TemplateField:
    """One field that a template reads; ``known`` is whether the view of a case has it."""

    template: str
    line: int
    field: str
    known: bool


def template_fields(templates: Path | None = None) -> Iterator[TemplateField]:
    """The fields that each template reads: of ours, and of those in an organization's own folder.

    Names that a template sets at its top level are not fields, in any template: they are passed on by inheritance.
    Raises HouseStyleError if the folder is at fault (see ``check_own_folder``).
    """
    if templates:
        check_own_folder(templates)
    trees = {name: template_tree(name, templates) for name in template_names(templates)}
    set_names = {name for tree in trees.values() for name in _set_at_top(tree)}
    for name, tree in trees.items():
        read = dict(_reads(tree, set_names))
        for path, line in sorted(read.items()):
            yield TemplateField(name, line, ".".join(path), _known(path))


def offered_fields(audience: Audience) -> list[str]:
    """The fields that the templates of one copy may print, by the path from the top of the view; "*" is any entry."""
    return [".".join(path) for path in _leaves(letter_view(_example(Case), audience, Letterhead()))]


def _leaves(value: Any, path: Field = ()) -> Iterator[Field]:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        yield from _leaves(value[0], (*path, ANY_ENTRY))
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _leaves(inner, (*path, name))
    else:
        yield path


def _known(path: Field) -> bool:
    """Whether the view of a case with every field set has this field."""
    value: Any = _full_view()
    for step in path:
        if step == ANY_ENTRY and isinstance(value, list | tuple):
            value = value[0]
        elif isinstance(value, dict) and step in value:
            value = value[step]
        else:
            return False
    return True


@cache
def _full_view() -> dict[str, Any]:
    return letter_view(_example(Case), "parties", Letterhead())


def _example(model: type[BaseModel]) -> Any:
    """A part of a case with every field set, from the examples in the schema. The fields may contradict each other."""
    values: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        inner = next(parts_in(field.annotation), None)
        if inner is None:
            values[name] = TypeAdapter(field.annotation or object).validate_python((field.examples or [None])[0])
        else:
            listed = get_origin(field.annotation) is tuple
            values[name] = (_example(inner),) if listed else _example(inner)
    return model.model_construct(**values)


def _set_at_top(tree: nodes.Template) -> set[str]:
    """The names that a template sets outside its blocks and macros."""
    assigned = (node.target for node in tree.body if isinstance(node, nodes.Assign | nodes.AssignBlock))
    return {target.name for target in assigned if isinstance(target, nodes.Name)}


def _reads(tree: nodes.Template, set_names: set[str]) -> Iterator[tuple[Field, int]]:
    """The paths of the data that a template reads; in a loop over a list, those of its entries."""
    local = {name.name for name in tree.find_all(nodes.Name) if name.ctx in ("store", "param")} | set_names
    local |= {macro.name for macro in tree.find_all(nodes.Macro)}
    entries = dict(SCOPED)
    for loop in tree.find_all(nodes.For):
        if isinstance(loop.target, nodes.Name) and (path := _path(loop.iter, entries, local)):
            entries[loop.target.name] = (*path, ANY_ENTRY)
    inner = {id(node.node) for node in tree.find_all(nodes.Getattr)}
    names = (name for name in tree.find_all(nodes.Name) if name.ctx == "load")
    for node in (*tree.find_all(nodes.Getattr), *names):
        if id(node) not in inner and (path := _path(node, entries, local)):
            yield path, node.lineno


def _path(node: nodes.Node, entries: dict[str, Field], local: set[str]) -> Field | None:
    """The path of a name, or of an attribute of one, from the top of the view; None for what is not data."""
    if isinstance(node, nodes.Getattr):
        before = _path(node.node, entries, local)
        return before and (*before, node.attr)
    if isinstance(node, nodes.Name):
        if node.name in entries:
            return entries[node.name]
        return None if node.name in local | LANGUAGE else (node.name,)
    return None
