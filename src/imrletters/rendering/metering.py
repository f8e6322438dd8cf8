"""Adds to a template the calls that charge for its loops, comparisons, slices, literals and concatenations.

The sandbox of jinja2 calls a method for each call and operator, but for none of these.
"""

from typing import Any, cast

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

ROUND = "charge a round of a loop, block or macro"
TEMPLATE = "charge a template"
VALUE = "charge the size of a value"
LENGTH = "charge the length of a value"
TEXTS = "charge and concatenate texts"
"""Filters of ``own_environment``. Their names contain spaces, so that no template uses them by accident."""


def metered(tree: nodes.Template) -> nodes.Template:
    """The same template, with the calls that charge for its work."""
    return cast("nodes.Template", _Metering().visit(tree))


class _Metering(NodeTransformer):
    """Replaces nodes by nodes that have the same result."""

    def generic_visit(self, node: nodes.Node, *args: Any, **named: Any) -> nodes.Node:
        """The node with metered parts, and metered itself."""
        super().generic_visit(node, *args, **named)
        if isinstance(node, nodes.Template | nodes.Block | nodes.Macro | nodes.CallBlock | nodes.For):
            charge = _filtered(nodes.Const(None), TEMPLATE if isinstance(node, nodes.Template) else ROUND, node.lineno)
            node.body.insert(0, nodes.ExprStmt(charge, lineno=node.lineno))
        if isinstance(node, nodes.For):
            node.iter = _filtered(node.iter, LENGTH)
        elif isinstance(node, nodes.Compare):
            node.expr = _filtered(node.expr, VALUE)
            for operand in node.ops:
                operand.expr = _filtered(operand.expr, VALUE)
        elif isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Slice):
            node.node = _filtered(node.node, LENGTH)
        elif isinstance(node, nodes.Concat):
            return _filtered(nodes.List(node.nodes, lineno=node.lineno), TEXTS)
        elif isinstance(node, nodes.List | nodes.Dict) or (isinstance(node, nodes.Tuple) and node.ctx == "load"):
            return _filtered(node, VALUE)
        return node


def _filtered(node: nodes.Node, name: str, line: int | None = None) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=line or node.lineno)
