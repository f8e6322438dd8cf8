"""Finds the macros, imports and variables of an own template that have no effect."""

from collections.abc import Iterator

from jinja2 import nodes

from imrletters.rendering.template_blocks import nodes_in
from imrletters.rendering.template_relations import LETTERS, MEDIA, Templates
from imrletters.rendering.template_scopes import Names, definitions, names_bound, names_replaced, scoped_statements
from imrletters.rendering.template_use import OURS

CALLERS = ("letter.j2", "copies/parties.j2")
"""The templates of ours that call the macros of a medium."""
OVERRIDE = "override a block (imrletters templates lists them), or choose another name"
COPY = "copy that file (imrletters templates show {}) and change the macro in the copy"


def name_faults(name: str, templates: Templates) -> Iterator[str]:
    """The fault of each macro, imported name and variable of a template that has no effect.

    No template reads it, or a template that this one extends, and that runs after it, defines the same name. Of ours,
    those are examined that the template extends; or, for the macros of a medium, those that call them.
    """
    tree = templates.tree(name)
    defined = [(*place, *each) for place in scoped_statements(tree.body, {}) for each in definitions(place[0])]
    if not defined:
        return  # most editions consist of blocks
    readers = [*templates.own, *templates.extended(name), *(CALLERS if name in MEDIA else ())]
    read = {each for reader in readers for each in templates.names_read(reader)}
    read |= set(_read_from_modules(name, readers, templates))
    read_inside = {each.name for each in nodes_in(tree, nodes.Name) if each.ctx == "load"}
    read_inside.update(*(templates.names_read(each) for each in templates.own))
    for node, scope, what, names in defined:
        fault = f"nothing uses the {what} {', '.join(sorted(names))}"
        if not scope.shared:
            fault = fault if names.isdisjoint(read_inside) else ""
        elif clash := _clash(name, node, names, templates):
            fault = clash
        else:
            fault = _unread(fault, name, names, templates) if names.isdisjoint(read) else ""
        if fault:
            yield f"{name}:{node.lineno}: error: {fault}"


def _clash(name: str, node: nodes.Node, names: Names, templates: Templates) -> str:
    """Why a definition and that of another template of the same letter exclude each other; "" if they do not."""
    for other in templates.extended(name):
        if replaced := _replaced(node, names, templates.tree(other)):
            return _without_effect(other, replaced)
    for other in templates.ours_that_extend(name):
        if replaced := _replaced(node, names, templates.tree(other)):
            return f"{other} defines {replaced} too, for the same letter; choose another name"
    return ""


def _replaced(node: nodes.Node, names: Names, tree: nodes.Template) -> str:
    """The first of the names that another template defines in another way, as in ``{% import ... %}`` of both."""
    found = (names & others for other, others in names_replaced(tree) if other != node)
    return min((name for each in found for name in each), default="")


def _without_effect(other: str, name: str) -> str:
    medium = other.removeprefix(OURS)
    advice = COPY.format(medium) if medium in MEDIA else OVERRIDE
    return f"{other} defines {name} itself, so this has no effect; {advice}"


def _unread(fault: str, name: str, names: Names, templates: Templates) -> str:
    """The fault of names that nothing reads, and what their author may have meant."""
    macros = {each.name for medium in MEDIA for each in nodes_in(templates.tree(medium), nodes.Macro)}
    if name not in MEDIA and (meant := sorted(names & macros)):
        return f"{fault}; m.{meant[0]} is changed in a text.j2, html.j2 and typst.j2 of your own"
    for other in templates.extended(name):
        if bound := sorted(names & names_bound(templates.tree(other))):
            return _without_effect(other, bound[0])
    return fault


def _read_from_modules(name: str, readers: list[str], templates: Templates) -> Iterator[str]:
    """The names that templates read from a template that they import, or from one that extends it."""
    trees = [templates.tree(reader) for reader in readers]
    heirs = {name, *(each for each in templates.own if name in templates.extended(each))}
    modules = {
        each.target for tree in trees for each in nodes_in(tree, nodes.Import) if _may_be_one_of(heirs, each.template)
    }
    for tree in trees:
        for each in nodes_in(tree, nodes.FromImport):
            if _may_be_one_of(heirs, each.template):
                yield from (part if isinstance(part, str) else part[0] for part in each.names)
        for part in nodes_in(tree, nodes.Getattr):
            if isinstance(part.node, nodes.Name) and part.node.name in modules:
                yield part.attr
        for item in nodes_in(tree, nodes.Getitem):
            if isinstance(item.node, nodes.Name) and item.node.name in modules and isinstance(item.arg, nodes.Const):
                yield str(item.arg.value)


def _may_be_one_of(names: set[str], imported: nodes.Expr) -> bool:
    """Whether one of these templates may be the one that is imported; its name may be computed, as that of a medium."""
    if isinstance(imported, nodes.Const):
        return imported.value in names
    return not all(name.startswith(LETTERS) for name in names)
