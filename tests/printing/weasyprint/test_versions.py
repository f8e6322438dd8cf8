"""The versions of the libraries that affect the bytes of a PDF."""

from importlib.metadata import version

from imrletters.printing.weasyprint import ENGINE


def test_the_toolchain_names_each_library_with_its_version() -> None:
    parts = ENGINE.toolchain().split(", ")
    packages = [f"{name} {version(name)}" for name in ("weasyprint", "pydyf", "pillow")]
    assert parts[:3] == packages
    assert [part.split()[0] for part in parts[3:]] == ["pango", "harfbuzz", "zlib"]
    assert all(part.split()[1][0].isdigit() for part in parts)
