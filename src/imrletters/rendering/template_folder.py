"""Reads the files of an organization's own templates folder, and no file outside of it."""

from collections.abc import Callable, Iterator
from pathlib import Path

from jinja2 import BaseLoader, Environment, TemplateNotFound

from imrletters.errors import HouseStyleError, os_error_reason
from imrletters.files import open_inside

SUFFIXES = (".j2", ".css")
"""The endings of the names of templates. Other files have no digest in a letter, so templates cannot use them."""
LARGEST = 1_000_000
"""The maximum number of bytes of a template."""


class OwnTemplates(BaseLoader):
    """Loads the templates of a folder. Raises HouseStyleError for one that ``read_template`` refuses."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:  # noqa: ARG002 - the signature of jinja2
        """The text of a template and its path. Raises TemplateNotFound if there is no file of this name."""
        data = read_template(self.folder, template) if _is_name(template) else None
        if data is None:
            raise TemplateNotFound(template)
        return data.decode("utf-8"), str(self.folder / template), lambda: True


def own_template_names(folder: Path) -> Iterator[str]:
    """The names of the templates in the folder and the folders inside it, in the order of their paths."""
    found = {path for suffix in SUFFIXES for path in folder.rglob(f"*{suffix}") if not path.is_dir()}
    return (path.relative_to(folder).as_posix() for path in sorted(found))


def has_template(folder: Path, name: str) -> bool:
    """Whether the folder has a template of this name."""
    return name in own_template_names(folder)


def read_template(folder: Path, name: str) -> bytes | None:
    """The content of a template; None if there is no file of this name.

    Raises HouseStyleError if the file cannot be read, is too large or is not a regular file, or if its real path is
    outside of the folder. Folders that are links are not followed. The path is opened from folder to folder, so that
    it cannot be replaced by a link after it was checked.
    """
    if not ((folder / name).is_symlink() or (folder / name).exists()):
        return None
    try:
        root = folder.resolve(strict=True)
        parents = (folder / name).parent.relative_to(folder).parts
        real = (root.joinpath(*parents) / Path(name).name).resolve(strict=True)
        if not real.is_relative_to(root) or root.joinpath(*parents).resolve() != root.joinpath(*parents):
            raise HouseStyleError(f"{name}: error: a link leads out of the folder of the templates")
        with open(open_inside(root, real.relative_to(root).parts), "rb") as file:  # noqa: PTH123 - a file descriptor
            data = file.read(LARGEST + 1)
    except (OSError, RuntimeError) as error:  # RuntimeError: links that form a circle
        reason = os_error_reason(error) if isinstance(error, OSError) else "too many links"
        raise HouseStyleError(f"{name}: error: {reason}") from None
    if len(data) > LARGEST:
        raise HouseStyleError(f"{name}: error: the template is larger than {LARGEST} bytes")
    return data


def _is_name(name: str) -> bool:
    """Whether a name is relative, stays inside the folder, and is that of a template."""
    steps = name.split("/")
    inside = not any(step in ("", ".", "..") or "\\" in step or "\0" in step for step in steps)
    return inside and name.endswith(SUFFIXES)
