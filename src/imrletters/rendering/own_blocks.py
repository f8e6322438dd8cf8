"""Finds the blocks and words of an own template that extends another, which this template would not print."""

from collections.abc import Iterator
from pathlib import Path

from jinja2 import nodes

from imrletters.errors import quoted
from imrletters.rendering.template_blocks import exists, nodes_in, offered_blocks, parents

EXCERPT = 40


def block_faults(name: str, tree: nodes.Template, folder: Path) -> Iterator[str]:
    """Blocks that the extended templates do not have, blocks in a condition, and words outside of blocks.

    Jinja replaces a block whatever surrounds it: inside an ``if`` that is false, too.
    """
    extends = next(nodes_in(tree, nodes.Extends), None)
    if not extends:
        return
    extended = list(parents(tree, folder))
    missing = next((parent for parent in extended if not exists(parent, folder)), None)
    if missing:
        yield f"{name}:{extends.lineno}: error: there is no template {missing}"
        return
    known = {block for parent in extended if parent != name for block in offered_blocks(parent, folder)}
    for node in _at_top(tree.body):
        if isinstance(node, nodes.Block) and node not in tree.body:
            yield (
                f"{name}:{node.lineno}: error: the block {node.name} is inside an if, for or with, which has no effect "
                "in a template that extends another; expected it inside the block"
            )
        elif isinstance(node, nodes.Block) and known and node.name not in known:
            from difflib import get_close_matches  # noqa: PLC0415 - only faults need it

            [near] = get_close_matches(node.name, sorted(known), 1, 0)
            place = extended[0] if len(extended) == 1 else "the extended template"
            yield f"{name}:{node.lineno}: error: {place} has no block {node.name}; the nearest name is {near}"
        elif words := _words(node):
            line, text = words
            yield (
                f"{name}:{line}: error: {text} is outside the blocks of a template that extends another, "
                "where nothing is printed; expected it in a block"
            )


def _at_top(body: list[nodes.Node]) -> Iterator[nodes.Node]:
    """The nodes of a template outside its blocks and macros."""
    for node in body:
        yield node
        if isinstance(node, nodes.If | nodes.For | nodes.With):
            inner = (getattr(node, part, []) for part in ("body", "elif_", "else_"))
            yield from (each for part in inner for each in _at_top(part))


def _words(node: nodes.Node) -> tuple[int, str] | None:
    """The line and an excerpt of what a node would print; None if it prints nothing."""
    if isinstance(node, nodes.Include | nodes.CallBlock | nodes.FilterBlock):
        return node.lineno, "a call or an include"
    for part in node.nodes if isinstance(node, nodes.Output) else []:
        if not isinstance(part, nodes.TemplateData):
            return part.lineno, "an expression"
        if text := part.data.strip():
            before = part.data[: part.data.index(text)]
            return part.lineno + before.count("\n"), quoted(text.split("\n")[0][:EXCERPT])
    return None
