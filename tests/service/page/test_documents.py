"""The documents reviewed are a table, which is filled by keyboard or by pasting rows or a list."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect

from imrletters import read_case, render
from tests.service.page.browsers import allow_clipboard
from tests.service.page.review_page import LOOKS, ReviewPage
from tests.support import ROOT, squeezed

pytestmark = pytest.mark.long
FORTY = ROOT / "samples" / "parties-copy-forty-documents.json"
ONE_ITEM = ROOT / "samples" / "one-item-upheld.json"
DOCUMENTS = "/documents_reviewed"
SHEET = "\r\n".join(
    [
        "No.\tType\tDocument\tProvider\tDate\tPages",
        "1\tMedical report\tProgress report\tSample clinic\t10/6/2016\t4",
        '2\tdiagnostic study\t"MRI of the knee,\r\nright"\t\t3/2/2016 - 4/2/2016\t',
        "3\tLetter\tAppeal\tA. Example\tOct 2016\tvii",
        "",
    ]
)
FROM_SHEET = [
    {"kind": "Medical report", "title": "Progress report", "author": "Sample clinic", "date": "2016-10-06", "pages": 4},
    {
        "kind": "Diagnostic study",
        "title": "MRI of the knee, right",
        "first_date": "2016-03-02",
        "last_date": "2016-04-02",
    },
    {"kind": "Letter", "title": "Appeal", "author": "A. Example", "date": "Oct 2016", "pages": "vii"},
]
WITHOUT_HEADINGS = "Progress report\tSample clinic\t10/6/2016\t4\nMRI of the knee\t\tNov 8, 2016\t2\n"
LIST = (
    "1. Medical report: Progress report, Sample clinic, 10/06/2016, 4 pages\n"
    "2) Utilization review decision: Denial, Nov 8, 2016\n"
    "\u2022\tChart notes of the clinic,\n   second part (12 pages)\n"
    "- 10/20/2016: Operative report\n"
)
FROM_LIST = [
    {"kind": "Medical report", "title": "Progress report, Sample clinic", "date": "2016-10-06", "pages": 4},
    {"kind": "Utilization review decision", "title": "Denial", "date": "2016-11-08"},
    {"title": "Chart notes of the clinic, second part", "pages": 12},
    {"title": "Operative report", "date": "2016-10-20"},
]


@pytest.fixture
def page(tab: ReviewPage, other_browser: BrowserContext) -> Iterator[ReviewPage]:
    """A page in a browser with a clipboard, with a case without documents."""
    allow_clipboard(other_browser)
    opened = ReviewPage(other_browser.new_page(), tab.address)
    opened.reset()
    opened.page.evaluate("delete window.showSaveFilePicker; delete window.showOpenFilePicker")
    opened.open(ONE_ITEM)
    opened.wait("current")
    show_all(opened)
    yield opened
    assert opened.errors == []


def show_all(page: ReviewPage) -> None:
    page.page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")


def paste(page: ReviewPage, pointer: str, text: str) -> None:
    page.page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.at(pointer).focus()
    page.page.keyboard.press("Control+v")


def documents(page: ReviewPage) -> list[dict[str, Any]]:
    return list(json.loads(page.saved()).get("documents_reviewed", []))


@pytest.mark.parametrize(
    ("text", "expected"),
    [(SHEET, FROM_SHEET), (LIST, FROM_LIST)],
    ids=["a spreadsheet", "a list"],
)
def test_rows_are_pasted_and_one_undo_takes_them_back(
    text: str, expected: list[dict[str, Any]], page: ReviewPage
) -> None:
    paste(page, f"{DOCUMENTS}:add", text)
    expect(page.page.locator(".documents tr.entry")).to_have_count(len(expected))
    assert page.focused() == f"{DOCUMENTS}/0/kind"
    assert documents(page) == expected
    page.page.keyboard.press("Control+z")
    assert documents(page) == []


@pytest.mark.parametrize(
    ("text", "notice"),
    [
        (SHEET, "3 documents added. Choose the kind of 1 of them."),
        (LIST, "4 documents added. Choose the kind of 2 of them."),
        ("1. Letter: A\n2. Letter: B", "2 documents added. Choose the kind of 2 of them."),
        ("1. Medical report: A\n2. Medical report: B", "2 documents added. Dismiss"),
    ],
)
def test_the_notice_states_how_many_pasted_documents_need_a_kind(text: str, notice: str, page: ReviewPage) -> None:
    paste(page, f"{DOCUMENTS}:add", text)
    expect(page.page.locator(".notice.edit")).to_contain_text(notice)


def test_a_gap_that_only_the_other_copy_prints_is_not_looked_for_in_the_letter(page: ReviewPage) -> None:
    page.button("Add reviewed document").click()
    page.wait("draft")
    expect(page.page.locator("#letter-state")).to_contain_text("Draft: this copy does not print what is missing.")
    page.page.get_by_label("Copy", exact=True).select_option("parties")
    expect(page.page.locator("#letter-state")).to_contain_text("Draft: what is missing is in brackets.")


def test_columns_without_headings_are_found_by_their_content(page: ReviewPage) -> None:
    paste(page, f"{DOCUMENTS}:add", WITHOUT_HEADINGS)
    assert documents(page) == [
        {"title": "Progress report", "author": "Sample clinic", "date": "2016-10-06", "pages": 4},
        {"title": "MRI of the knee", "date": "2016-11-08", "pages": 2},
    ]


def test_rows_are_pasted_after_the_row_with_the_focus_or_in_place_of_an_empty_one(page: ReviewPage) -> None:
    page.button("Add reviewed document").click()
    paste(page, f"{DOCUMENTS}/0/title", WITHOUT_HEADINGS)
    assert len(documents(page)) == 2
    paste(page, f"{DOCUMENTS}/0/title", "1. Letter A\n2. Letter B")
    titles = [one["title"] for one in documents(page)]
    assert titles == ["Progress report", "Letter A", "Letter B", "MRI of the knee"]


@pytest.mark.parametrize("selected", ["#letter-state", ".documents th"])
def test_rows_are_pasted_where_the_focus_is_and_not_where_text_is_selected(selected: str, page: ReviewPage) -> None:
    for title in ("First", "Last"):
        page.button("Add reviewed document").click()
        page.page.keyboard.press("Tab")
        page.page.keyboard.type(title)
    page.at(f"{DOCUMENTS}/0/kind").focus()
    page.page.evaluate("at => getSelection().selectAllChildren(document.querySelector(at))", selected)
    page.page.evaluate("text => navigator.clipboard.writeText(text)", "1. Letter A\n2. Letter B")
    page.page.keyboard.press("Control+v")
    assert [one["title"] for one in documents(page)] == ["First", "Letter A", "Letter B", "Last"]


@pytest.mark.parametrize("text", ["Progress report", "1. Progress report", "Operative report\nof the clinic"])
def test_other_text_is_pasted_as_text(text: str, page: ReviewPage) -> None:
    page.button("Add reviewed document").click()
    paste(page, f"{DOCUMENTS}/0/title", text)
    expect(page.page.locator(".documents tr.entry")).to_have_count(1)
    assert documents(page)[0]["title"] == text


def test_the_table_is_filled_moved_and_emptied_by_keyboard(page: ReviewPage) -> None:
    press, insert = page.page.keyboard.press, page.page.keyboard.type
    page.at(f"{DOCUMENTS}:add").focus()
    press("Enter")
    assert page.focused() == f"{DOCUMENTS}/0/kind"
    insert("Med")
    press("Tab")
    insert("First report")
    press("Tab")
    press("Tab")
    insert("3/2/2016")
    press("Tab")
    insert("10/6/2016")
    press("Enter")
    assert page.focused() == f"{DOCUMENTS}/1/kind"
    press("Enter")
    expect(page.page.locator(".documents tr.entry")).to_have_count(2)
    insert("Diag")
    press("Tab")
    insert("MRI")
    press("ArrowUp")
    assert page.focused() == f"{DOCUMENTS}/0/title"
    press("ArrowDown")
    press("End")
    press("ArrowRight")
    assert page.focused() == f"{DOCUMENTS}/1/author"
    press("ArrowLeft")
    assert page.focused() == f"{DOCUMENTS}/1/title"
    press("Alt+Shift+ArrowUp")
    assert page.focused() == f"{DOCUMENTS}/0/title"
    assert documents(page) == [
        {"kind": "Diagnostic study", "title": "MRI"},
        {
            "kind": "Medical report",
            "title": "First report",
            "first_date": "2016-03-02",
            "last_date": "2016-10-06",
        },
    ]
    page.at(f"{DOCUMENTS}/0/title").focus()
    press("Alt+Shift+Delete")
    assert [one["title"] for one in documents(page)] == ["First report"]
    page.at(f"{DOCUMENTS}/0/last_date").fill("")
    assert documents(page) == [{"kind": "Medical report", "title": "First report", "date": "2016-03-02"}]


def test_the_rows_have_the_numbers_of_the_letter(review: ReviewPage) -> None:
    review.open(FORTY)
    review.wait("current")
    show_all(review)
    rows = review.page.locator(".documents tr.entry")
    expect(rows).to_have_count(40)
    letter = squeezed(render(read_case(FORTY.read_bytes()), "parties").text(0))
    for index in (0, 39):
        number = rows.nth(index).locator("th").inner_text().split()[-1]
        kind = review.at(f"{DOCUMENTS}/{index}/kind").locator("option:checked").inner_text()
        title = review.at(f"{DOCUMENTS}/{index}/title").input_value()
        assert squeezed(f"{number} {kind}: {title}") in letter


def test_a_problem_of_a_row_or_of_a_date_is_shown_at_it(page: ReviewPage) -> None:
    data = json.loads(ONE_ITEM.read_bytes())
    kinds = {"kind": "Medical report", "title": "Report"}
    data["documents_reviewed"] = [
        {**kinds, "date": "2016-03-02", "last_date": "2016-04-02"},
        {**kinds, "first_date": "2016", "last_date": "2016-04-02"},
        {**kinds, "colour": "blue"},
    ]
    page.open(data)
    page.wait("draft")
    page.wait_for_count("3 problems")
    show_all(page)
    links = page.problem_links()
    places = []
    for index in range(links.count()):
        links.nth(index).click()
        places.append(page.focused())
    assert set(places) == {f"{DOCUMENTS}/0", f"{DOCUMENTS}/1/first_date", f"{DOCUMENTS}/2/colour"}


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_no_violation_in_the_table(look: str, page: ReviewPage) -> None:
    page.set_look(look)
    paste(page, f"{DOCUMENTS}:add", SHEET)
    page.wait_for_count("3 problems")
    assert page.violations() == []
    assert page.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
