"""Own fonts: every medium, the line breaking, the page check and the parser use them; each fault has its own error."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from fontTools.ttLib.tables.DefaultTable import DefaultTable

from imrletters import (
    CaseError,
    HouseStyleError,
    Letter,
    Letterhead,
    canonical,
    load_case,
    load_letterhead,
    parse,
    render,
    verify,
)
from imrletters.case.example import HEADER
from imrletters.drafts import preview
from imrletters.printing import ENGINES, EngineName
from imrletters.rendering import HouseStyle
from imrletters.rendering.kept_look import letter_look
from imrletters.rendering.line_breaking import printed_lines
from imrletters.rendering.own_look import look_of
from imrletters.testing import assert_engines_agree, assert_fonts_embedded, assert_inside_margins, assert_reproducible
from imrletters.testing.engine_agreement import text_differences
from tests.own_fonts import FAMILY, LOOK, example_font, opened, postscript_font, saved, with_fonts
from tests.support import SAMPLES, case, printed_pages, public_part, sample_pdf
from tests.validators import ua1_failures

STYLES = {"text": "Regular", "text_bold": "Bold"}
ALL = LOOK + 'table = "Example.ttf"\ntable_bold = "Example-Bold.ttf"\n'
SEVERAL_PAGES = next(path for path in SAMPLES if path.stem == "several-pages")
ACCENTED = next(path for path in SAMPLES if path.stem == "accented-names")
WORDS = "A worker lifts, carries and/or pushes a well-known carousel horse. " * 4


def letter(folder: Path, path: Path = SEVERAL_PAGES, look: str = ALL) -> Letter:
    return render(load_case(path), templates=with_fonts(folder, look))


def refused(folder: Path, look: str = LOOK, **fonts: bytes) -> str:
    """The error for this look with these fonts."""
    with pytest.raises(HouseStyleError) as caught:
        render(case(), templates=with_fonts(folder, look, **fonts))
    return str(caught.value)


@pytest.mark.parametrize("look", [LOOK, ALL], ids=["text", "text and table"])
def test_both_engines_print_own_fonts_alike_and_the_letter_is_read_back(look: str, tmp_path: Path) -> None:
    whole = letter(tmp_path, SEVERAL_PAGES, look)
    pdfs = {engine: replace(whole, engine=engine).pdf() for engine in ENGINES}
    assert list(text_differences(pdfs["typst"], pdfs["weasyprint"])) == []
    assert_inside_margins(whole)
    for pdf in pdfs.values():
        assert parse(pdf, tmp_path) == public_part(whole.case)
        fonts = {char.font.partition("+")[2] for page in printed_pages(pdf) for line in page for char in line.chars}
        assert {"ExampleSerifText", "ExampleSerifText-Bold"} <= fonts
        assert any("IMR" in font for font in fonts) == (look == LOOK)


def test_the_pictures_of_both_engines_are_alike(tmp_path: Path) -> None:
    accented = letter(tmp_path, ACCENTED)
    assert_engines_agree(accented)
    assert parse(accented.pdf(), tmp_path) == public_part(accented.case)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_letter_in_own_fonts_conforms_to_pdf_ua_and_embeds_its_fonts(engine: EngineName, tmp_path: Path) -> None:
    pdf = replace(letter(tmp_path), engine=engine).pdf()
    assert ua1_failures(pdf) == []
    assert_fonts_embedded(pdf)


def test_a_font_with_postscript_outlines_is_printed_alike_and_read_back(tmp_path: Path) -> None:
    with_fonts(tmp_path, ALL, text=postscript_font(), text_bold=postscript_font("Bold"))
    whole = render(case(**HEADER), templates=tmp_path)
    assert_engines_agree(whole)
    for engine in ENGINES:
        pdf = replace(whole, engine=engine).pdf()
        assert parse(pdf, tmp_path) == public_part(whole.case)
        assert ua1_failures(pdf) == []


def test_lines_are_broken_by_the_widths_of_the_own_font(tmp_path: Path) -> None:
    look = look_of(with_fonts(tmp_path))
    assert look.typefaces.text.widths["a"] == round(letter_look().typefaces.text.widths["a"] * 1.1)
    own, ours = printed_lines(WORDS, look=look), printed_lines(WORDS)
    assert own != ours
    summary = load_case(SEVERAL_PAGES).clinical_case_summary.split("\n")[0]
    lines = [regular for _, regular in printed_lines(summary, look=look)]
    printed = {line.text.strip() for page in printed_pages(letter(tmp_path).pdf()) for line in page}
    assert len(lines) > 3
    assert {line.strip() for line in lines} <= printed


@pytest.mark.parametrize("engine", ENGINES)
def test_characters_that_share_a_glyph_are_read_back_each_as_itself(engine: EngineName, tmp_path: Path) -> None:
    fonts = {role: example_font(style, shared=(" \u00a0", "e\u00e9")) for role, style in STYLES.items()}
    folder = with_fonts(tmp_path, **fonts)
    whole = case(clinical_case_summary="An arm\u00a0and a knee hurt. It was caf\u00e9 work.")
    pdf = render(whole, templates=folder, engine=engine).pdf()
    assert parse(pdf, folder) == canonical(whole)


def test_ligatures_and_kerning_of_an_own_font_are_not_used(tmp_path: Path) -> None:
    words = "The office staff find fifty AVATAR files difficult. " * 3
    whole = case(clinical_case_summary=words.strip())
    letters = render(whole, templates=with_fonts(tmp_path))
    assert_engines_agree(letters)
    assert parse(letters.pdf(), tmp_path) == canonical(whole)
    texts = [char.text for page in printed_pages(letters.pdf()) for line in page for char in line.chars]
    assert all(len(text) == 1 for text in texts)


def test_letters_in_bundled_fonts_are_still_read(tmp_path: Path) -> None:
    with_fonts(tmp_path)
    assert parse(sample_pdf(SEVERAL_PAGES), tmp_path) == parse(sample_pdf(SEVERAL_PAGES))


def test_a_letter_is_verified_with_the_same_fonts_only(tmp_path: Path) -> None:
    first, second = with_fonts(tmp_path / "first"), with_fonts(tmp_path / "second", text=example_font(widening=1.0))
    pdf = render(canonical(case(**HEADER)), templates=first).pdf()
    assert verify(pdf, templates=first).answer == "same"
    found = verify(pdf, templates=second)
    assert found.answer == "outdated"
    assert "own_templates" in str(found)


def test_the_same_fonts_give_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    assert_reproducible(render(case(), templates=with_fonts(tmp_path)))


@pytest.mark.parametrize("both", [True, False])
def test_a_draft_is_printed_in_the_own_fonts(both: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a parameter
    # without this letter, Fontconfig does not regard a font as one for English
    fonts = {role: example_font(style, without="\u00e9") for role, style in [*STYLES.items()][: 1 + both]}
    folder = with_fonts(tmp_path, ALL, **fonts)
    for engine in ENGINES:
        draft = preview(b'{"clinical_case_summary": "caf\\u00e9"}', "public", HouseStyle(folder), engine)
        lines = [line for page in printed_pages(draft.pdf) for line in page]
        assert {char.font.partition("+")[2][:12] for line in lines for char in line.chars} == {"ExampleSerif"}
        assert any("caf[U+00E9]" in line.text for line in lines)


def test_lines_become_as_high_as_the_own_font_unless_the_look_states_their_height(tmp_path: Path) -> None:
    font, bold = opened(example_font()), opened(example_font("Bold"))
    font["hhea"].ascent = 2400
    bold["hhea"].descent = -600
    fonts = {"text": saved(font), "text_bold": saved(bold)}
    look = look_of(with_fonts(tmp_path / "tall", **fonts))
    assert look.text.line_height == 17.6
    assert look.header_table.line_height == letter_look().header_table.line_height
    whole = render(case(**HEADER), templates=tmp_path / "tall")
    assert_engines_agree(whole)
    assert parse(whole.pdf(), tmp_path / "tall") == public_part(whole.case)
    message = refused(tmp_path / "low", LOOK + "[text]\nline_height = 15", **fonts)
    least = "expected at least 17.58, 1.465 times the size"
    assert message == f"look.toml:4: error: text: the line_height is too small; {least}"


def test_a_character_of_a_case_that_an_own_font_lacks_is_a_problem_with_its_place(tmp_path: Path) -> None:
    folder = with_fonts(tmp_path, text_bold=example_font("Bold", without="\u00e9"))
    with pytest.raises(CaseError) as caught:
        render(case(clinical_case_summary="A caf\u00e9."), templates=folder)
    [problem] = caught.value.problems
    assert problem.pointer == "/clinical_case_summary"
    reason = 'U+00E9 "\u00e9" (latin small letter e with acute) is missing in the font fonts/Example-Bold.ttf'
    assert problem.message == f"{reason}; replace it, or the font"


def test_a_character_that_is_drawn_as_nothing_counts_as_missing(tmp_path: Path) -> None:
    folder = with_fonts(tmp_path, text=example_font(blank="\u00e9"))
    with pytest.raises(CaseError, match=r"is missing in the font fonts/Example\.ttf"):
        render(case(clinical_case_summary="A caf\u00e9."), templates=folder)


def test_a_character_of_an_own_template_that_an_own_font_lacks_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "letter.j2").write_text(
        '{% extends "imrletters/letter.j2" %}\n{# \u00e9 #}{% block x %}\u00e9{% endblock %}'
    )
    message = refused(tmp_path, text=example_font(without="\u00e9"))
    assert 'letter.j2:2: error: U+00E9 "\u00e9" ' in message
    assert "is missing in the font fonts/Example.ttf" in message


def test_a_character_of_a_footer_or_a_letterhead_that_an_own_font_lacks_is_refused(tmp_path: Path) -> None:
    look = ALL + '[footer]\ntext = "\u00e9"'
    message = refused(tmp_path, look, text=example_font(without="\u00e9"))
    assert message.startswith("look.toml:7: error: footer.text: U+00E9 ")
    folder = with_fonts(tmp_path / "other", ALL, text=example_font(without="\u00e9"))
    with pytest.raises(HouseStyleError, match=r"'Caf\u00e9': U\+00E9 .* is missing in the font fonts/Example\.ttf"):
        HouseStyle(folder, Letterhead(name="Caf\u00e9")).check_letterhead()
    path = tmp_path / "head.toml"
    path.write_text(f"name = '{'W' * 50}'")
    assert load_letterhead(path)
    with pytest.raises(HouseStyleError, match="is wider than the letter"):
        load_letterhead(path, with_fonts(tmp_path / "wide", ALL, text=example_font(widening=1.5)))


def changed(style: str = "Regular", **attributes: int) -> bytes:
    """An example font with other values in the table OS/2."""
    font = opened(example_font(style))
    vars(font["OS/2"]).update(attributes)
    return saved(font)


def without_table(name: str) -> bytes:
    font = opened(example_font())
    del font[name]
    return saved(font)


def with_table(name: str) -> bytes:
    """A font with one more table, whose content is not a font's."""
    font = opened(example_font())
    font[name] = DefaultTable(name)
    font[name].data = b"\0" * 8
    return saved(font)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (lambda: b"not a font", "is not a font; expected a TrueType or OpenType font"),
        (lambda: b"\0\1\0\0 and then nothing of a font", "cannot be read as a font: "),
        (lambda: example_font()[:5000], "cannot be read as a font: "),
        (lambda: b"OTTO and then nothing of a font", "cannot be read as a font: "),
        (lambda: b"ttcf", "is a collection of fonts; expected a TrueType or OpenType font, one to a file"),
        (lambda: b"wOFF", "is a web font (WOFF); expected"),
        (lambda: b"wOF2", "is a web font (WOFF2); expected"),
        (lambda: with_table("fvar"), "is a variable font; expected a font of one weight"),
        (lambda: without_table("glyf"), "has no table glyf; expected a TrueType or OpenType font with outlines"),
        (lambda: without_table("OS/2"), "has no table OS/2; expected"),
        (lambda: changed(fsType=2), "must not be embedded, as the font itself states (fsType 2); use another font"),
        (
            lambda: changed(fsType=0x108),
            "must not be embedded in part or as outlines, as the font itself states (fsType 264)",
        ),
        (
            lambda: changed(fsType=0x200),
            "must not be embedded in part or as outlines, as the font itself states (fsType 512)",
        ),
        (lambda: example_font(without="\u00a0"), "lacks U+00A0 (no-break space), which letters need; use another font"),
        (lambda: example_font(without="az"), 'lacks U+0061 "a" (latin small letter a), and 1 more, which letters need'),
        (
            lambda: example_font(blank="a"),
            'lacks U+0061 "a" (latin small letter a), which letters need; use another font',
        ),
    ],
)
def test_a_font_that_letters_cannot_use_is_refused(data: Callable[[], bytes], message: str, tmp_path: Path) -> None:
    assert refused(tmp_path, text=data()).startswith(f"look.toml:2: error: fonts.text: {message}")


