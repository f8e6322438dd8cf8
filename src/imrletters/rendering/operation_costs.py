"""The cost of each filter, method and operator of an organization's own templates, before it runs.

A cost bounds the work and the size of the result. It is computed from the sizes of the arguments alone.
"""

import re
from collections.abc import Callable
from typing import Any

from imrletters.rendering.work_budget import WorkBudget, WorkLimitError

LONGEST_NUMBER = 400
"""More digits than a number has that is formatted without a width."""
COMPARISONS = 10
"""About how often a value is compared when a list is sorted."""
MAX_BITS = 10_000
"""The bits of the largest integer that a product or a power may have."""
PERCENT = re.compile(r"%(?:\([^)]*\))?([-#0 +*.\d]*)")
BRACES = re.compile(r"\{([^{}]*)")
DIGITS_OF_WIDTH = 10
"""The digits of a width that are read; a width with more is too large anyway."""


def named(names: str) -> frozenset[str]:
    """The names in a text."""
    return frozenset(names.split())


def operator_cost(budget: WorkBudget, operator: str, left: Any, right: Any) -> int:
    """The cost of a binary operator. Raises WorkLimitError for a product or power of integers that is too large."""
    if operator == "%" and isinstance(left, str):
        return _percent_format(budget, left, right)
    if operator == "*" and not (isinstance(left, int | float) and isinstance(right, int | float)):
        return product(budget, left, right)
    _require_small_result(operator, left, right)
    return _sum(budget, left, right)


def _require_small_result(operator: str, left: Any, right: Any) -> None:
    """Raises WorkLimitError if the product or the power of two integers is too large."""
    if operator not in ("*", "**") or not (isinstance(left, int) and isinstance(right, int)):
        return
    bits = left.bit_length() + right.bit_length() if operator == "*" else left.bit_length() * right
    if bits > MAX_BITS:
        raise WorkLimitError(f"the result of {operator} has too many digits")


def _sum(budget: WorkBudget, *values: Any) -> int:
    return sum(map(budget.size, values))


def _sorted(budget: WorkBudget, *values: Any) -> int:
    return COMPARISONS * _sum(budget, *values)


def product(budget: WorkBudget, *values: Any) -> int:
    """The product of the sizes; an integer counts as a width or a number of repetitions."""
    result = 1
    for value in values:
        result *= 1 + budget.size(value, magnitude=True)
    return result


def square(budget: WorkBudget, *values: Any) -> int:
    """The square of the sum of the sizes."""
    return sum(budget.size(value, magnitude=True) for value in values) ** 2


def _replace(budget: WorkBudget, text: Any, *others: Any) -> int:
    return (1 + budget.size(text)) * (1 + _sum(budget, *others))


def _join_filter(budget: WorkBudget, values: Any, *others: Any) -> int:
    return budget.size(values) + _sum(budget, *others) * (len(values) if hasattr(values, "__len__") else 1)


def _join_method(budget: WorkBudget, joint: str, values: Any) -> int:
    return _join_filter(budget, values, joint)


def _percent_format(budget: WorkBudget, text: Any, *values: Any) -> int:
    return _format(budget, PERCENT.findall(str(text)), "*", text, values)


def _brace_format(budget: WorkBudget, text: str, *values: Any) -> int:
    nested = re.search(r"\{[^{}]*\{", text) is not None
    return _format(budget, BRACES.findall(text), "" if nested else None, text, values)


def _format(budget: WorkBudget, fields: list[str], star: str | None, text: Any, values: Any) -> int:
    """The cost of formatting; a field that contains ``star`` has its width from a value."""
    widths = sum(int(digits[:DIGITS_OF_WIDTH]) for field in fields for digits in re.findall(r"\d+", field))
    if star is not None and any(star in field for field in fields):
        widths += len(fields) * budget.size(values, magnitude=True)
    return budget.size(text) + widths + len(fields) * (budget.size(values) + LONGEST_NUMBER)


Cost = Callable[..., int]
LINEAR = named(
    """abs attr capitalize count d default e escape filesizeformat first float fold forceescape guard_hyphen int items
    last length list lower map max min part plain printed_lines reject rejectattr reverse safe select selectattr string
    title truncate unique upper urlencode wordcount xmlattr"""
)
"""Filters whose work and result are in proportion to the size of their arguments."""
FILTER_COSTS: dict[str, Cost] = {
    **dict.fromkeys(LINEAR, _sum),
    **dict.fromkeys(("dictsort", "groupby", "sort"), _sorted),
    **dict.fromkeys(("batch", "center", "indent", "round", "slice", "tojson", "trim"), product),
    "format": _percent_format,
    "join": _join_filter,
    "replace": _replace,
}
"""The costs of filters. For any other, such as ``striptags`` or one of a later jinja2, the cost is ``square``."""
METHOD_COSTS: dict[str, Cost] = {
    "format": _brace_format,
    "format_map": _brace_format,
    "join": _join_method,
    "replace": _replace,
}
