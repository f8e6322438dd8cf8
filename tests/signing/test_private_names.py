"""The private names of pyHanko that are used are those that the documentation of the package lists."""

import ast
import re

import imrletters.signing
from imrletters.resources import PACKAGE
from tests.test_architecture import imports

FILES = {path.name: path.read_text(encoding="utf-8") for path in (PACKAGE / "signing").glob("*.py")}


def private_imports(code: str) -> set[str]:
    """The names that a module imports from private modules of pyHanko."""
    return {each.dotted for each in imports(code) if re.match(r"pyhanko\.(.*\.)?_", each.dotted)}


def private_methods(code: str) -> set[str]:
    """The private methods that a module defines; each overrides one of pyHanko."""
    return {
        node.name
        for parent in ast.walk(ast.parse(code))
        if isinstance(parent, ast.ClassDef)
        for node in parent.body
        if isinstance(node, ast.FunctionDef) and re.match("_[^_]", node.name)
    }


def test_the_documentation_lists_every_private_name() -> None:
    used = {name for code in FILES.values() for name in private_imports(code)}
    overridden = {name for code in FILES.values() for name in private_methods(code)}
    assert (used, overridden) == ({"pyhanko.cli._ctx.PasswordPrompter"}, {"_update_meta"})
    assert [name for name in used | overridden if name not in str(imrletters.signing.__doc__)] == []


def test_a_private_name_is_found() -> None:
    code = "from pyhanko.cli._ctx import UXContext\nfrom pyhanko.sign import fields\nclass A:\n    def _b(self): ..."
    assert (private_imports(code), private_methods(code)) == ({"pyhanko.cli._ctx.UXContext"}, {"_b"})
