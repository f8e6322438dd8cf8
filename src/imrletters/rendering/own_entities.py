"""Finds entities of HTML in the words of own templates, which only HTML letters would print as a character."""

import re
from collections.abc import Iterator, Mapping
from html import unescape

from jinja2 import nodes

from imrletters.errors import quoted
from imrletters.rendering.template_blocks import nodes_in
from imrletters.rendering.template_relations import LETTERS, MEDIA

ENTITY = re.compile(r"&(?:#[0-9]{1,40}|#[xX][0-9A-Fa-f]{1,40}|[A-Za-z][A-Za-z0-9]{1,40});?")
ADVICE = 'write that character itself, or {{ "&" }} in place of & to print the words as they are'


def entity_faults(name: str, tree: nodes.Template) -> Iterator[str]:
    """The entities in the words of a template, each once for each line."""
    found = dict.fromkeys(
        (part.lineno + part.data.count("\n", 0, entity.start()), entity[0])
        for part in nodes_in(tree, nodes.TemplateData)
        for entity in ENTITY.finditer(part.data)
    )
    for line, entity in sorted(found):
        if (meant := unescape(entity)) != entity:
            yield f'{name}:{line}: error: "{entity}" would be {quoted(meant)} in HTML letters only; {ADVICE}'


def templates_of_words(trees: Mapping[str, nodes.Template]) -> set[str]:
    """The names of the templates of letters, and of those that they name; not of the macros of the media."""
    used: set[str] = set()
    new = {name for name in trees if name.startswith(LETTERS)}
    while new:
        used |= new
        named = {text.value for name in new for text in nodes_in(trees[name], nodes.Const)}
        new = (named & trees.keys()) - used - set(MEDIA)
    return used
