"""Reads the files of an organization's own templates folder, and no file outside of it."""

from collections.abc import Callable, Iterator
from pathlib import Path

from jinja2 import BaseLoader, Environment, TemplateNotFound

from imrletters.errors import HouseStyleError, os_error_reason
from imrletters.files import open_inside

SUFFIXES = (".j2", ".css")
"""The endings of the names of templates."""
NOT_IN_NAMES = frozenset("\\:\0")
"""On Windows, a backslash separates folders, and a colon ends a drive or begins a stream of a file."""
LARGEST = 1_000_000
"""The maximum number of bytes of a template."""
LICENCES = ("LICENSE", "LICENCE", "COPYING", "OFL")
"""The names of files with a licence, without their endings; OFL is the SIL Open Font License."""
NOT_FOR_READERS = (*SUFFIXES, ".toml", ".typ")
"""The endings of the names of files that are read, as small letters."""
FONT_FOLDER = "fonts/"
"""The beginning of the names of font files."""
LARGEST_FONT = 20_000_000
"""The maximum number of bytes of a font file."""


class OwnTemplates(BaseLoader):
    """Loads the templates of a folder. Raises HouseStyleError for one that ``read_template`` refuses."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:  # noqa: ARG002 - the signature of jinja2
        """The text of a template and its path. Raises TemplateNotFound if there is no file of this name."""
        data = read_template(self.folder, template) if is_template_name(template) else None
        if data is None:
            raise TemplateNotFound(template)
        return data.decode("utf-8"), str(self.folder / template), lambda: True


def own_file_names(folder: Path) -> Iterator[str]:
    """The names of the files in the folder and the folders inside it, in the order of their paths.

    Files and folders whose names begin with a dot, READMEs and licences do not belong to the templates.
    """
    found = sorted(path for path in folder.rglob("*") if not (path.is_dir() or _is_for_readers(path)))
    names = (path.relative_to(folder) for path in found)
    return (name.as_posix() for name in names if not any(step.startswith(".") for step in name.parts))


def _is_for_readers(path: Path) -> bool:
    """Whether a file is a README, or a licence such as that of a font."""
    name = path.stem.upper()
    ending = path.suffix.lower()
    return (name == "README" and ending not in NOT_FOR_READERS) or (name in LICENCES and ending in ("", ".txt", ".md"))


def has_template(folder: Path, name: str) -> bool:
    """Whether the folder has a file of this name."""
    return name in own_file_names(folder)


def read_template(folder: Path, name: str) -> bytes | None:
    """The content of a template or a font file; None if there is no file of this name.

    Raises HouseStyleError if the file cannot be read, is too large or is not a regular file, or if its real path is
    outside of the folder. Folders that are links are not followed. The path is opened from folder to folder, so that
    it cannot be replaced by a link after it was checked.
    """
    largest = LARGEST_FONT if name.startswith(FONT_FOLDER) else LARGEST
    if not ((folder / name).is_symlink() or (folder / name).exists()):
        return None
    try:
        root = folder.resolve(strict=True)
        parents = (folder / name).parent.relative_to(folder).parts
        real = (root.joinpath(*parents) / Path(name).name).resolve(strict=True)
        if not real.is_relative_to(root) or root.joinpath(*parents).resolve() != root.joinpath(*parents):
            raise HouseStyleError(f"{name}: error: a link leads out of the folder of the templates")
        with open(open_inside(root, real.relative_to(root).parts), "rb") as file:  # noqa: PTH123 - a file descriptor
            data = file.read(largest + 1)
    except (OSError, RuntimeError) as error:  # RuntimeError: links that form a circle
        reason = os_error_reason(error) if isinstance(error, OSError) else "too many links"
        raise HouseStyleError(f"{name}: error: {reason}") from None
    if len(data) > largest:
        raise HouseStyleError(f"{name}: error: the file is larger than {largest} bytes")
    return data


def is_template_name(name: str) -> bool:
    """Whether a name is relative, stays inside the folder, and is that of a template."""
    steps = name.split("/")
    inside = not any(step in ("", ".", "..") or not NOT_IN_NAMES.isdisjoint(step) for step in steps)
    return inside and name.endswith(SUFFIXES)
