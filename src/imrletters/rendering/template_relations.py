"""Which templates an own folder has, which others they use, and what these pass to their blocks."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from jinja2 import nodes

from imrletters.rendering.environments import template_names, template_tree
from imrletters.rendering.template_blocks import nodes_in, parents
from imrletters.rendering.template_scopes import NO_NAMES, Names, names_passed, names_read
from imrletters.rendering.template_use import OURS

MEDIA = ("html.j2", "text.j2", "typst.j2", "wording.j2")
"""The templates of macros, which our templates call."""
LETTERS = ("letter.j2", "editions/", "copies/")
"""The beginnings of the names of the templates of letters."""
CONDITIONAL = (nodes.If, nodes.For, nodes.Macro, nodes.CondExpr)
"""What is in them may not run, so that a template that includes itself there can end."""
VERBS = {nodes.Include: "include", nodes.Import: "import", nodes.FromImport: "import"}


class Use(NamedTuple):
    """The place where a template names another, and what it does with it."""

    line: int
    verb: str
    name: str


class Templates:
    """The templates of an own folder and those of ours that they use. Each is read once.

    ``own`` are the trees of the templates of the folder, by their names.
    """

    def __init__(self, folder: Path, own: Mapping[str, nodes.Template]) -> None:
        self.own = own
        self._folder = folder
        self._trees = dict(own)
        self._parents: dict[str, list[str]] = {}
        self._extended: dict[str, list[str]] = {}
        self._uses: dict[str, list[Use]] = {}
        self._passed: dict[str, dict[str, Names]] = {}
        self._read: dict[str, set[str]] = {}

    @cached_property
    def names(self) -> list[str]:
        """The names of all templates, of ours and of the folder."""
        return template_names(self._folder)

    @cached_property
    def names_of_ours(self) -> list[str]:
        """The names of our templates."""
        return template_names()

    def exists(self, name: str) -> bool:
        """Whether there is a template of this name, or one of ours that is named as ours."""
        return name in self.names or (name.startswith(OURS) and name.removeprefix(OURS) in self.names_of_ours)

    def tree(self, name: str) -> nodes.Template:
        """The syntax tree of a template. Raises HouseStyleError if it cannot be read."""
        if name not in self._trees:
            self._trees[name] = template_tree(name, self._folder)
        return self._trees[name]

    def parents(self, name: str) -> list[str]:
        """The names of the templates that a template may extend, if they exist."""
        return [each for each in self._named_parents(name) if self.exists(each)]

    def missing_parents(self, name: str) -> list[str]:
        """The names of the templates that a template may extend, and that do not exist."""
        return [each for each in self._named_parents(name) if not self.exists(each)]

    def extended(self, name: str) -> list[str]:
        """The names of the templates that a template extends, and of those that they extend, the nearest first."""
        if name not in self._extended:
            found = [name]
            for each in found:  # which grows
                found += [parent for parent in self.parents(each) if parent not in found]
            self._extended[name] = found[1:]
        return self._extended[name]

    def uses(self, name: str) -> list[Use]:
        """The other templates that run whenever a template runs, if their names are not computed."""
        if name not in self._uses:
            line = next((each.lineno for each in nodes_in(self.tree(name), nodes.Extends)), 0)
            extended = [Use(line, "extend", each) for each in self.parents(name)]
            self._uses[name] = [*extended, *self._included(self.tree(name))]
        return self._uses[name]

    def ours_that_extend(self, name: str) -> list[str]:
        """The names of those of our templates that extend a template, such as the copy that extends an edition."""
        used = dict.fromkeys([*self.names, *(each for own in self.own for each in self.extended(own))])
        return [each for each in used if each not in self.own and name in self.extended(each)]

    def names_read(self, name: str) -> set[str]:
        """The names whose values a template reads from outside, or from its own definitions outside its blocks.

        No template may extend itself.
        """
        if name not in self._read:
            self._read[name] = names_read(self.tree(name), self._passed_to(name))
        return self._read[name]

    def _named_parents(self, name: str) -> list[str]:
        """The names of the templates that a template may extend."""
        if name not in self._parents:
            self._parents[name] = list(dict.fromkeys(parents(self.tree(name), self._folder)))
        return self._parents[name]

    def _passed_to(self, name: str) -> dict[str, Names]:
        """The names that the templates that a template extends pass to its blocks."""
        if name not in self._passed:
            passed: dict[str, Names] = {}
            for parent in self.parents(name):
                before = self._passed_to(parent)
                for block, names in (*before.items(), *names_passed(self.tree(parent), before)):
                    passed[block] = passed.get(block, NO_NAMES) | names
            self._passed[name] = passed
        return self._passed[name]

    def _included(self, tree: nodes.Template) -> Iterator[Use]:
        """The templates that a template includes or imports under no condition."""
        left: list[nodes.Node] = [tree]
        while left:
            node = left.pop()
            if isinstance(node, nodes.Include | nodes.Import | nodes.FromImport):
                yield from (Use(node.lineno, VERBS[type(node)], each) for each in self._named(node.template))
            left += [each for each in node.iter_child_nodes() if not isinstance(each, CONDITIONAL)]

    def _named(self, template: nodes.Expr) -> list[str]:
        """The templates that an expression names: the first of a list that exists, or each of the media."""
        if isinstance(template, nodes.Name):
            return [*MEDIA] if template.name == "medium" else []
        listed = template.items if isinstance(template, nodes.List | nodes.Tuple) else [template]
        names = (each.value for each in listed if isinstance(each, nodes.Const) and isinstance(each.value, str))
        return [each for each in names if self.exists(each)][:1]