@pytest.mark.parametrize("permission", [0, 4, 8, 6])
def test_a_font_that_may_be_embedded_is_used(permission: int, tmp_path: Path) -> None:
    assert look_of(with_fonts(tmp_path, text=changed(fsType=permission))).typefaces.text.data


@pytest.mark.parametrize(
    ("look", "message"),
    [
        (
            '[fonts]\ntext = "Example.ttf"',
            "look.toml:1: error: fonts.text_bold: is missing; expected a font beside Exam",
        ),
        ('[fonts]\ntable_bold = "Example.ttf"', "look.toml:1: error: fonts.table: is missing; expected a font beside"),
        (
            LOOK.replace("-Bold", ""),
            "look.toml:3: error: fonts.text_bold: Example.ttf has the weight 400; expected a font",
        ),
        (LOOK.replace("Example.", "None."), "look.toml:2: error: fonts.text: there is no file fonts/None.ttf"),
        (
            LOOK.replace("Example.", "../a."),
            "look.toml:2: error: fonts.text: got '../a.ttf'; expected the name of a .ttf",
        ),
        (
            LOOK.replace("Example.", "/a."),
            "look.toml:2: error: fonts.text: got '/a.ttf'; expected the name of a .ttf or",
        ),
        (
            LOOK.replace("ttf", "woff2", 1),
            "look.toml:2: error: fonts.text: got 'Example.woff2'; expected the name of a",
        ),
        ("[fonts]\ntext = 3", "look.toml:2: error: fonts.text: got 3; expected a text in quotes"),
        ("fonts = 3", "look.toml:1: error: fonts: got 3; expected a table"),
        ('[fonts]\nbold = "a.ttf"', "look.toml:2: error: there is no figure fonts.bold; the nearest name is"),
    ],
)
def test_a_wrong_name_of_a_font_is_an_error_with_its_line(look: str, message: str, tmp_path: Path) -> None:
    assert refused(tmp_path, look).startswith(message)


