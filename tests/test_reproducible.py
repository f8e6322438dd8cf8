"""The same case gives the same bytes on every day, with every locale, time zone and system font, and each time."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from imrletters.printing import EngineName
from imrletters.resources import font_folder
from tests.support import OWN, ROOT

pytestmark = pytest.mark.long
WIDER = 100
"""How much wider each character of a foreign font is, in units of 1/2048 em."""
BOLDER = '<match target="font"><edit name="embolden" mode="assign"><bool>true</bool></edit></match>'
PRINTER = '''
import datetime, hashlib, json, os, sys, time

def shift(days):
    """Moves the clock of this process, before anything reads it."""
    offset, clock = days * 86400, time.time
    time.time = lambda: clock() + offset
    for name in ("localtime", "gmtime"):
        real = getattr(time, name)
        setattr(time, name, lambda seconds=None, real=real: real(clock() + offset if seconds is None else seconds))
    class Date(datetime.date):
        @classmethod
        def today(cls):
            return cls.fromtimestamp(clock() + offset)
    class DateTime(datetime.datetime):
        @classmethod
        def now(cls, tz=None):
            return cls.fromtimestamp(clock() + offset, tz)
        @classmethod
        def utcnow(cls):
            return cls.fromtimestamp(clock() + offset, datetime.timezone.utc).replace(tzinfo=None)
        @classmethod
        def today(cls):
            return cls.now()
    datetime.date, datetime.datetime = Date, DateTime

order = json.loads(sys.argv[1])
if order["days"]:
    shift(order["days"])
    assert abs((datetime.date.today() - datetime.date(1970, 1, 1)).days * 86400 - time.time()) < 200000

from pathlib import Path
from imrletters import load_case, load_letterhead, render
samples = Path(order["samples"])
head = load_letterhead(samples / "own-organization" / "letterhead.toml")
for engine in order["engines"]:
    letters = {
        "header": render(load_case(samples / "mixed-decisions.json"), engine=engine),
        "letterhead": render(load_case(samples / "one-item-upheld.json"), letterhead=head, engine=engine),
        "parties": render(load_case(samples / "corrected-determination.json"), "parties", engine=engine),
    }
    for name in order["names"]:
        print(f"{engine}:{name}", hashlib.sha256(letters[name].pdf()).hexdigest())
'''
LETTERS = ("header", "letterhead", "parties")
ENGINES: tuple[EngineName, ...] = ("weasyprint", "typst")


def digests(  # noqa: PLR0913 - one for each thing that may differ
    names: tuple[str, ...] = LETTERS,
    *,
    environment: Mapping[str, str] | None = None,
    folder: Path = ROOT,
    days: int = 0,
    program: str = PRINTER,
    engines: tuple[EngineName, ...] = ENGINES,
) -> set[tuple[str, str]]:
    """The names and digests of letters that a new process prints; one per letter and engine if all are the same."""
    order = json.dumps({"samples": str(OWN.parent), "names": names, "days": days, "engines": engines})
    variables = {key: value for key, value in os.environ.items() if key not in {"LANG", "LC_ALL", "TZ"}}
    done = subprocess.run(
        [sys.executable, "-c", program, order],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env=variables | dict(environment or {}),
    )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert len(lines) == len(names) * len(engines)
    return {(name, digest) for name, digest in (line.split() for line in lines)}


@pytest.fixture(scope="module")
def expected() -> set[tuple[str, str]]:
    """The digests of the letters in an unchanged environment."""
    found = digests()
    assert len(found) == len(LETTERS) * len(ENGINES)
    return found


@pytest.fixture(scope="module")
def foreign_fonts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with fonts that have the names of the bundled ones and other widths."""
    folder = tmp_path_factory.mktemp("data") / "fonts"
    folder.mkdir()
    for path in font_folder().glob("*.ttf"):
        with TTFont(path) as font:
            metrics = font["hmtx"].metrics
            metrics.update({char: (width + WIDER, left) for char, (width, left) in metrics.items()})
            font["head"].fontRevision = 99.0
            font.save(folder / f"foreign-{path.name}")
    return folder


def settings(fonts: Path, more: str = "") -> str:
    """A configuration of Fontconfig with the fonts of one folder and no others."""
    cache = fonts.parent / "cache"
    return f"<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir>{more}</fontconfig>"


