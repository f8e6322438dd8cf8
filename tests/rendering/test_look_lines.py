"""Where the figures of a look are in its file, in whatever way TOML states them."""

import time

import pytest

from imrletters.rendering.look_lines import MOST_READ, line_of

LOOK = """# A look.
text.size = 11
text . "line_height" = 14

[page]   # the page
size = "Legal"
margin = 72

[header_table] # text.size = 1
columns = [
  90, # width = 3
  80,
  70,
]
width = 400

[ "footer" ]
text = 'text = {page}'
'size' = 9

"""


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("text.size", 2),
        ("text.line_height", 3),
        ("text", 2),
        ("text.lines_kept_together", 2),
        ("page", 5),
        ("page.size", 6),
        ("page.margin_top", 5),
        ("header_table", 9),
        ("header_table.columns", 10),
        ("header_table.columns.2", 10),
        ("header_table.width", 15),
        ("footer", 17),
        ("footer.text", 18),
        ("footer.size", 19),
        ("fonts.text", 1),
        ("fonts", 1),
    ],
)
def test_each_figure_has_the_line_that_states_it(name: str, line: int) -> None:
    assert line_of(name, LOOK) == line
    assert line_of(name, LOOK.replace("\n", "\r\n")) == line


@pytest.mark.parametrize(
    "look",
    [
        "\n\n\ntext.size = 40",
        "\n\n\ntext = {size = 40}",
        '# text.size = 1\n\n\ntext = { line_height = 50, "size" = 40 } # size',
        "[page]\nmargin = 72\n[text]\nsize = 40",
        'footer.text = """\ntext.size = 1\n"""\ntext.size = 40',
        "footer.text = '''\n[text]\nsize = 1'''\ntext.size = 40",
    ],
)
def test_a_figure_of_a_table_in_any_form_has_its_line(look: str) -> None:
    assert line_of("text.size", look) == 4


def test_the_search_for_a_line_is_bounded() -> None:
    for long in ("x = [\n" + "1,\n" * 300_000 + "]\n", "".join(f"x{number} = 1\n" for number in range(200_000))):
        start = time.process_time()
        assert line_of("text.size", f"{long}[text]\nsize = 40") == 1
        assert time.process_time() - start < 20
    few = "x = [\n" + "1,\n" * 200 + "]\n"
    assert len(few) < MOST_READ
    assert line_of("text.size", f"{few}[text]\nsize = 40") == few.count("\n") + 2
