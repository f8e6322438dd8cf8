"""The documents reviewed are a table, which is filled by keyboard or by pasting rows or a list."""

import json
import random
from collections.abc import Iterator
from itertools import count
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
KINDS = {"kind": "Medical report", "title": "Report"}


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Document\tDescription\tDate\tPages\nReport\tKnee, right\t10/6/2016\t4",
            [{"title": "Report, Knee, right", "date": "2016-10-06", "pages": 4}],
        ),
        (
            "Document\tProvider\tSource\tDate\tDate of service\nReport\tA. Example\tClinic\t10/6/2016\t9/5/2016",
            [{"title": "Report, Clinic, 9/5/2016", "author": "A. Example", "date": "2016-10-06"}],
        ),
        (
            "No.\tDocument\tDate\nEX-104\tReport\t10/6/2016\nEX-105\tLetter\t9/5/2016",
            [{"title": "Report, EX-104", "date": "2016-10-06"}, {"title": "Letter, EX-105", "date": "2016-09-05"}],
        ),
        (
            "No.\tDocument\tDate\n7\tReport\t\n12\tLetter\t",
            [{"title": "Report, 7"}, {"title": "Letter, 12"}],
        ),
        (
            "No.\tDocument\tDate\n3.\tReport\t\n\tAppendix\t\n4.\tLetter\t",
            [{"title": "Report"}, {"title": "Appendix"}, {"title": "Letter"}],
        ),
        (
            "Exhibit\tDocument\t\tDate\nEX-1\tReport\tcopy\t10/6/2016\tsealed",
            [{"title": "Report, EX-1, copy, sealed", "date": "2016-10-06"}],
        ),
        (
            "Document\tFrom\tTo\nReport\t3/2/2016 - 4/2/2016\t5/2/2016",
            [{"title": "Report", "first_date": "3/2/2016 - 4/2/2016", "last_date": "2016-05-02"}],
        ),
        (
            "1\tRecords\tProvider\t10/6/2016\n2\tLetter\tA. Example\t9/5/2016",
            [
                {"title": "Records", "author": "Provider", "date": "2016-10-06"},
                {"title": "Letter", "author": "A. Example", "date": "2016-09-05"},
            ],
        ),
        ("Document\tDate\tPages\nReport\t2016\t0", [{"title": "Report", "date": "2016", "pages": "0"}]),
        (
            "12345678901234567890\tReport\n12345678901234567999\tLetter",
            [
                {"title": "12345678901234567890", "author": "Report"},
                {"title": "12345678901234567999", "author": "Letter"},
            ],
        ),
        ("\tReport\tA. Example\n\tLetter\t", [{"title": "Report", "author": "A. Example"}, {"title": "Letter"}]),
        ("1. Report, 0 pages\n2. Letter", [{"title": "Report, 0 pages"}, {"title": "Letter"}]),
    ],
)
def test_what_fits_no_column_is_added_to_the_title(text: str, expected: list[dict[str, Any]], page: ReviewPage) -> None:
    paste(page, f"{DOCUMENTS}:add", text)
    assert documents(page) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "1.\tMedical report: Progress report, Sample clinic, 10/06/2016, 4 pages",
            {"kind": "Medical report", "title": "Progress report, Sample clinic", "date": "2016-10-06", "pages": 4},
        ),
        ("\u2022\tProgress report,\r\nsecond part", {"title": "Progress report, second part"}),
        (
            "1.\tProgress report\tSample clinic",
            {"title": "Progress report", "author": "Sample clinic"},
        ),
    ],
)
def test_one_item_of_a_list_is_pasted_as_a_document(text: str, expected: dict[str, Any], page: ReviewPage) -> None:
    paste(page, f"{DOCUMENTS}:add", text)
    assert documents(page) == [expected]


def test_no_word_of_pasted_rows_is_left_out(page: ReviewPage) -> None:
    chosen = random.Random(5)  # noqa: S311 - no secret
    tables = [random_table(chosen) for _ in range(500)]
    script = """async tables => {
        const { documentsIn } = await import(new URL("page/pasted-documents.js", document.baseURI));
        return tables.map(table => documentsIn(table, ["Letter"]));
    }"""
    found = page.page.evaluate(script, [text for text, _ in tables])
    for (text, rows), pasted in zip(tables, found, strict=True):
        written = [" ".join(map(str, document.values())) for document in pasted]
        left_out = [[cell for cell in row if cell not in one] for row, one in zip(rows, written, strict=True)]
        assert not any(left_out), (text, pasted)


def random_table(chosen: random.Random) -> tuple[str, list[list[str]]]:
    """A pasted table, and the cells of each row that must be in its document; row numbers need not."""
    known = ["Type", "Document", "Description", "Provider", "Source", "Date", "DOS", "To", "Pages"]
    headings = chosen.sample(known, chosen.randint(2, len(known))) + ["Exhibit", ""][: chosen.randint(0, 2)]
    chosen.shuffle(headings)
    numbers = chosen.choice([[], ["EX-{}", "1{}1", "Letter {}"], ["{}"], ["{}."]])
    shapes = chosen.choices(["word{}", "EX-{}", "{}", "1{}-03-02", "1{}-03-02 to 2016-03-02", ""], k=3)
    place = count(100)
    cells = [
        [chosen.choice(shapes).format(next(place)) for _ in range(len(headings) + chosen.randint(0, 2))]
        for _ in range(chosen.randint(2, 4))
    ]
    for row in cells:
        row[0] = row[0] or "first"
    before = [[chosen.choice(numbers).format(index)] if numbers else [] for index, _ in enumerate(cells, start=1)]
    lines = [[*number, *row] for number, row in zip(before, cells, strict=True)]
    if chosen.random() < 0.7:
        lines.insert(0, ["No.", *headings] if numbers else headings)
    kept = [[*(number if len(numbers) > 1 else []), *row] for number, row in zip(before, cells, strict=True)]
    words = [[word for cell in row for word in cell.split(" to ")] for row in kept]
    return "\n".join("\t".join(line) for line in lines), words


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


