"""Finds the blocks of templates, and those that they inherit from the templates that they extend."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, TypeVar

from jinja2 import nodes

from imrletters.rendering.environments import template_names, template_tree

Kind = TypeVar("Kind", bound=nodes.Node)
PARTIES = "copies/parties.j2"
"""The template of the parties' copy."""
EDITION = "edition"
"""The name of the template variable by which a copy extends the edition of its case."""


class TemplateBlock(NamedTuple):
    """A block that a template offers to those that extend it, and the place of its definition."""

    name: str
    template: str
    line: int


def offered_blocks(template: str, templates: Path | None = None) -> dict[str, TemplateBlock]:
    """The blocks of a template and of all that it extends, each by its name with its innermost definition.

    Raises HouseStyleError if one of the templates cannot be read.
    """
    return _offered(template, templates, frozenset())


def _offered(template: str, templates: Path | None, extending: frozenset[str]) -> dict[str, TemplateBlock]:
    tree = template_tree(template, templates)
    blocks = {block.name: TemplateBlock(block.name, template, block.lineno) for block in nodes_in(tree, nodes.Block)}
    for parent in parents(tree, templates):
        if parent not in extending:  # a circle is an error when the template runs
            blocks = _offered(parent, templates, extending | {template}) | blocks
    return blocks


def nodes_in(tree: nodes.Node, *kinds: type[Kind]) -> Iterator[Kind]:
    """The nodes of these kinds in a tree of any depth, in no particular order."""
    left: list[nodes.Node] = [tree]
    while left:
        node = left.pop()
        if isinstance(node, kinds):
            yield node
        left += node.iter_child_nodes()


def parents(tree: nodes.Template, templates: Path | None = None) -> Iterator[str]:
    """The names of the templates that a template may extend: every edition, if that of the case decides.

    A name that is computed in another way is not known.
    """
    for extends in nodes_in(tree, nodes.Extends):
        named = extends.template
        if isinstance(named, nodes.Name) and named.name == EDITION:
            yield from (name for name in template_names(templates) if name.startswith("editions/"))
        else:
            chosen = (named.expr1, named.expr2) if isinstance(named, nodes.CondExpr) else (named,)
            yield from (each.value for each in chosen if isinstance(each, nodes.Const))
