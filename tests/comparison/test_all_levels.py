"""Every level is compared, even if words differ."""

from dataclasses import replace

from imrletters.comparison.all_levels import every_difference
from imrletters.pdf.layout import Layout
from tests.comparison.layouts import EXPECTED, FIRST, SECOND, letter, line, moved, with_lines


def found(received: Layout, expected: Layout = EXPECTED) -> list[tuple[str, str]]:
    return [(each.kind, str(each)) for each in every_difference(received, expected)]


def test_equal_letters_have_no_difference() -> None:
    assert found(letter(FIRST, SECOND)) == []


def test_a_changed_word_hides_no_move_and_no_typeface() -> None:
    first, second, third = EXPECTED.pages[0].lines
    changed = with_lines(line("The knee is unstable.", 1), moved(second, down=2), line("upheld today.", 3, bold=True))
    assert found(changed) == [
        ("words", "page 1, line 1: 'unstable.' instead of 'stable.'"),
        ("places", "page 1, line 2 moved 2.0 pt down: 'Therefore it is'"),
        ("places", "page 1, line 3 set in Serif 12 bold instead of Serif 12: 'upheld today.'"),
    ]
    assert (first.number, third.number) == (1, 3)


def test_the_rest_of_a_line_with_a_changed_word_is_compared() -> None:
    changed = with_lines(line("The knee is unstable.", 1, size=11))
    assert found(changed)[1:] == [("places", "page 1, line 1 set in Serif 11 instead of Serif 12: 'The knee is'")]


def test_a_changed_word_hides_no_line_break() -> None:
    earlier = letter(["The knee is unstable.", "Therefore it", "is upheld today."], SECOND)
    assert found(earlier) == [
        ("words", "page 1, line 1: 'unstable.' instead of 'stable.'"),
        ("lines", "page 1, line 2 breaks earlier: 'is' moved to line 3"),
    ]
    later = letter(["The knee is unstable.", "Therefore it is upheld", "today."], SECOND)
    assert found(later)[1:] == [("lines", "page 1, line 2 breaks later: 'upheld' came from line 3")]


def test_other_line_breaks_hide_no_move() -> None:
    broken = letter(["The knee is stable.", "Therefore it", "is upheld today."], SECOND)
    page = broken.pages[1]
    changed = replace(broken, pages=(broken.pages[0], replace(page, lines=(moved(page.lines[0], right=3),))))
    assert found(changed) == [
        ("lines", "page 1, line 2 breaks earlier: 'is' moved to line 3"),
        ("places", "page 2, line 1 moved 3.0 pt right: 'Signed by nobody.'"),
    ]


def test_a_changed_word_hides_no_page() -> None:
    changed = letter(["The knee is unstable.", *FIRST[1:]], [], SECOND)
    assert found(changed)[1:] == [
        ("lines", "page 3 is new"),
        ("places", "page 3, line 1 moved to page 3 from page 2: 'Signed by nobody.'"),
    ]


def test_a_changed_word_hides_no_page_size() -> None:
    page = replace(EXPECTED.pages[1], width=595)
    changed = replace(with_lines(line("The knee is unstable.", 1)), pages=(EXPECTED.pages[0], page))
    assert found(changed) == [("places", "page 2 is 595 x 792 pt instead of 612 x 792 pt")]
    worded = replace(changed, pages=(with_lines(line("The knee is unstable.", 1)).pages[0], page))
    assert [kind for kind, _ in found(worded)] == ["words", "places"]
