"""Finds the files of an organization's own templates folder that nothing uses."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from jinja2 import nodes

from imrletters.rendering.environments import template_names
from imrletters.rendering.look import LOOK_FILE
from imrletters.rendering.template_blocks import nodes_in
from imrletters.rendering.template_folder import FONT_FOLDER

NOT_REPLACED = {
    "letter.css": "change its figures in look.toml, or include this file in an html.j2 of your own",
    "letter.typ": "change its figures in look.toml",
}
"""Files of ours that an own file of the same name does not replace, and what to do instead."""


def unused_files(
    names: Sequence[str], trees: Mapping[str, nodes.Template], fonts: Collection[str]
) -> Iterator[tuple[str, str]]:
    """The name of each file that is neither one of ours nor named by a template that is used, and its fault.

    ``trees`` are the templates that could be read, ``fonts`` the files that the look names.
    """
    used = _used(names, trees) | set(fonts)
    for name in names:
        if name not in used:
            yield name, f"{name}: error: nothing uses this file; {_expected(name)}"


def _used(names: Sequence[str], trees: Mapping[str, nodes.Template]) -> set[str]:
    """The files that replace ours, are editions, or are named in a template that is used."""
    used: set[str] = set()
    replaceable = {*template_names(), LOOK_FILE}
    new = {name for name in names if name in replaceable or _is_edition(name)}
    while new:
        used |= new
        texts = {text.value for name in new if name in trees for text in nodes_in(trees[name], nodes.Const)}
        new = (texts & set(names)) - used
    return used


def _is_edition(name: str) -> bool:
    return name.endswith(".j2") and name.startswith("editions/") and name.count("/") == 1


def _expected(name: str) -> str:
    """What is expected in place of a file that nothing uses."""
    if name in NOT_REPLACED:
        return NOT_REPLACED[name]
    if name.startswith(FONT_FOLDER):
        return f"expected its name in the table fonts of {LOOK_FILE}"
    last = name.rpartition("/")[2]
    known = sorted({*template_names(), LOOK_FILE, f"editions/{last}" if last.endswith(".j2") else "editions/NAME.j2"})
    from difflib import get_close_matches  # noqa: PLC0415 - only faults need it

    near = get_close_matches(name, known, 1, 0.8)
    if last == name and name.endswith(".j2") and not near:
        others = ", ".join(each for each in known if each != f"editions/{name}")
        return f"expected editions/{name} if it is an edition, {others}, or a name that a template includes"
    return f"expected {f'the name {near[0]}' if near else ', '.join(known)}, or a name that a template includes"
