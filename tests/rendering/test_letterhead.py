"""Letterheads with any of their parts, and those that cannot be printed, from a file and made in Python."""

import struct
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from imrletters import HouseStyle, HouseStyleError, Letter, Letterhead, load_letterhead, render
from imrletters.case.example import HEADER
from imrletters.printing import ENGINES, EngineName
from imrletters.rendering.house_style import PNG
from imrletters.rendering.kept_look import letter_look
from imrletters.rendering.line_breaking import width_in_points
from imrletters.rendering.look import LOGO_GAP, LOOK_FILE
from imrletters.testing.engine_agreement import text_differences
from tests.support import OWN, case, printed_pages

LOGO = (OWN / "logo.png").read_bytes()
WITH_LOGO = {"logo": "logo.png", "logo_text": "A lighthouse", "image": LOGO}
LOOK = letter_look()
LINES = ["1 Invented Pier", "Sampleton"]
each_engine = pytest.mark.parametrize("engine", ENGINES)


def lettered(head: Letterhead, engine: EngineName = "typst", templates: Path | None = None) -> Letter:
    return render(case(**HEADER), letterhead=head, engine=engine, templates=templates)


def above_the_letter(letter: Letter) -> list[str]:
    """The lines in the top margin of the first page."""
    margin = letter.house_style.look.page.margin_top
    return [line.text.strip() for line in printed_pages(letter.pdf())[0] if line.baseline < margin]


def assert_alike(head: Letterhead, templates: Path | None = None) -> None:
    """Both engines print the letter with the same lines at the same places and the same tags."""
    typst, weasyprint = (lettered(head, engine, templates).pdf() for engine in ("typst", "weasyprint"))
    assert list(text_differences(typst, weasyprint)) == []


def in_a_file(folder: Path, content: str) -> Path:
    (folder / "logo.png").write_bytes(LOGO)
    path = folder / "letterhead.toml"
    path.write_text(content, encoding="utf-8")
    return path


def as_wide_as(room: float, size: float = LOOK.letterhead.size) -> str:
    """The longest line of the letter i that has this room, in points."""
    return "i" * int(room // width_in_points("i", LOOK.typefaces.table, size))


def refused(head: Letterhead, message: str) -> None:
    """Every output of a letter with the letterhead is refused with the message."""
    letter = lettered(head)
    for output in (letter.text, letter.html, letter.pdf, replace(letter, engine="weasyprint").pdf):
        with pytest.raises(HouseStyleError, match=f"^letterhead: {message}"):
            output()


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        ("", []),
        ("name = 'An Example'", ["An Example"]),
        (f"address = {LINES}", LINES),
        ("logo = 'logo.png'\nlogo_text = 'A lighthouse'", []),
        (f"address = {LINES}\nlogo = 'logo.png'\nlogo_text = 'A lighthouse'", LINES),
    ],
)
def test_a_letterhead_may_have_any_of_its_parts(content: str, lines: list[str], tmp_path: Path) -> None:
    head = load_letterhead(in_a_file(tmp_path, content))
    for engine in ENGINES:
        assert above_the_letter(lettered(head, engine)) == lines
    assert_alike(head)


@each_engine
def test_own_templates_print_a_letterhead_without_a_name(engine: EngineName) -> None:
    assert above_the_letter(lettered(Letterhead(address=LINES), engine, OWN / "templates")) == LINES


def test_a_logo_without_a_description_is_refused() -> None:
    refused(Letterhead(name="A", logo="logo.png", image=LOGO), "logo_text is missing: screen readers read it in place")
    refused(Letterhead(image=LOGO), "logo_text is missing")


@pytest.mark.parametrize("image", [b"GIF89a", LOGO[:-12], PNG + LOGO[8:16] + struct.pack(">II", 0, 9) + LOGO[24:]])
def test_a_logo_that_is_no_picture_is_refused(image: bytes, tmp_path: Path) -> None:
    refused(Letterhead(**WITH_LOGO | {"image": image}), "the logo is not a PNG file")
    path = in_a_file(tmp_path, "logo = 'logo.png'\nlogo_text = 'A lighthouse'")
    (tmp_path / "logo.png").write_bytes(image)
    with pytest.raises(HouseStyleError, match=r"logo\.png: not a PNG file$"):
        load_letterhead(path)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"name": 5}, "name: expected a text in quotes"),
        ({"name": " "}, "name: expected words"),
        ({"address": "1 Pier"}, "address: expected a list"),
        ({"image": None}, "image: expected bytes"),
        ({"nome": "A"}, "nome: unknown name"),
    ],
)
def test_a_wrong_value_in_a_copy_of_a_letterhead_is_refused_when_a_letter_is_rendered(
    change: dict[str, Any], message: str
) -> None:
    changed = Letterhead(name="A").model_copy(update=change)
    for use in (lambda: lettered(changed), lambda: HouseStyle(letterhead=changed)):
        with pytest.raises(HouseStyleError, match=f"^letterhead: {message}"):
            use()


def test_a_copy_of_a_letterhead_may_have_its_address_in_a_list() -> None:
    changed = Letterhead(name="A").model_copy(update={"address": LINES})
    assert above_the_letter(lettered(changed)) == ["A", *LINES]
    assert HouseStyle(letterhead=changed).letterhead == Letterhead(name="A", address=LINES)


def test_a_line_beside_the_logo_has_the_room_that_the_logo_leaves() -> None:
    room = LOOK.line_width - LOOK.letterhead.logo_height - LOGO_GAP  # the logo is a square
    longest = as_wide_as(room)
    assert_alike(Letterhead(name=longest, **WITH_LOGO))
    refused(Letterhead(name=longest + "i", **WITH_LOGO), rf"'i+' is wider than the {room:.0f} points beside the logo")
    assert above_the_letter(lettered(Letterhead(name=longest + "i"))) == [longest + "i"]


def test_a_line_below_the_logo_may_be_as_wide_as_the_letter() -> None:
    longest = as_wide_as(LOOK.line_width)
    assert LOOK.letterhead.line_height * 4 > LOOK.letterhead.logo_height
    assert_alike(Letterhead(name="A", address=["1", "2", "3", longest], **WITH_LOGO))
    refused(Letterhead(name="A", address=["1", "2", longest], **WITH_LOGO), "'i+' is wider than the .* beside the logo")
    refused(Letterhead(name="A", address=["1", "2", "3", longest + "i"], **WITH_LOGO), "'i+' is wider than the letter")


def test_a_line_that_would_be_printed_over_the_logo_of_a_file_is_refused(tmp_path: Path) -> None:
    name = as_wide_as(450)
    path = in_a_file(tmp_path, f"name = '{name}'\nlogo = 'logo.png'\nlogo_text = 'A lighthouse'")
    with pytest.raises(HouseStyleError, match=r"letterhead\.toml: 'i+' is wider than the 426 points beside the logo"):
        load_letterhead(path)
    own = tmp_path / "own"
    own.mkdir()
    (own / LOOK_FILE).write_text("[letterhead]\nlogo_height = 9", encoding="utf-8")
    assert_alike(load_letterhead(path, own), own)


def test_the_logo_and_the_lines_of_the_own_organization_have_room() -> None:
    head = load_letterhead(OWN / "letterhead.toml", OWN / "templates")
    assert_alike(head)
    assert_alike(head, OWN / "templates")
