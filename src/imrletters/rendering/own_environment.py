"""The sandbox for an organization's own templates: plain data, and a bound on work and memory.

A template that is not trusted can do three kinds of harm. It could reach objects other than the data of the letter:
only the attributes listed here are allowed. It could run for ever or fill the memory, even in one expression such as
``"x" * 2000000000``: every operation is charged to the budget of the rendering before it runs (see ``work_budget``). It
could give other results on each run: the filter ``random`` and the function ``lipsum`` are removed.
"""

from collections.abc import Callable, Iterator
from functools import wraps
from inspect import unwrap
from types import BuiltinFunctionType, CodeType, FunctionType, GeneratorType, MethodType
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateSyntaxError, pass_context, pass_eval_context
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, markup_join, str_join
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace

from imrletters.rendering import metering, work_budget
from imrletters.rendering.operation_costs import (
    FILTER_COSTS,
    LINEAR,
    METHOD_COSTS,
    Cost,
    named,
    operator_cost,
    product,
    square,
)
from imrletters.rendering.work_budget import CURRENT, STEP, WorkBudget

DATA = (str, bytes, int, float, list, tuple, dict, range)
ATTRIBUTES: dict[type, frozenset[str]] = {
    str: named(
        """capitalize casefold center count endswith expandtabs find format format_map index isalnum isalpha isascii
        isdecimal isdigit islower isnumeric isprintable isspace istitle isupper join ljust lower lstrip partition
        removeprefix removesuffix replace rfind rindex rjust rpartition rsplit rstrip split splitlines startswith strip
        swapcase title unescape upper zfill"""
    ),
    dict: named("get items keys values"),
    list: named("count index"),
    tuple: named("count index grouper list"),  # the last two are those of an entry of the filter groupby
}
"""The attributes of data that templates may use; all those of other data are refused."""
NO_ATTRIBUTES = (type, FunctionType, MethodType, BuiltinFunctionType, GeneratorType, CodeType)
NOT_REPRODUCIBLE = ("random",)


class OwnEnvironment(ImmutableSandboxedEnvironment):
    """The environment of own templates; its templates run only while ``CURRENT`` has a budget."""

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})

    def __init__(self, loader: BaseLoader, filters: dict[str, Callable[..., Any]], *, escaped: bool) -> None:
        super().__init__(
            loader=loader,
            undefined=StrictUndefined,
            autoescape=escaped,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            optimized=False,  # constant expressions are evaluated when their cost can be charged
            finalize=_finalize,
        )
        del self.globals["lipsum"]
        self.globals["namespace"] = _Namespace
        self.filters.update(filters)
        for name in NOT_REPRODUCIBLE:
            del self.filters[name]
        self.filters = {name: _charged(name, function) for name, function in self.filters.items()}
        self.filters |= METERS
        self.tests = {name: _charged_test(name, function) for name, function in self.tests.items()}
        self.concat = _concat  # type: ignore[method-assign] # the only way to replace it

    def compile(
        self,
        source: Any,
        name: Any = None,
        filename: Any = None,
        raw: Any = False,  # noqa: FBT002 - the signature of jinja2
        defer_init: Any = False,  # noqa: FBT002 - the signature of jinja2
    ) -> Any:
        """Compiles a template with the calls that charge for its work. Raises TemplateSyntaxError."""
        _current().charge(len(source))
        try:
            tree = metering.metered(self.parse(source, name, filename))
            tree.set_environment(self)
            return super().compile(tree, name, filename, raw, defer_init)
        except (RecursionError, MemoryError, SyntaxError):  # of the compiler of Python
            raise TemplateSyntaxError("the template is nested too deeply", 1, name, filename) from None

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may use this attribute."""
        if isinstance(obj, DATA):
            return any(isinstance(obj, kind) and attr in names for kind, names in ATTRIBUTES.items())
        return not isinstance(obj, NO_ATTRIBUTES) and super().is_safe_attribute(obj, attr, value)

    def call(self, context: Context, obj: Any, /, *args: Any, **named: Any) -> Any:
        """Calls a macro, a function or a method of data, and charges for it."""
        budget = _current()
        method = unwrap(obj) if isinstance(obj, FunctionType) else obj  # jinja2 wraps str.format
        owner = getattr(method, "__self__", None)
        if isinstance(owner, DATA):
            args = tuple(map(_materialized, args))
            cost: Cost = METHOD_COSTS.get(method.__name__, product)
            budget.charge(cost(budget, owner, *args, *named.values()))
        else:
            sizes = (budget.size(each, modules=True) for each in (*args, *named.values()))
            budget.charge(work_budget.ROUND + sum(sizes))
        result = super().call(context, obj, *args, **named)
        if isinstance(result, range):
            budget.charge(len(result))
        return result

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Computes the result of a binary operator, and charges for it."""
        budget = _current()
        budget.charge(operator_cost(budget, operator, left, right))
        return super().call_binop(context, operator, left, right)


