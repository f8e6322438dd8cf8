"""Checks an organization's own templates folder: every part of it is used, and can be printed."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from jinja2 import nodes

from imrletters.errors import HouseStyleError, first_of
from imrletters.rendering.environments import template_tree
from imrletters.rendering.own_blocks import block_faults
from imrletters.rendering.own_characters import character_faults
from imrletters.rendering.own_circles import circle_faults
from imrletters.rendering.own_entities import entity_faults, templates_of_words
from imrletters.rendering.own_files import unused_files
from imrletters.rendering.own_look import look_of
from imrletters.rendering.own_names import name_faults
from imrletters.rendering.template_folder import own_file_names
from imrletters.rendering.template_relations import Templates

MOST_FILES = 1000
"""A folder with more files is not one of templates."""
MOST_LISTED = 20
"""The number of faults of a folder that are listed."""


def check_own_folder(folder: Path) -> None:
    """Raises HouseStyleError, with one line for each fault, unless everything in the folder is used.

    A fault is: a file that is neither one of ours nor named by a template of the folder; a macro, an import or a
    variable that has no effect; a block that no extended template has, or that depends on a condition; words outside
    the blocks of a template that extends another; a character that the fonts lack; an entity of HTML; a template that
    uses itself, or that cannot be read. What the templates use is examined only if all of them can be read, and names
    only if none uses itself. A folder that is found to be correct is not examined again.
    """
    _check_once(folder.resolve())  # the working directory may change


@cache
def _check_once(folder: Path) -> None:
    if not folder.is_dir():
        raise HouseStyleError(f"{folder}: error: there is no such folder of templates")
    look_of(folder)
    names, others = first_of(own_file_names(folder), MOST_FILES)
    if others or not names:
        raise HouseStyleError(
            f"{folder}: error: got {len(names) + others} files; expected a folder of templates, such as "
            f"editions/NAME.j2, with 1 to {MOST_FILES} files"
        )
    found, more = first_of(dict.fromkeys(_faults(folder, names)), MOST_LISTED)
    if found:
        raise HouseStyleError("\n".join([*found, *([f"and {more} more errors"] if more else [])]))


def _faults(folder: Path, names: list[str]) -> Iterator[str]:
    for link in sorted(path for path in folder.rglob("*") if path.is_symlink() and path.is_dir()):
        yield f"{link.relative_to(folder).as_posix()}: error: a folder that is a link is not read; expected the folder"
    trees, unreadable = _trees(folder, names)
    yield from unreadable
    templates = Templates(folder, trees)
    words = templates_of_words(trees)
    look = look_of(folder)
    # a template that cannot be read may use any file and any name
    unused = {} if unreadable else dict(unused_files(names, trees, look.fonts.files))
    circles = {} if unreadable else _circles(templates)
    for name in names:
        if name in unused:
            yield unused[name]
        elif name in circles:
            yield from circles[name]
        elif name in trees:
            yield from _with_errors(block_faults(name, templates))
            yield from character_faults(name, trees[name], look.typefaces)
            yield from entity_faults(name, trees[name]) if name in words else ()
            yield from () if unreadable or circles else _with_errors(name_faults(name, templates))


def _trees(folder: Path, names: list[str]) -> tuple[dict[str, nodes.Template], list[str]]:
    """The syntax trees of the templates by their names, and the faults of those that cannot be read."""
    trees: dict[str, nodes.Template] = {}
    faults = []
    for name in names:
        if name.endswith(".j2"):
            try:
                trees[name] = template_tree(name, folder)
            except HouseStyleError as error:
                faults.append(str(error))
    return trees, faults


def _circles(templates: Templates) -> dict[str, list[str]]:
    """The faults of the templates that use themselves, by their names."""
    found = {name: list(_with_errors(circle_faults(name, templates))) for name in templates.own}
    return {name: faults for name, faults in found.items() if faults}


def _with_errors(faults: Iterator[str]) -> Iterator[str]:
    """The faults of a template, and the error that ends the search for them: that of a template that it extends."""
    try:
        yield from faults
    except HouseStyleError as error:
        yield str(error)
