"""Finds what a letter never contains: actions, layers that show or hide content, and dynamic forms."""

from typing import Any

from imrletters.pdf import name_of, reference_number, resolved, stream

ACTIVE_KEYS = {"AA", "JavaScript", "JS", "OC", "OCProperties", "OpenAction", "XFA"}
"""Keys whose value is an action, a layer or a dynamic form, in any dictionary."""
ACTIONS = {
    "GoToR",
    "GoToE",
    "GoTo3DView",
    "Hide",
    "ImportData",
    "JavaScript",
    "Launch",
    "Movie",
    "Named",
    "Rendition",
    "ResetForm",
    "RichMediaExecute",
    "SetOCGState",
    "Sound",
    "SubmitForm",
    "Thread",
    "Trans",
    "URI",
}
"""All types of actions but the one that only shows another place of the letter (ISO 32000-2, 12.6.4)."""
LAYERS = {"OCG", "OCMD"}
"""The types of layers (ISO 32000-1, 8.11)."""


def active_content(value: Any) -> set[str]:
    """The names of the actions, layers and dynamic forms in a value and everything it refers to.

    Not recursive: the bookmarks of a letter are a long chain.
    """
    seen: set[int] = set()
    found: set[str] = set()
    waiting = [value]
    while waiting:
        value = waiting.pop()
        number = reference_number(value)
        if number is not None:
            if number in seen:
                continue
            seen.add(number)
            value = resolved(value)
        if content := stream(value):
            value = content.dictionary
        if isinstance(value, dict):
            found |= ACTIVE_KEYS & {str(key) for key in value}
            found |= ACTIONS & {name_of(value.get("S"))} | LAYERS & {name_of(value.get("Type"))}
            waiting += value.values()
        elif isinstance(value, list | tuple):
            waiting += value
    return found
