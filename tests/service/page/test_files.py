"""Files are opened and saved without loss."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from playwright.sync_api import expect

from imrletters import load_case, parse, read_case, render
from tests.service.page.review_page import ReviewPage
from tests.support import ROOT, SAMPLES, example, sample_letter, sample_pdf

ONE_ITEM = ROOT / "samples" / "one-item-upheld.json"
PARTIES = ROOT / "samples" / "corrected-determination.json"
INVALID = ROOT / "samples" / "invalid"
UNUSUAL = """{
  "zeta": 1.50,
  "edition": "2016",
  "organization": null,
  "case_number": 12345678901234567890,
  "expert_reviewer": ["not", {"a": "part"}],
  "clinical_case_summary": "é \\u0007 \\ud83d\\ude00",
  "disputed_items": [
    {
      "service": 42,
      "__proto__": {
        "kept": 1e2
      },
      "partial_approval": [],
      "decision": "Denied"
    },
    "no item",
    null
  ],
  "parties": "nobody"
}
"""


def test_a_file_with_unusual_values_is_saved_unchanged(review: ReviewPage) -> None:
    review.open(UNUSUAL.encode(), "unusual.json")
    expect(review.page.locator("#file-name")).to_have_text("unusual.json")
    review.wait("draft")
    saved = review.saved().decode()
    assert review.name == "unusual.json"

    def pairs(text: str) -> object:
        return json.loads(text, object_pairs_hook=list, parse_int=str, parse_float=str)

    assert pairs(saved) == pairs(UNUSUAL)
    review.at("/edition").fill("2015")
    assert pairs(review.saved().decode()) == pairs(UNUSUAL.replace("2016", "2015"))


def test_the_samples_are_saved_unchanged(review: ReviewPage) -> None:
    for sample in SAMPLES[:6]:
        review.open(sample)
        expect(review.page.locator("#file-name")).to_have_text(sample.name)
        assert json.loads(review.saved()) == json.loads(sample.read_bytes())


def test_saving_does_not_print_again(review: ReviewPage) -> None:
    review.open(ONE_ITEM)
    review.wait("current")
    review.at("/case_number").fill("CM16-0000321")
    review.wait("current")
    expect(review.page.locator("#file-state")).to_have_text("not saved")
    review.saved()
    expect(review.page.locator("#letter-state")).to_have_attribute("data-state", "current")
    expect(review.page.locator("#file-state")).to_have_text("")


def test_new_keys_are_saved_in_the_order_of_the_schema(review: ReviewPage) -> None:
    data = json.loads(ONE_ITEM.read_bytes())
    del data["decision_date"], data["priority"]
    review.open(data)
    expect(review.page.locator("#file-name")).to_have_text("case.json")
    review.at("/decision_date").fill("2016-12-06")
    review.at("/priority").select_option("Standard")
    assert list(json.loads(review.saved())) == list(json.loads(ONE_ITEM.read_bytes()))


@pytest.mark.parametrize("kind", ["pdf", "txt"])
def test_a_dropped_letter_is_parsed_and_opened(kind: str, review: ReviewPage) -> None:
    letter = sample_letter(ONE_ITEM)
    data = sample_pdf(ONE_ITEM) if kind == "pdf" else letter.text().encode()
    review.drop(data, f"letter.{kind}")
    review.wait("current")
    assert json.loads(review.saved()) == parse(data).to_data()
    assert review.name == f"{letter.case.case_number}.json"


def test_a_dropped_case_file_is_opened(review: ReviewPage) -> None:
    review.drop(ONE_ITEM.read_bytes(), "dropped.json")
    review.wait("current")
    assert json.loads(review.saved()) == json.loads(ONE_ITEM.read_bytes())


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("broken-json", "line 23, column 7: invalid JSON"),
        ("duplicate-key", "the key is repeated in this object"),
        ("not-utf-8", "not UTF-8"),
        ("not-an-object", "expected an object"),
    ],
)
def test_a_file_that_would_lose_something_is_not_opened(name: str, expected: str, review: ReviewPage) -> None:
    review.open(ONE_ITEM)
    review.wait("current")
    review.open(INVALID / f"{name}.json")
    expect(review.page.locator(".notice.file")).to_contain_text(expected)
    expect(review.page.locator("#file-name")).to_have_text(ONE_ITEM.name)
    assert json.loads(review.saved()) == json.loads(ONE_ITEM.read_bytes())


def test_a_pdf_that_is_not_a_letter_is_not_opened(review: ReviewPage) -> None:
    review.drop(b"%PDF-1.7\nnothing", "other.pdf")
    expect(review.page.locator(".notice.file")).to_contain_text("other.pdf was not opened")


def test_unsaved_changes_are_discarded_only_after_confirmation(review: ReviewPage) -> None:
    review.open(ONE_ITEM)
    review.wait("current")
    review.at("/edition").fill("2015")
    review.open(json.loads(example({"/case_number": "CM16-0000777"})), "other.json")
    dialog = review.page.get_by_role("dialog")
    expect(dialog).to_contain_text("Opening other.json discards them")
    expect(review.button("Keep the current case")).to_be_focused()
    expect(review.page.locator("#confirm-dialog .primary")).to_have_text("Keep the current case")
    review.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(review.at("/edition")).to_have_value("2015")
    review.open(json.loads(example({"/case_number": "CM16-0000777"})), "other.json")
    review.button("Discard changes").click()
    expect(review.at("/case_number")).to_have_value("CM16-0000777")
    review.open(ONE_ITEM)
    expect(review.at("/case_number")).to_have_value(str(load_case(ONE_ITEM).case_number))
    expect(dialog).to_be_hidden()


def test_both_copies_are_downloaded_in_one_file(review: ReviewPage) -> None:
    review.open(PARTIES)
    review.wait("current")
    case = read_case(PARTIES.read_bytes())
    with ZipFile(BytesIO(review.download("Both copies download"))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    number = case.case_number
    assert review.name == f"{number}.zip"
    assert files == {
        f"{number}.pdf": render(case).pdf(),
        f"{number}.parties.pdf": render(case, "parties").pdf(),
    }


def test_both_copies_of_an_invalid_case_are_refused_with_its_problems(review: ReviewPage) -> None:
    review.at("/edition").fill("2016")
    review.wait("draft")
    review.button("Both copies download").press("Enter")
    expect(review.page.locator(".notice.copies")).to_contain_text("Not printed: ")
    expect(review.problem_links()).not_to_have_count(0)
    assert review.focused() == "problems"
    review.at("/case_number").fill("CM16-0000123")
    expect(review.page.locator(".notice.copies")).to_have_count(0)
