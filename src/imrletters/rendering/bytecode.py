"""Keeps our templates as bytecode in the cache, so that the next process need not compile them."""

import marshal
from types import CodeType

import jinja2
from jinja2.bccache import Bucket

from imrletters.cache import load, store

JINJA_VERSION = jinja2.__version__
"""Another version may compile or render templates differently."""


class TemplateBytecode(jinja2.BytecodeCache):
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
        return "template", JINJA_VERSION, self.kind, bucket.key, bucket.checksum
