"""The files of own fonts that an engine reads, and their folder."""

from pathlib import Path

import pytest

from imrletters import HouseStyleError, render
from imrletters.printing import ENGINES, EngineName
from imrletters.printing.font_files import MOST_LOOKS, FontFolder
from imrletters.rendering import bundled_typefaces, look_of
from imrletters.resources import font_folder
from tests.own_fonts import example_font, opened, with_fonts
from tests.support import case, every


def printed_file(folder: Path, **fonts: bytes) -> bytes:
    """The file that an engine reads for the font of paragraphs."""
    faces = look_of(with_fonts(folder, **fonts)).typefaces
    made = FontFolder(faces)
    return made.file(faces.text).read_bytes()


def test_bundled_fonts_are_read_where_they_are() -> None:
    folder = FontFolder(bundled_typefaces())
    assert folder.path == font_folder()
    assert all(folder.file(each).is_file() for each in bundled_typefaces())


def test_a_folder_has_the_four_fonts_of_a_letter_and_exists_as_long_as_it_is_used(tmp_path: Path) -> None:
    faces = look_of(with_fonts(tmp_path)).typefaces
    folder = FontFolder(faces)
    path = folder.path
    assert {file.name for file in path.iterdir()} == {folder.file(each).name for each in faces}
    assert len([*path.iterdir()]) == 4
    del folder
    assert not path.exists()


def test_the_same_font_gives_the_same_file(tmp_path: Path) -> None:
    assert printed_file(tmp_path / "one") == printed_file(tmp_path / "two")


def test_a_file_has_the_measured_widths_one_glyph_for_each_character_and_no_tables_that_change_glyphs(
    tmp_path: Path,
) -> None:
    faces = look_of(with_fonts(tmp_path, text=example_font(shared=("e\u00e9\u00ea",)))).typefaces
    made = FontFolder(faces)
    font = opened(made.file(faces.text).read_bytes())
    names, widths = font.getBestCmap(), font["hmtx"]
    assert {chr(code) for code in names} == faces.characters
    assert len(set(names.values())) == len(names)
    assert all(faces.text.widths[chr(code)] == widths[name][0] for code, name in names.items())
    assert {"GSUB", "GPOS", "GDEF", "kern"}.isdisjoint(font.keys())
    assert {"GSUB", "GPOS"} <= {*opened(faces.text.data).keys()}
    assert font["name"].getDebugName(6) == "ExampleSerifText"
    assert (font["hhea"].ascent, font["OS/2"].usWeightClass) == (1825, 400)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_font_with_damaged_outlines_is_an_error_that_names_it(engine: EngineName, tmp_path: Path) -> None:
    data = example_font()
    length = data.index(b"glyf") + 12  # in the list of tables, after a checksum and a place
    damaged = data[:length] + (5000).to_bytes(4, "big") + data[length + 4 :]
    folder = with_fonts(tmp_path, text=damaged)
    with pytest.raises(HouseStyleError, match=r"fonts/Example\.ttf: error: cannot be embedded: TTLibError"):
        render(case(), templates=folder, engine=engine).pdf()


@pytest.mark.parametrize("engine", every(2, ENGINES))
def test_looks_whose_fonts_have_the_same_name_are_printed_one_after_the_other(
    engine: EngineName, tmp_path: Path
) -> None:
    fonts = [{"text": example_font(widening=1 + number / 100)} for number in range(MOST_LOOKS + 2)]
    folders = [with_fonts(tmp_path / str(number), **each) for number, each in enumerate(fonts)]
    letters = [render(case(), templates=folder, engine=engine) for folder in folders]
    printed = [letter.pdf() for letter in letters]
    assert len(set(printed)) == len(letters)
    assert [letters[0].pdf(), letters[-1].pdf()] == [printed[0], printed[-1]]