def test_each_faulty_font_has_its_line(tmp_path: Path) -> None:
    lines = refused(tmp_path, LOOK + "[page]\nmargin = 5", text=b"x", text_bold=b"y").splitlines()
    assert [line.partition(" error")[0] for line in lines] == ["look.toml:2:", "look.toml:3:", "look.toml:5:"]


def test_a_font_that_the_look_does_not_name_is_an_error(tmp_path: Path) -> None:
    with_fonts(tmp_path)
    (tmp_path / "fonts" / "Other.ttf").write_bytes(example_font())
    assert refused(tmp_path) == (
        "fonts/Other.ttf: error: nothing uses this file; expected its name in the table fonts of look.toml"
    )


def test_a_link_out_of_the_folder_is_not_read(tmp_path: Path) -> None:
    with_fonts(tmp_path / "own")
    file = tmp_path / "own" / "fonts" / "Example.ttf"
    file.rename(tmp_path / "Example.ttf")
    file.symlink_to(tmp_path / "Example.ttf")
    with pytest.raises(HouseStyleError) as caught:
        look_of(tmp_path / "own")
    assert str(caught.value) == (
        "look.toml:2: error: fonts.text: fonts/Example.ttf: a link leads out of the folder of the templates"
    )


def test_a_font_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("imrletters.rendering.template_folder.LARGEST_FONT", 1000)
    assert refused(tmp_path).startswith(
        "look.toml:2: error: fonts.text: fonts/Example.ttf: the file is larger than 1000 bytes"
    )


