"""Finds the blocks and words of an own template that extends another, which this template would not print."""

from collections.abc import Iterator

from jinja2 import nodes

from imrletters.errors import quoted
from imrletters.rendering.template_blocks import nodes_in
from imrletters.rendering.template_relations import Templates

EXCERPT = 40


def block_faults(name: str, templates: Templates) -> Iterator[str]:
    """Blocks that the extended templates do not have, blocks in a condition, and words outside of blocks.

    Jinja replaces a block whatever surrounds it: inside an ``if`` that is false, too.
    """
    tree = templates.tree(name)
    extends = next(nodes_in(tree, nodes.Extends), None)
    if not extends:
        return
    if missing := templates.missing_parents(name):
        yield f"{name}:{extends.lineno}: error: there is no template {missing[0]}"
        return
    extended = templates.parents(name)
    above = templates.extended(name)
    all_known = not any(map(templates.missing_parents, above))
    known = {block.name for each in above for block in nodes_in(templates.tree(each), nodes.Block)} if all_known else ()
    for node in _at_top(tree.body):
        if isinstance(node, nodes.Block) and node not in tree.body:
            yield (
                f"{name}:{node.lineno}: error: the block {node.name} is inside an if, for or with, which has no effect "
                "in a template that extends another; expected it inside the block"
            )
        elif isinstance(node, nodes.Block | nodes.Macro | nodes.AssignBlock):
            from difflib import get_close_matches  # noqa: PLC0415 - only faults need it

            for block in _outermost_blocks(node):
                if known and block.name not in known:
                    [near] = get_close_matches(block.name, sorted(known), 1, 0)
                    place = extended[0] if len(extended) == 1 else "the extended template"
                    yield f"{name}:{block.lineno}: error: {place} has no block {block.name}; the nearest name is {near}"
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


def _outermost_blocks(node: nodes.Node) -> Iterator[nodes.Block]:
    """The blocks in a statement that are not inside another block."""
    left = [node]
    while left:
        each = left.pop()
        if isinstance(each, nodes.Block):
            yield each
        else:
            left += each.iter_child_nodes()


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
