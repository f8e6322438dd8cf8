"""Finds the macros, imports and variables of an own template that no template reads."""

from collections.abc import Iterator, Mapping
from operator import attrgetter
from pathlib import Path

from jinja2 import nodes

from imrletters.rendering.environments import template_tree
from imrletters.rendering.template_blocks import exists, nodes_in, parents

MEDIA = ("html.j2", "text.j2", "typst.j2", "wording.j2")
"""The templates of macros, which our templates call."""
CALLERS = ("letter.j2", "copies/parties.j2")
DEFINING = (nodes.Macro, nodes.Import, nodes.FromImport, nodes.Assign, nodes.AssignBlock)
MACROS = "m"
"""The name under which every template has the macros of its medium."""


def unused_names(name: str, trees: Mapping[str, nodes.Template], folder: Path) -> Iterator[str]:
    """The fault of each macro, imported name and variable of a template that nothing reads.

    ``trees`` are the templates of the folder. Of ours, those are read that the template extends, which have its
    variables too; or, for the macros of a medium, those that call them.
    """
    ours = CALLERS if name in MEDIA else _extended(name, folder)
    readers = [*trees.values(), *(template_tree(each, folder) for each in ours)]
    modules = {MACROS, *(each.target for tree in readers for each in nodes_in(tree, nodes.Import))}
    read = {each for tree in readers for each in _names_read(tree, modules)}
    for node in sorted(nodes_in(trees[name], *DEFINING), key=attrgetter("lineno")):
        for what, defined in _definitions(node):
            if defined.isdisjoint(read):
                yield f"{name}:{node.lineno}: error: nothing uses the {what} {', '.join(sorted(defined))}"


def _extended(name: str, folder: Path) -> set[str]:
    """The names of the templates that a template extends, and of those that they extend; not of missing ones."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        known = {each for each in parents(template_tree(waiting.pop(), folder), folder) if exists(each, folder)}
        new = known - found
        found |= new
        waiting += new
    return found


def _definitions(node: nodes.Node) -> Iterator[tuple[str, set[str]]]:
    """What a tag defines, and its names. Of several names of one assignment, it is enough if one is read."""
    if isinstance(node, nodes.Macro):
        yield "macro", {node.name}
    elif isinstance(node, nodes.Import):
        yield "import", {node.target}
    elif isinstance(node, nodes.FromImport):
        yield from (("import", {each if isinstance(each, str) else each[1]}) for each in node.names)
    elif isinstance(node, nodes.Assign | nodes.AssignBlock):
        names = {each.name for each in nodes_in(node.target, nodes.Name)}
        if names:  # none for an attribute of a namespace
            yield "variable", names


def _names_read(tree: nodes.Template, modules: set[str]) -> Iterator[str]:
    """The names that a template reads: of variables, from imported templates (``modules``), and in imports."""
    yield from (each.name for each in nodes_in(tree, nodes.Name) if each.ctx == "load")
    for each in nodes_in(tree, nodes.FromImport):
        yield from (name if isinstance(name, str) else name[0] for name in each.names)
    for part in nodes_in(tree, nodes.Getattr):
        if isinstance(part.node, nodes.Name) and part.node.name in modules:
            yield part.attr
    for item in nodes_in(tree, nodes.Getitem):
        if isinstance(item.node, nodes.Name) and item.node.name in modules and isinstance(item.arg, nodes.Const):
            yield str(item.arg.value)
