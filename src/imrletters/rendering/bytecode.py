"""Keeps our templates as bytecode in the cache, so that the next process need not compile them."""

import marshal
from functools import cache
from importlib.metadata import version
from types import CodeType

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from imrletters.cache import load, store


@cache
def jinja_version() -> str:
    """The version of Jinja; another one may compile or render templates differently."""
    return version("jinja2")


class TemplateBytecode(BytecodeCache):
    """The bytecode of templates by name, path and content, for one kind of environment.

    Never for an organization's own templates.
    """

    def __init__(self, kind: str) -> None:
        self.kind = kind

    def load_bytecode(self, bucket: Bucket) -> None:
        """Loads the bytecode of a template, if it is in the cache."""
        data = load(*self._key(bucket))
        code = marshal.loads(data) if data else None  # noqa: S302 - from a folder to which only the user can write
        bucket.code = code if isinstance(code, CodeType) else None

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Stores the bytecode of a template."""
        store(marshal.dumps(bucket.code), *self._key(bucket))

    def _key(self, bucket: Bucket) -> tuple[str, ...]:
        return "template", jinja_version(), self.kind, bucket.key, bucket.checksum