@pytest.mark.parametrize("locale", ["C", "C.UTF-8", "POSIX"])
def test_another_locale_time_zone_home_and_hash_seed_change_nothing(
    locale: str, expected: set[tuple[str, str]], tmp_path: Path
) -> None:
    environment = {
        "LC_ALL": locale,
        "LANG": "tr_TR.UTF-8",
        "TZ": {"C": "Pacific/Kiritimati", "POSIX": "Pacific/Pago_Pago"}.get(locale, "Asia/Kathmandu"),
        "PYTHONHASHSEED": str(len(locale)),
        "HOME": str(tmp_path),
        "TMPDIR": str(tmp_path),
        "SOURCE_DATE_EPOCH": "86400",
    }
    assert digests(environment=environment, folder=tmp_path) == expected


@pytest.mark.parametrize("days", [-5000, 20000])
def test_another_day_changes_nothing(days: int, expected: set[tuple[str, str]]) -> None:
    assert digests(days=days) == expected


def test_user_fonts_with_the_same_names_change_nothing(foreign_fonts: Path, expected: set[tuple[str, str]]) -> None:
    environment = {"XDG_DATA_HOME": str(foreign_fonts.parent), "XDG_CACHE_HOME": str(foreign_fonts.parent / "cache")}
    assert digests(environment=environment) == expected


@pytest.mark.parametrize("more", ["", BOLDER], ids=["fonts", "settings"])
def test_system_fonts_and_settings_change_nothing(
    more: str, foreign_fonts: Path, expected: set[tuple[str, str]], tmp_path: Path
) -> None:
    (tmp_path / "fonts.conf").write_text(settings(foreign_fonts, more))
    assert digests(environment={"FONTCONFIG_FILE": str(tmp_path / "fonts.conf")}) == expected


WITH_SYSTEM_FONTS: dict[EngineName, str] = {
    "weasyprint": (
        "from imrletters.printing.weasyprint import engine, setup\n"
        "assert setup._remove_system_fonts and engine.check_pages\n"
        "setup._remove_system_fonts = lambda _: None\n"
        "engine.check_pages = lambda *_: None\n"
    ),
    "typst": (
        "import typst\n"
        "from imrletters.printing.typst import compiler, engine\n"
        "assert compiler._fonts and engine.check_pages\n"
        "engine.check_pages = lambda *_: None\n"
        "fonts = typst.Fonts(include_system_fonts=True, include_embedded_fonts=False)\n"
        "compiler._fonts = lambda typefaces: (compiler.font_folder_of(typefaces), fonts)\n"
    ),
}
"""A program for each engine that makes it use system fonts."""


@pytest.mark.parametrize("engine", ENGINES)
def test_a_system_font_that_is_preferred_is_detected(
    engine: EngineName, foreign_fonts: Path, expected: set[tuple[str, str]], tmp_path: Path
) -> None:
    (tmp_path / "fonts.conf").write_text(settings(foreign_fonts))
    program = WITH_SYSTEM_FONTS[engine] + PRINTER
    environment = {"FONTCONFIG_FILE": str(tmp_path / "fonts.conf")}
    assert not digests(environment=environment, program=program, engines=(engine,)) & expected


def test_the_current_date_is_detected(expected: set[tuple[str, str]]) -> None:
    dated = (
        "import datetime\nfrom imrletters.printing.weasyprint import writer\n"
        "assert writer._correct_streams and writer.PLACEHOLDER\n"
        "writer._correct_streams = lambda *_: None\n"
        "writer.PLACEHOLDER = datetime.datetime.now()\n"
    )
    assert not digests(program=dated + PRINTER, engines=("weasyprint",)) & expected


def test_more_than_twenty_prints_in_several_processes_and_orders_are_the_same(expected: set[tuple[str, str]]) -> None:
    orders = [
        ("parties", "header", "letterhead"),
        ("letterhead", "header", "parties"),
        ("header", "parties", "parties"),
    ]
    seeds = ("0", "1", "4294967295")
    engines = (ENGINES, ENGINES[::-1], ENGINES)
    found = [
        digests(order * 3, environment={"PYTHONHASHSEED": seed}, engines=each)
        for order, seed, each in zip(orders, seeds, engines, strict=True)
    ]
    assert sum(len(order) * 3 for order in orders) > 20
    assert set().union(*found) == expected
