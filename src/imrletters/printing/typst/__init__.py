"""The PDF engine Typst. Everything that uses Typst is in this package.

The Typst program ``templates/letter.typ`` prints every letter; a letter is data that it reads, never code. It needs no
system library and is several times faster than WeasyPrint. ``typst`` is limited to one minor version in
``pyproject.toml``, because another one may write other bytes. At an upgrade: does a process that was forked after a
print still stop (see ``compiler``), and does Typst still write the objects that ``finish`` changes?
"""

from imrletters.printing import Engine
from imrletters.printing.typst.engine import Typst

ENGINE: Engine = Typst()

__all__ = ["ENGINE"]
