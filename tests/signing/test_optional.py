"""pyHanko is optional, and loaded only where it is used."""

# mypy: disable-error-code="no-untyped-call"

from subprocess import CalledProcessError

import pytest

from tests.test_architecture import loaded_after


def test_importing_the_command_line_does_not_load_pyhanko() -> None:
    assert "pyhanko" not in loaded_after("import imrletters.cli")


def test_without_pyhanko_the_error_names_what_to_install() -> None:
    script = (
        "import sys\nsys.modules['pyhanko'] = None\nfrom imrletters.errors import ResourceError\n"
        "try:\n    import imrletters.signing\nexcept ResourceError as error:\n"
        "    assert 'imrletters[sign]' in str(error)\n    import reached_the_end"
    )
    with pytest.raises(CalledProcessError) as caught:
        loaded_after(script)
    assert "No module named 'reached_the_end'" in caught.value.stderr
