"""Finds where the statements of a template stand, and which names are bound there.

A name that a template defines outside its blocks is known in all templates that it extends or that extend it. Inside a
loop, a macro or a block, other names can be bound: those of the loop, the arguments, and what is defined there.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from jinja2 import nodes

from imrletters.rendering.template_blocks import nodes_in

Names = frozenset[str]
NO_NAMES: Names = frozenset()
BODIES = ("body", "elif_", "else_")
"""The parts of a statement that consist of statements."""


@dataclass(frozen=True)
class Scope:
    """The place of a statement.

    ``bound`` are the names that have another value here than in the template as a whole, and ``given`` those that had
    one where the block began. ``shared`` is whether names that are defined here are known in the other templates.
    """

    bound: Names = NO_NAMES
    given: Names = NO_NAMES
    shared: bool = True


def scoped_statements(
    body: Iterable[nodes.Node], passed: Mapping[str, Names], scope: Scope = Scope()
) -> Iterator[tuple[nodes.Node, Scope]]:
    """Every statement with its scope, in the order of the template.

    ``passed`` are the names that the extended templates pass to blocks, by the names of these blocks.
    """
    for node in body:
        yield node, scope
        if isinstance(node, nodes.Block):
            given = (scope.bound if node.scoped else scope.given) | passed.get(node.name, NO_NAMES)
            yield from scoped_statements(node.body, passed, Scope(given, given, shared=False))
        elif isinstance(node, nodes.If):
            for branch in (node.body, node.elif_, node.else_):
                yield from scoped_statements(branch, passed, scope)
        else:
            inner = replace(scope, bound=scope.bound | _bound_inside(node), shared=False)
            yield from scoped_statements(getattr(node, "body", ()), passed, inner)
            yield from scoped_statements(getattr(node, "else_", ()), passed, replace(scope, shared=False))
        if not scope.shared:
            scope = replace(scope, bound=scope.bound.union(*(names for _, names in definitions(node))))


def definitions(node: nodes.Node) -> Iterator[tuple[str, Names]]:
    """What a statement defines, and its names: several for an assignment to several names."""
    if isinstance(node, nodes.Macro):
        yield "macro", frozenset({node.name})
    elif isinstance(node, nodes.Import):
        yield "import", frozenset({node.target})
    elif isinstance(node, nodes.FromImport):
        yield from (("import", frozenset({each if isinstance(each, str) else each[1]})) for each in node.names)
    elif isinstance(node, nodes.Assign | nodes.AssignBlock):
        names = frozenset(each.name for each in nodes_in(node.target, nodes.Name))
        if names:  # none for an attribute of a namespace
            yield "variable", names


def names_passed(tree: nodes.Template, passed: Mapping[str, Names]) -> Iterator[tuple[str, Names]]:
    """The names that a template passes to each of its blocks, such as those of the loop around it."""
    for node, scope in scoped_statements(tree.body, passed):
        if isinstance(node, nodes.Block):
            yield node.name, scope.bound if node.scoped else scope.given


def names_bound(tree: nodes.Template) -> set[str]:
    """The names that a template binds anywhere: by definitions, loops and arguments."""
    return {
        name
        for node, _ in scoped_statements(tree.body, {})
        for names in (_bound_inside(node), *(names for _, names in definitions(node)))
        for name in names
    }


def names_replaced(tree: nodes.Template) -> Iterator[tuple[nodes.Node, Names]]:
    """The definitions by which a template replaces values that templates which extend it have defined.

    A name is not among them if its value is read first, such as in ``{% set name = name | default("words") %}``.
    """
    read = NO_NAMES
    for node, scope in scoped_statements(tree.body, {}):
        read |= _read_by(node) - scope.bound
        if scope.shared:
            yield from ((node, names - read) for _, names in definitions(node))


def names_read(tree: nodes.Template, passed: Mapping[str, Names]) -> set[str]:
    """The names whose values a template reads from outside, or from its own definitions outside its blocks."""
    return {name for node, scope in scoped_statements(tree.body, passed) for name in _read_by(node) - scope.bound}


def _bound_inside(node: nodes.Node) -> Names:
    """The names that a loop, a ``with``, a macro or a call binds in its body."""
    if isinstance(node, nodes.For):
        return frozenset({"loop", *(each.name for each in nodes_in(node.target, nodes.Name))})
    if isinstance(node, nodes.With):
        return frozenset(each.name for target in node.targets for each in nodes_in(target, nodes.Name))
    return frozenset(each.name for each in node.args) if isinstance(node, nodes.Macro | nodes.CallBlock) else NO_NAMES


def _read_by(node: nodes.Node) -> Names:
    """The names that a statement reads outside the statements in its bodies."""
    if isinstance(node, nodes.For):
        condition = _loaded(node.test) - _bound_inside(node) if node.test else NO_NAMES
        return _loaded(node.iter) | condition
    return NO_NAMES.union(*map(_loaded, node.iter_child_nodes(exclude=BODIES)))


def _loaded(part: nodes.Node) -> Names:
    return frozenset(each.name for each in nodes_in(part, nodes.Name) if each.ctx == "load")
