"""Templates are read from the folder of the organization, and from nowhere else."""

import os
from pathlib import Path

import pytest

from imrletters import HouseStyle, HouseStyleError
from imrletters.files import open_inside
from imrletters.printing.provenance import letter_provenance
from imrletters.rendering.environments import template_tree
from imrletters.rendering.template_folder import LARGEST, own_file_names, read_template
from imrletters.rendering.templates import editions, render_medium
from tests.support import case

PRIVATE = "text of another file"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of templates, next to files and a folder that do not belong to it."""
    own = tmp_path / "own"
    (own / "editions").mkdir(parents=True)
    (tmp_path / "own-secrets").mkdir()
    for secret in (tmp_path / "secret.j2", tmp_path / "own-secrets" / "secret.j2"):
        secret.write_text(PRIVATE)
    return own


def includes(folder: Path, name: str) -> HouseStyle:
    """A house style whose edition "mine" includes the template ``name`` in line 3."""
    source = (
        f'{{% extends "imrletters/letter.j2" %}}\n{{% block credentials %}}\n{{% include "{name}" %}}\n{{% endblock %}}'
    )
    (folder / "editions" / "mine.j2").write_text(source.replace("NAME", name))
    return HouseStyle(folder)


def link(folder: Path, kind: str) -> str:
    """Makes a link of this kind out of the folder; the name of the template that it leads to."""
    outside = folder.parent
    if kind == "relative":
        (folder / "words.j2").symlink_to("../secret.j2")
    elif kind == "absolute":
        (folder / "words.j2").symlink_to(outside / "secret.j2")
    elif kind == "two links":
        (folder / "words.j2").symlink_to("other.j2")
        (folder / "other.j2").symlink_to("../secret.j2")
    elif kind == "a name that begins like the folder":
        (folder / "words.j2").symlink_to("../own-secrets/secret.j2")
    elif kind == "nothing":
        (folder / "words.j2").symlink_to("none.j2")
    elif kind == "itself":
        (folder / "words.j2").symlink_to("words.j2")
    elif kind == "a device":
        (folder / "words.j2").symlink_to("/dev/zero")
    elif kind == "a pipe":
        os.mkfifo(folder / "words.j2")
    return "words.j2"


KINDS = [
    "relative",
    "absolute",
    "two links",
    "a name that begins like the folder",
    "nothing",
    "itself",
    "a device",
    "a pipe",
]


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_is_a_link_out_of_the_folder_is_refused(kind: str, folder: Path) -> None:
    style = includes(folder, link(folder, kind))
    for use in (
        lambda: render_medium(case(edition="mine"), "text", "public", style),
        lambda: template_tree("words.j2", folder),
        lambda: letter_provenance("public", style),
    ):
        with pytest.raises(HouseStyleError, match=r"^(words|other)\.j2: error: ") as caught:
            use()
        assert PRIVATE not in str(caught.value)


def test_an_edition_that_is_a_link_is_refused(folder: Path) -> None:
    (folder / "editions" / "mine.j2").symlink_to(folder.parent / "secret.j2")
    for use in (
        lambda: editions(folder),
        lambda: render_medium(case(edition="mine"), "text", "public", HouseStyle(folder)),
    ):
        with pytest.raises(HouseStyleError, match=r"^editions/mine\.j2: error: a link leads out of the folder"):
            use()


@pytest.mark.parametrize("target", ["../own-secrets", "inner"])
def test_a_folder_that_is_a_link_is_not_followed(target: str, folder: Path) -> None:
    (folder / "inner").mkdir()
    (folder / "inner" / "secret.j2").write_text(PRIVATE)
    (folder / "linked").symlink_to(target)
    assert list(own_file_names(folder)) == ["inner/secret.j2"]
    with pytest.raises(HouseStyleError, match=r"^linked: error: a folder that is a link is not read"):
        render_medium(case(edition="mine"), "text", "public", includes(folder, "linked/secret.j2"))


@pytest.mark.parametrize(
    "name",
    [
        "../secret.j2",
        "editions/../../secret.j2",
        "/etc/passwd",
        "//etc/passwd",
        "./../secret.j2",
        "..\\\\secret.j2",
        "editions",
        "words.txt",
        "../own-secrets/secret.j2",
        "",
        "words.j2/",
        "words.j2\\0",
    ],
)
def test_a_name_that_is_not_that_of_a_template_in_the_folder_is_not_found(name: str, folder: Path) -> None:
    if name == "words.txt":
        (folder / name).write_text(PRIVATE)
    with pytest.raises(HouseStyleError, match=r"^editions/mine\.j2:3: error: (there is no template|U\+0000 )"):
        render_medium(case(edition="mine"), "text", "public", includes(folder, name))


def test_an_absolute_name_is_not_found(folder: Path) -> None:
    style = includes(folder, str(folder.parent / "secret.j2"))
    with pytest.raises(HouseStyleError, match="there is no template"):
        render_medium(case(edition="mine"), "text", "public", style)


def test_a_link_that_stays_in_the_folder_is_read_and_has_a_digest(folder: Path) -> None:
    (folder / "words.j2").symlink_to("editions/other.j2")
    (folder / "editions" / "other.j2").write_text("some words")
    style = includes(folder, "words.j2")
    assert "some words" in render_medium(case(edition="mine"), "text", "public", style)
    assert list(own_file_names(folder)) == ["editions/mine.j2", "editions/other.j2", "words.j2"]
    assert len(letter_provenance("public", style)["own_templates"]) == 64


def test_the_folder_itself_may_be_a_link(folder: Path) -> None:
    (folder.parent / "link").symlink_to(folder)
    (folder / "words.j2").write_text("some words")
    includes(folder, "words.j2")
    assert "some words" in render_medium(case(edition="mine"), "text", "public", HouseStyle(folder.parent / "link"))


def test_a_file_that_becomes_a_link_after_it_was_checked_is_not_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "inner").mkdir()
    (folder / "inner" / "words.j2").write_text("some words")

    def replaced_first(root: Path, steps: tuple[str, ...]) -> int:
        (folder / "inner").rename(folder / "moved")
        (folder / "inner").symlink_to(folder.parent / "own-secrets")
        return open_inside(root, (*steps[:-1], "secret.j2"))

    monkeypatch.setattr("imrletters.rendering.template_folder.open_inside", replaced_first)
    with pytest.raises(HouseStyleError, match=r"^inner/words\.j2: error: "):
        read_template(folder, "inner/words.j2")


def test_a_template_that_is_too_large_is_refused(folder: Path) -> None:
    (folder / "words.j2").write_text("x" * (LARGEST + 1))
    with pytest.raises(HouseStyleError, match=r"^words\.j2: error: the file is larger than 1000000 bytes"):
        render_medium(case(edition="mine"), "text", "public", includes(folder, "words.j2"))
