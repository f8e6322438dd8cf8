"""Loads an organization's own additions to the catalogue of guidelines."""

from imrletters.errors import DataError, Problem, os_error_reason
from imrletters.mtus.catalogue import OwnGuidelines, catalogue_with
from imrletters.path_names import PathName, file_path


def load_guidelines(path: PathName) -> OwnGuidelines:
    """The additions in a TOML file.

    Raises DataError, with a problem for each error, if the file cannot be read, is not TOML, or contradicts itself or
    our catalogue.
    """
    path = file_path(path)
    try:
        own = OwnGuidelines(path.name, path.read_text(encoding="utf-8"))
        catalogue_with(own)
    except OSError as error:
        raise DataError([Problem(os_error_reason(error), source=str(path))]) from None
    except UnicodeDecodeError as error:
        raise DataError([Problem(f"not TOML: {error}", source=str(path))]) from None
    except DataError as error:
        raise error.at(str(path)) from None
    return own
