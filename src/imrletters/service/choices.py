"""The values that a case may have in its fields, as `check` and the editions know them, for lists in a form."""

from pathlib import Path
from typing import Any

from imrletters.case import GUIDELINE_FIELDS
from imrletters.errors import HouseStyleError
from imrletters.mtus import guideline_sections, known_names, names_of_sections
from imrletters.rendering import HouseStyle, editions
from imrletters.wording import wording_of


def choices(house_style: HouseStyle) -> dict[str, Any]:
    """The known values, as data of the response model ``Choices``; the editions are those of the house style."""
    return {
        "editions": [
            {"name": name, "cites": _cites(name, house_style.templates)} for name in editions(house_style.templates)
        ],
        "guidelines": [
            {
                "section": each.number,
                "titles": list(dict.fromkeys(name for edition in each.editions for name in edition.names)),
                "sections": sorted(names_of_sections(each.number)),
            }
            for each in guideline_sections()
        ],
        "specialties": sorted(known_names("specialties")),
        "states": sorted(known_names("states")),
    }


def _cites(edition: str, templates: Path | None) -> dict[str, str]:
    """What each guideline line of an edition cites; empty while its template is invalid."""
    try:
        lines = wording_of(edition, templates).guidelines
    except HouseStyleError:
        return {}
    return {field: line.cites for field, line in zip(GUIDELINE_FIELDS, lines, strict=True)}