def open_documents(page: ReviewPage, *documents: object) -> None:
    page.open({**json.loads(ONE_ITEM.read_bytes()), "documents_reviewed": documents})
    expect(page.page.locator(".documents tr.entry")).to_have_count(len(documents))
    show_all(page)


@pytest.mark.parametrize(
    ("field", "value", "place"), [("last_date", "2016-04-02", "/0"), ("colour", "blue", "/0/colour")]
)
def test_the_keys_go_past_the_message_of_a_row(field: str, value: str, place: str, page: ReviewPage) -> None:
    open_documents(page, {**KINDS, field: value}, KINDS, {**KINDS, "colour": "red"})
    expect(page.at(f"{DOCUMENTS}{place}:messages")).to_be_visible()
    page.at(f"{DOCUMENTS}/0/last_date").focus()
    for key, row in (("Enter", 1), ("ArrowUp", 0), ("ArrowDown", 1), ("Enter", 2), ("ArrowUp", 1), ("ArrowUp", 0)):
        page.page.keyboard.press(key)
        assert page.focused() == f"{DOCUMENTS}/{row}/last_date"
    page.at(f"{DOCUMENTS}/2/kind").focus()
    page.page.keyboard.press("Enter")
    assert page.focused() == f"{DOCUMENTS}/3/kind", "only Enter in the last row adds one"
    expect(page.page.locator(".documents tr.entry")).to_have_count(4)


def test_the_keys_go_past_a_row_that_cannot_be_edited(page: ReviewPage) -> None:
    open_documents(page, KINDS, "a report", {**KINDS, "pages": {}}, KINDS)
    page.at(f"{DOCUMENTS}/0/pages").focus()
    for key, row in (("Enter", 3), ("ArrowUp", 0), ("ArrowDown", 3)):
        page.page.keyboard.press(key)
        assert page.focused() == f"{DOCUMENTS}/{row}/pages"
    expect(page.page.locator(".documents tr.entry")).to_have_count(4)


@pytest.mark.parametrize(
    "dates",
    [
        {"last_date": "2016-04-02"},
        {"first_date": "2016-03-02"},
        {"date": "2016-03-02", "last_date": "2016-04-02"},
    ],
    ids=list,
)
def test_a_row_without_a_whole_range_says_what_to_enter_in_which_column(
    dates: dict[str, str], page: ReviewPage
) -> None:
    open_documents(page, {**KINDS, **dates})
    page.wait_for_count("1 problem")
    message = "Problem: needs a \u201cDate\u201d alone, or a \u201cDate\u201d with \u201cTo\u201d"
    expect(page.at(f"{DOCUMENTS}/0:messages")).to_have_text(message)
    headings = page.page.locator(".documents thead th").all_text_contents()
    assert {"Date", "To"} <= set(headings)
    field = page.page.locator(f'[id^="case{DOCUMENTS}/0/"]:is([id$="/date"], [id$="/first_date"])')
    field.fill("3/1/2016")
    page.wait_for_count("No problems")


def test_a_date_that_no_column_shows_is_shown_below_the_row(page: ReviewPage) -> None:
    open_documents(page, {**KINDS, "date": "2016-03-01", "first_date": "2016-03-02", "last_date": "2016-04-02"})
    page.wait_for_count("1 problem")
    expect(page.at(f"{DOCUMENTS}/0/date")).to_contain_text("2016-03-01")
    page.button("Remove Date").click()
    page.wait_for_count("No problems")


def test_the_dates_of_a_range_are_undone_with_what_was_typed(page: ReviewPage) -> None:
    open_documents(page, {**KINDS, "date": "2016-03-02"})
    to = page.at(f"{DOCUMENTS}/0/last_date")
    to.press_sequentially("4/2/2016")
    ranged = {**KINDS, "first_date": "2016-03-02", "last_date": "2016-04-02"}
    assert documents(page) == [ranged]
    to.press("Control+a")
    to.press("Delete")
    assert documents(page) == [{**KINDS, "date": "2016-03-02"}]
    page.page.keyboard.press("Control+z")
    assert documents(page) == [ranged]
    page.page.keyboard.press("Control+z")
    assert documents(page) == [{**KINDS, "date": "2016-03-02"}]


def test_the_last_date_of_a_range_is_chosen_in_the_calendar(page: ReviewPage) -> None:
    open_documents(page, {**KINDS, "date": "2016-03-02"})
    page.at(f"{DOCUMENTS}/0/last_date").fill("4/2/2016")
    page.at(f"{DOCUMENTS}/0/last_date").fill("")
    page.at(f"{DOCUMENTS}/0/last_date").press("Alt+ArrowDown")
    expect(page.page.get_by_role("dialog", name="Last date")).to_be_visible()
    page.page.keyboard.press("Enter")
    [document] = documents(page)
    assert document["first_date"] == "2016-03-02"
    assert set(document) == {"kind", "title", "first_date", "last_date"}
    page.page.keyboard.press("Control+z")
    assert documents(page) == [{**KINDS, "date": "2016-03-02"}]
