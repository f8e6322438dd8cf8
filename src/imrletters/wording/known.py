"""Returns the wording of each edition: from the cache, or else learned from its template."""

from functools import cache
from pathlib import Path

from imrletters.errors import HouseStyleError, ImrlettersError
from imrletters.rendering import editions
from imrletters.wording.stored import load_wording, store_wording
from imrletters.wording.wording import Wording


def wordings(templates: Path | None = None) -> tuple[Wording, ...]:
    """The wording of each edition: of ours, and of those in an organization's own templates folder."""
    return tuple(wording_of(edition, templates) for edition in editions(templates))


@cache
def wording_of(edition: str, templates: Path | None = None) -> Wording:
    """The wording of an edition that has a template.

    Raises HouseStyleError, for an edition of ours ImrlettersError, if letters of the edition could not be read back;
    the message names the template and the block. The wording of an edition of ours is kept in the cache.
    """
    if templates is None and (stored := load_wording(edition)):
        return stored
    # learning is loaded only where the wording is not in the cache
    from imrletters.wording.learned import learned_wording  # noqa: PLC0415
    from imrletters.wording.probe import UnlearnableError  # noqa: PLC0415

    try:
        wording = learned_wording(edition, templates)
    except UnlearnableError as error:
        message = f"editions/{edition}.j2: error: {error}; letters of this edition could not be read back"
        raise (HouseStyleError if templates else ImrlettersError)(message) from None
    if templates is None:
        store_wording(wording)
    return wording
