"""Finds the characters of an own template that the fonts of the letter lack."""

from collections.abc import Iterator

from jinja2 import nodes

from imrletters.rendering.template_blocks import nodes_in
from imrletters.rendering.typefaces import Typefaces, unprintable

WITHOUT_FONTS = ("text.j2", "wording.j2")
"""The macros of the media that are not printed."""
MACROS_IN_PRINT = ("html.j2", "typst.j2")


def character_faults(name: str, tree: nodes.Template, typefaces: Typefaces) -> Iterator[str]:
    """The characters of a template's words that the fonts of the letter lack, each once for each line."""
    if name in WITHOUT_FONTS:
        return
    allowed = typefaces.characters | set("\n\t" if name in MACROS_IN_PRINT else "\n")
    found, replaced = set(), set(map(id, _replaced(tree)))  # equal nodes may stand at other places
    for node in nodes_in(tree, nodes.TemplateData, nodes.Const):
        if id(node) in replaced:
            continue
        text = node.as_const() if isinstance(node, nodes.Expr) else None
        if isinstance(text, str) and text.strip():
            for line, words in enumerate(text.split("\n"), start=node.lineno):
                found |= {(line, character) for character in words if character not in allowed}
    for line, character in sorted(found):
        yield f"{name}:{line}: error: {unprintable(character, typefaces)}"


def _replaced(tree: nodes.Template) -> Iterator[nodes.Node]:
    """The texts that the filter or the method ``replace`` searches for, which are not printed."""
    for part in nodes_in(tree, nodes.Filter):
        if part.name == "replace":
            yield from part.args[:1]
    for call in nodes_in(tree, nodes.Call):
        if isinstance(call.node, nodes.Getattr) and call.node.attr == "replace":
            yield from call.args[:1]
