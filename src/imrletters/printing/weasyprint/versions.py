"""The versions of the libraries that affect the bytes of a PDF file."""

import zlib
from functools import cache
from importlib.metadata import version

from weasyprint.text.ffi import harfbuzz, pango


@cache
def toolchain() -> str:
    """The names and versions of all these libraries, separated by commas."""
    packages = [f"{name} {version(name)}" for name in ("weasyprint", "pydyf", "pillow")]
    pango_version = pango.pango_version()
    libraries = [
        f"pango {pango_version // 10000}.{pango_version // 100 % 100}.{pango_version % 100}",
        f"harfbuzz {_harfbuzz_version()}",
        f"zlib {zlib.ZLIB_RUNTIME_VERSION}",
    ]
    return ", ".join(packages + libraries)


def _harfbuzz_version() -> str:
    # WeasyPrint declares only one function about the version: whether it is at least a given one. At an upgrade: are
    # ``pango`` and ``harfbuzz`` still there, and do they declare these functions? test_engine calls them.
    parts = [0, 0, 0]
    for place in range(3):
        while harfbuzz.hb_version_atleast(*parts[:place], parts[place] + 1, *[0] * (2 - place)):
            parts[place] += 1
    return ".".join(map(str, parts))
