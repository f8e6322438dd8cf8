"""Files are written completely or not at all, and links that others planted are not followed."""

import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from imrletters.files import PARTIAL, open_inside, temporary_folder, write_atomically
from imrletters.manifest_names import JOURNAL
from tests.batch.support import write_cases
from tests.cli.command import imrletters


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_replaced_by_its_new_content(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_bytes(b"old")
    write_atomically(tmp_path / "letter.txt", b"new")
    write_atomically(tmp_path / "lines.txt", iter([b"one\n", b"two\n"]))
    assert (tmp_path / "letter.txt").read_bytes() == b"new"
    assert (tmp_path / "lines.txt").read_bytes() == b"one\ntwo\n"
    assert names(tmp_path) == ["letter.txt", "lines.txt"]


def test_an_error_while_writing_leaves_the_old_content_and_no_other_file(tmp_path: Path) -> None:
    def data() -> Iterator[bytes]:
        yield b"half of a let"
        assert [path.name.endswith(PARTIAL) for path in tmp_path.glob(".*")] == [True]
        raise KeyboardInterrupt

    (tmp_path / "letter.txt").write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt):
        write_atomically(tmp_path / "letter.txt", data())
    assert names(tmp_path) == ["letter.txt"]
    assert (tmp_path / "letter.txt").read_bytes() == b"old"


def test_an_error_names_the_file_and_not_its_temporary_name(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").mkdir()
    with pytest.raises(OSError, match=r"letter\.txt") as caught:
        write_atomically(tmp_path / "letter.txt", b"new")
    assert caught.value.filename == str(tmp_path / "letter.txt")


def test_a_file_name_may_have_the_greatest_length(tmp_path: Path) -> None:
    write_atomically(tmp_path / ("a" * 255), b"new")
    assert names(tmp_path) == ["a" * 255]


def test_a_link_planted_at_the_name_of_an_earlier_version_is_not_followed(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_bytes(b"old")
    out = tmp_path / "out"
    out.mkdir()
    for name in ("letter.txt", "manifest.jsonl"):
        (out / f".{sha256(name.encode()).hexdigest()}{PARTIAL}").symlink_to(precious)
    write_atomically(out / "letter.txt", b"new")
    assert precious.read_bytes() == b"old"
    assert (out / "letter.txt").read_bytes() == b"new"


def test_a_link_at_the_temporary_name_is_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    precious = tmp_path / "precious"
    precious.write_bytes(b"old")
    monkeypatch.setattr("imrletters.files.secrets.token_hex", lambda _: "known")
    (tmp_path / f".known{PARTIAL}").symlink_to(precious)
    with pytest.raises(FileExistsError):
        write_atomically(tmp_path / "letter.txt", b"new")
    assert precious.read_bytes() == b"old"
    assert (tmp_path / f".known{PARTIAL}").is_symlink()


def test_a_link_at_the_name_of_a_file_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "precious").write_bytes(b"old")
    (tmp_path / "letter.txt").symlink_to("precious")
    write_atomically(tmp_path / "letter.txt", b"new")
    assert (tmp_path / "precious").read_bytes() == b"old"
    assert not (tmp_path / "letter.txt").is_symlink()


def test_each_temporary_name_is_another(tmp_path: Path) -> None:
    seen = set()

    def data() -> Iterator[bytes]:
        seen.update(names(tmp_path))
        yield b""

    for _ in range(3):
        write_atomically(tmp_path / "letter.txt", data())
    assert len(seen - {"letter.txt"}) == 3


def test_the_permissions_are_those_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "other").touch()
    write_atomically(tmp_path / "letter.txt", b"new")
    assert (tmp_path / "letter.txt").stat().st_mode == (tmp_path / "other").stat().st_mode


@pytest.mark.parametrize("target", ["precious", "none"])
def test_a_batch_does_not_follow_a_link_at_the_name_of_its_journal(target: str, tmp_path: Path) -> None:
    write_cases(tmp_path / "cases.jsonl", 2)
    (tmp_path / "precious").write_bytes(b"old")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / JOURNAL).symlink_to(f"../{target}")
    result = imrletters("render", tmp_path / "cases.jsonl", "-o", tmp_path / "out", "--format", "text", "--jobs", "1")
    assert result.exit_code == 1
    assert "too many levels of symbolic links" in result.stderr
    assert (tmp_path / "precious").read_bytes() == b"old"
    assert not (tmp_path / "none").exists()


def test_a_file_is_opened_only_if_no_step_of_its_path_is_a_link(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "c").write_bytes(b"content")
    (tmp_path / "link").symlink_to("a")
    (tmp_path / "file").symlink_to("a/b/c")
    with open(open_inside(tmp_path, ("a", "b", "c")), "rb") as file:  # noqa: PTH123 - a file descriptor
        assert file.read() == b"content"
    for steps in (("link", "b", "c"), ("file",), ("a", "b", "none")):
        with pytest.raises(OSError, match=r"link|directory|symbolic"):
            os.close(open_inside(tmp_path, steps))


def test_a_temporary_folder_exists_as_long_as_its_owner() -> None:
    class Owner:
        pass

    owner = Owner()
    folder = temporary_folder(owner)
    (folder / "file").touch()
    assert folder.stat().st_mode & 0o077 == 0
    del owner
    assert not folder.exists()
