"""Finds own templates that extend, include or import themselves, or each other in a circle."""

from collections.abc import Iterator

from imrletters.rendering.template_relations import Templates
from imrletters.rendering.template_use import OURS

EXAMPLE = f"{OURS}editions/2016.j2"


def circle_faults(name: str, templates: Templates) -> Iterator[str]:
    """The uses by which a template would run again before it ends."""
    for use in templates.uses(name):
        between = _between(use.name, name, templates)
        if use.name == name:
            fault = f"{use.verb}s itself; {use.verb} {_instead(name, use.verb, templates)}"
        elif between is not None:
            by = f" (by {', '.join(between)})" if between else ""
            fault = f"{use.verb}s {use.name}, which uses {name} again{by}; "
            replaced = [each for each in (name, use.name, *between) if each in _replaced(templates)]
            fault += f"to use ours, name {OURS}{replaced[0]}" if replaced else "expected no circle of templates"
        else:
            continue
        yield f"{name}:{use.line}: error: {fault}"


def _between(start: str, goal: str, templates: Templates) -> list[str] | None:
    """The templates by which one uses another, on the shortest way; None if it does not use it."""
    ways: dict[str, list[str]] = {start: []}
    waiting = [start]
    for name in waiting:  # which grows
        for use in templates.uses(name):
            if use.name == goal:
                return ways[name]
            if use.name not in ways:
                ways[use.name] = [*ways[name], use.name]
                waiting.append(use.name)
    return None


def _instead(name: str, verb: str, templates: Templates) -> str:
    """What a template that uses itself can use instead."""
    if name in _replaced(templates):
        return f"{OURS}{name}"
    return f"one of ours, such as {EXAMPLE}" if verb == "extend" else "another template"


def _replaced(templates: Templates) -> set[str]:
    """The names of the own templates that replace ours."""
    return templates.own.keys() & set(templates.names_of_ours)