def _current() -> WorkBudget:
    """The budget of the rendering that runs in this thread."""
    budget = CURRENT.get()
    if budget is None:
        raise RuntimeError("own templates run only with a budget")
    return budget


class _Namespace(Namespace):
    """A namespace; its text does not contain its values, which could be namespaces again."""

    def __repr__(self) -> str:
        return "<namespace>"


def _charged(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """The filter, charged before it runs. A result that is computed on demand is charged when it is read."""
    cost: Cost = FILTER_COSTS.get(name, square)
    linear = name in LINEAR

    @wraps(function)
    def charged(*args: Any, **named: Any) -> Any:
        budget = _current()
        if not linear:
            args = tuple(map(_materialized, args))
        values = [each for each in args if not isinstance(each, Context | EvalContext | Environment)]
        budget.charge(cost(budget, *values, *named.values()))
        result = function(*args, **named)
        return budget.charge_items(result) if isinstance(result, Iterator) else result

    return charged


def _charged_test(name: str, function: Any) -> Callable[..., Any]:
    """The test, charged before it runs."""
    modules = name not in ("lower", "upper")  # these two convert their value to text

    @wraps(function)
    def charged(*args: Any, **named: Any) -> Any:
        budget = _current()
        budget.charge(sum(budget.size(each, modules=modules) for each in (*args, *named.values())))
        return function(*args, **named)

    return charged


def _materialized(value: Any) -> Any:
    """The value; a list in place of an iterator, whose size is not known."""
    return list(value) if isinstance(value, Iterator) else value


def _charge_round(_: None) -> None:
    _current().charge(work_budget.ROUND)


def _charge_template(_: None) -> None:
    _current().charge(work_budget.TEMPLATE)


def _charge_value(value: Any) -> Any:
    budget = _current()
    budget.charge(budget.size(value, modules=True))
    return value


def _charge_length(value: Any) -> Any:
    budget = _current()
    if isinstance(value, Iterator):
        return budget.charge_items(value)
    budget.charge(len(value) if hasattr(value, "__len__") else 0)
    return value


@pass_eval_context
def _concatenated(context: EvalContext, values: list[Any]) -> str:
    budget = _current()
    budget.charge(budget.size(values))
    return markup_join(values) if context.autoescape else str_join(values)


@pass_context
def _finalize(_: Context, value: Any) -> Any:
    """The value that is printed. The context is not used; without it, jinja2 would print constants when it compiles."""
    budget = _current()
    budget.charge(budget.size(value))
    return value


METERS: dict[str, Callable[..., Any]] = {
    metering.ROUND: _charge_round,
    metering.TEMPLATE: _charge_template,
    metering.VALUE: _charge_value,
    metering.LENGTH: _charge_length,
    metering.TEXTS: _concatenated,
}


def _concat(pieces: Any) -> str:
    """The text of a block, a macro or a template."""
    budget = _current()
    texts = []
    for piece in pieces:
        budget.charge(len(piece) - STEP + 1)
        texts.append(piece)
    return "".join(texts)
