"""Checks an organization's own templates folder: every part of it is used, and can be printed."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from jinja2 import nodes

from imrletters.errors import HouseStyleError, first_of
from imrletters.rendering.environments import template_tree
from imrletters.rendering.own_blocks import block_faults
from imrletters.rendering.own_characters import character_faults
from imrletters.rendering.own_files import unused_files
from imrletters.rendering.own_look import look_of
from imrletters.rendering.own_names import unused_names
from imrletters.rendering.template_folder import own_file_names

MOST_FILES = 1000
"""A folder with more files is not one of templates."""
MOST_LISTED = 20
"""The number of faults of a folder that are listed."""


def check_own_folder(folder: Path) -> None:
    """Raises HouseStyleError, with one line for each fault, unless everything in the folder is used.

    A fault is: a file that is neither one of ours nor named by a template of the folder; a macro, an import or a
    variable that nothing reads; a block that no extended template has, or that depends on a condition; words outside
    the blocks of a template that extends another; a character that the fonts lack; a template that cannot be read. What
    the templates use is examined only if all of them can be read. A folder that is found to be correct is not examined
    again.
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
    trees: dict[str, nodes.Template] = {}
    for name in names:
        if name.endswith(".j2"):
            try:
                trees[name] = template_tree(name, folder)
            except HouseStyleError as error:
                yield str(error)
    look = look_of(folder)
    # a template that cannot be read may use any file and any name
    all_read = all(name in trees for name in names if name.endswith(".j2"))
    unused = dict(unused_files(names, trees, look.fonts.files)) if all_read else {}
    for name in names:
        if name in unused:
            yield unused[name]
        elif name in trees:
            yield from _with_errors(block_faults(name, trees[name], folder))
            yield from character_faults(name, trees[name], look.typefaces)
            if all_read:
                yield from _with_errors(unused_names(name, trees, folder))


def _with_errors(faults: Iterator[str]) -> Iterator[str]:
    """The faults of a template, and the error that ends the search for them: that of a template that it extends."""
    try:
        yield from faults
    except HouseStyleError as error:
        yield str(error)
