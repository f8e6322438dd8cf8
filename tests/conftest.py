"""The option ``--published``, the fixtures of ``imrletters.testing`` and the settings of hypothesis."""

import os
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

pytest_plugins = ["imrletters.testing.plugin"]

os.environ["IMRLETTERS_CACHE"] = ""  # no test depends on an earlier run

# every run uses the same examples; --hypothesis-profile=explore tries new ones
settings.register_profile(
    "imrletters", deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None
)
settings.register_profile("explore", settings.get_profile("imrletters"), derandomize=False, max_examples=1000)
settings.load_profile("imrletters")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds the option for a folder of published letters, which are not part of the project."""
    parser.addoption(
        "--published",
        metavar="DIR",
        type=lambda text: Path(text).resolve(),  # tests may change the working folder
        help="folder of published letters: subfolders 2014 and 2015 (.txt) and 2016 (.pdf and facts.json)",
    )


@pytest.hookimpl(optionalhook=True)  # pytest-xdist may be off
def pytest_xdist_auto_num_workers() -> int:
    """Two processes for each core, because the tests wait for browsers, services and programs half of the time."""
    return 2 * (os.cpu_count() or 1)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Runs a test with the argument ``published`` for each published letter, or skips it once."""
    if "published" not in metafunc.fixturenames:
        return
    folder = metafunc.config.getoption("--published")
    if folder is None:
        reason = "published letters are not part of the project; use --published=DIR"
        metafunc.parametrize("published", [pytest.param(None, marks=pytest.mark.skip(reason=reason), id="none")])
        return
    from tests.support import every

    letters = published_letters(folder)
    metafunc.parametrize(
        "published", every(2, letters), ids=[f"{letter.parent.name}-{letter.stem}" for letter in letters]
    )


def published_letters(folder: Path) -> list[Path]:
    """The letters in the subfolders of a folder; each subfolder has the name of an edition."""
    letters = sorted(path for path in folder.glob("*/*") if path.suffix in (".txt", ".pdf"))
    if not letters:
        raise pytest.UsageError(f"--published {folder}: no .txt or .pdf letter in its subfolders")
    return letters


@pytest.fixture
def short_path() -> Iterator[Path]:
    """A folder whose path is short enough for sockets."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


@pytest.fixture
def _ctrl_c_enabled() -> Iterator[None]:
    """Enables Ctrl-C, which is disabled in programs that a shell starts in the background, and in their children."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)