@pytest.mark.parametrize("size", ["nan", "inf", "-inf", "1" * 400, "-3"])
def test_a_size_that_is_not_allowed_is_one_error_with_own_fonts_too(size: str, tmp_path: Path) -> None:
    [line] = refused(tmp_path, f"{LOOK}[text]\nsize = {size}").splitlines()
    assert line.startswith(f"look.toml:5: error: text.size: got {size}; expected ")


def test_a_character_that_is_drawn_by_two_others_is_not_blank(tmp_path: Path) -> None:
    regular, bold = (postscript_font(style, composed=True) for style in STYLES.values())
    folder = with_fonts(tmp_path, ALL, text=regular, text_bold=bold)
    whole = case(clinical_case_summary="It was caf\u00e9 work.")
    letters = render(whole, templates=folder)
    assert_engines_agree(letters)
    assert parse(letters.pdf(), folder) == canonical(whole)


def named(family: str) -> bytes:
    """An example font of another family."""
    font = opened(example_font())
    for record in font["name"].names:
        if record.nameID in (1, 16):
            record.string = family
    return saved(font)


@pytest.mark.parametrize(
    ("family", "names"), [(FAMILY, (FAMILY,)), ("+Example+ ", ("Example",)), ("***", ()), (" ", ())]
)
def test_a_screen_may_have_the_font_by_the_name_of_its_family(
    family: str, names: tuple[str, ...], tmp_path: Path
) -> None:
    assert look_of(with_fonts(tmp_path, text=named(family))).typefaces.text.known_as == names


def test_a_line_break_after_the_name_of_a_font_is_one_error(tmp_path: Path) -> None:
    [line] = refused(tmp_path, LOOK.replace(".ttf", ".ttf\\n", 1)).splitlines()
    assert line.startswith("look.toml:2: error: fonts.text: got 'Example.ttf\\n'; expected the name of a .ttf or .otf")


def test_the_messages_of_the_font_library_are_not_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    font = opened(example_font())
    table = DefaultTable("hmtx")
    table.data = font.getTableData("hmtx") + b"\0\0\0"
    font["hmtx"] = table
    assert look_of(with_fonts(tmp_path, text=saved(font))).typefaces.text.data
    assert caplog.records == []
