"""The provenance of a letter changes with everything that affects its words and its look, and with nothing else."""

import shutil
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest

from imrletters import Letterhead, load_letterhead
from imrletters.case import Audience
from imrletters.printing.provenance import (
    _digest_of_fonts,
    _digest_of_ours,
    _digest_of_own,
    digest,
    letter_provenance,
)
from imrletters.printing.xmp import DESCRIPTIONS
from imrletters.rendering.house_style import HouseStyle
from imrletters.resources import data_folder, font_folder
from tests.support import OWN


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    """Clears the cached digests, because these tests change files."""
    clear()
    yield
    clear()


def clear() -> None:
    for digest_of in (_digest_of_fonts, _digest_of_ours, _digest_of_own):
        digest_of.cache_clear()


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return Path(shutil.copytree(OWN / "templates", tmp_path / "templates"))


def own_digest(folder: Path | None) -> str:
    clear()
    return letter_provenance("public", HouseStyle(folder))["own_templates"]


def our_digests(own: Path | None = None) -> dict[str, str]:
    """The digests of our templates and fonts."""
    clear()
    provenance = letter_provenance("public", HouseStyle(own))
    return {name: provenance[name] for name in ("templates", "fonts")}


def letterhead_digest(letterhead: Letterhead | None) -> str:
    return letter_provenance("public", HouseStyle(None, letterhead))["letterhead"]


def test_it_names_audience_version_and_digests() -> None:
    found = letter_provenance("parties", HouseStyle())
    assert (found["copy"], found["version"], found["letterhead"]) == ("parties", version("imrletters"), "none")
    assert found["own_templates"] == "none"
    assert [len(found[name]) for name in ("templates", "fonts")] == [64, 64]
    assert found.keys() | {"engine"} == DESCRIPTIONS.keys()
    assert letter_provenance("public", HouseStyle()) == found | {"copy": "public"}


def test_a_digest_is_the_sha_256_of_the_bytes() -> None:
    assert digest(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_any_byte_of_an_own_template_changes_it(own: Path) -> None:
    before = own_digest(own)
    paths = sorted(path for path in own.rglob("*.j2"))
    assert len(paths) >= 2
    for path in paths:
        whole = path.read_bytes()
        for place in (0, len(whole) // 2, len(whole) - 1):
            path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
            assert own_digest(own) != before
        path.write_bytes(whole)
    assert own_digest(own) == before


@pytest.mark.parametrize("name", ["templates", "fonts"])
def test_any_byte_of_our_templates_and_fonts_changes_it(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = our_digests()
    [other] = before.keys() - {name}
    folder = Path(shutil.copytree(font_folder() if name == "fonts" else data_folder("templates"), tmp_path / name))
    place = "font_folder" if name == "fonts" else "data_folder"
    monkeypatch.setattr(f"imrletters.printing.provenance.{place}", lambda *_: folder)
    assert our_digests() == before
    paths = [path for path in sorted(folder.rglob("*.*")) if path.suffix in {".j2", ".css", ".toml", ".ttf"}]
    assert len(paths) >= 4
    for path in paths:
        whole = path.read_bytes()
        path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
        found = our_digests()
        assert found[name] != before[name], path
        assert found[other] == before[other], path
        path.write_bytes(whole)
    assert our_digests() == before


def test_an_added_or_a_renamed_template_changes_it(own: Path) -> None:
    before = own_digest(own)
    assert before != own_digest(None) == "none"
    path = own / "editions" / "lighthouse.j2"
    shutil.copy(path, own / "editions" / "lighthouse2.j2")
    assert own_digest(own) != before
    path.unlink()
    assert own_digest(own) != before
    (own / "editions" / "lighthouse2.j2").rename(path)
    assert own_digest(own) == before


def test_other_files_times_and_places_change_nothing(own: Path, tmp_path: Path) -> None:
    before = own_digest(own)
    (own / "README.md").write_text("Ours.")
    (own / "editions" / ".DS_Store").write_bytes(b"\x00")
    (own / "empty").mkdir()
    next(own.rglob("*.j2")).touch()
    assert own_digest(own) == before
    moved = tmp_path / "elsewhere"
    own.rename(moved)
    assert own_digest(moved) == before


def test_any_change_of_the_letterhead_changes_it() -> None:
    head = load_letterhead(OWN / "letterhead.toml")
    changes: list[dict[str, object]] = [
        {"name": "Another"},
        {"name": None},
        {"address": (*head.address, "one line more")},
        {"address": tuple(reversed(head.address))},
        {"logo_text": "Another logo"},
        {"image": head.image + b"\n"},
    ]
    found = [letterhead_digest(head), "none", *(letterhead_digest(head.model_copy(update=each)) for each in changes)]
    assert letterhead_digest(None) == "none"
    assert len(set(found)) == len(changes) + 2
    assert letterhead_digest(load_letterhead(OWN / "letterhead.toml")) == found[0]


def test_the_letterhead_does_not_change_the_digest_of_the_templates() -> None:
    head = load_letterhead(OWN / "letterhead.toml")
    plain = letter_provenance("public", HouseStyle(None))
    assert letter_provenance("public", HouseStyle(None, head)) == plain | {"letterhead": letterhead_digest(head)}


def test_own_templates_do_not_change_the_digests_of_ours(own: Path) -> None:
    assert our_digests(own) == our_digests()
    assert letter_provenance("public", HouseStyle(own)) == letter_provenance("public", HouseStyle()) | {
        "own_templates": own_digest(own)
    }


def test_a_style_sheet_that_an_own_template_may_include_changes_it(own: Path) -> None:
    before = own_digest(own)
    (own / "own.css").write_text("p { color: black }")
    assert own_digest(own) != before


def test_the_digest_covers_only_what_the_edition_the_audience_and_the_medium_use(own: Path) -> None:
    def found(audience: Audience, medium: str) -> dict[str, str]:
        clear()
        return letter_provenance(audience, HouseStyle(own), "lighthouse", medium)

    kinds: list[tuple[Audience, str]] = [("public", "text"), ("public", "typst"), ("parties", "text")]
    before = {kind: found(*kind) for kind in kinds}
    (own / "copies").mkdir(exist_ok=True)
    (own / "copies/parties.j2").write_text('{% extends "imrletters/copies/parties.j2" %}')
    (own / "html.j2").write_bytes((data_folder("templates") / "html.j2").read_bytes())
    (own / "editions/other.j2").write_text('{% extends "imrletters/editions/2016.j2" %}')
    assert [kind for kind in kinds if found(*kind) != before[kind]] == [("parties", "text")]
    edition = own / "editions/lighthouse.j2"
    edition.write_text(edition.read_text() + "{# changed #}")
    assert [kind for kind in kinds if found(*kind) == before[kind]] == []
