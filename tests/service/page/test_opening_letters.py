"""A letter is opened with the case inside it if it is sound, and otherwise with what its pages state."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect

from imrletters import parse, read_case, render
from tests.service.page.review_page import ReviewPage
from tests.support import ROOT

PARTIES = ROOT / "samples" / "parties-copy-forty-documents.json"
ONE_ITEM = ROOT / "samples" / "one-item-upheld.json"
NOTICE = ".notice.read"


def letter_of(sample: Path, *, attach: bool = True) -> bytes:
    return render(read_case(sample.read_bytes()), "parties").pdf(attach=attach)


def test_the_case_inside_a_sound_letter_is_opened_completely(review: ReviewPage, tmp_path: Path) -> None:
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(letter_of(PARTIES))
    review.drop_from_desktop(letter)
    # the first print of a service loads the engine
    notice = "letter.pdf: The case inside this letter was opened."
    expect(review.page.locator(NOTICE)).to_contain_text(notice, timeout=20_000)
    expect(review.page.locator(NOTICE)).not_to_contain_text("Not in it")  # the case is complete
    review.wait("current")
    saved = json.loads(review.saved())
    assert len(saved["documents_reviewed"]) == 40
    wanted = json.loads(PARTIES.read_bytes())
    assert {name: saved[name] for name in ("parties", "mailing")} == {
        name: wanted[name] for name in ("parties", "mailing")
    }


def test_the_page_shows_that_a_letter_is_being_opened(review: ReviewPage) -> None:
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    review.page.route("**/v1/open", hold)
    review.drop(letter_of(ONE_ITEM), "letter.pdf")
    expect(review.page.locator(".notice.progress")).to_contain_text("letter.pdf is being opened.")
    waiting[0].continue_()
    expect(review.page.locator(NOTICE)).to_contain_text("The case inside this letter was opened.")
    expect(review.page.locator(".notice.progress")).to_have_count(0)
    review.page.unroute("**/v1/open")


def test_the_copy_that_was_opened_is_shown(review: ReviewPage) -> None:
    review.drop(letter_of(PARTIES), "parties.pdf")
    expect(review.page.locator("#copy")).to_have_value("parties")
    expect(review.page.locator(NOTICE)).to_contain_text("It is the parties’ copy.")
    review.wait("current")
    assert "DOCUMENTSREVIEWED" in review.text()
    review.drop(render(read_case(PARTIES.read_bytes())).text().encode(), "public.txt")
    expect(review.page.locator("#copy")).to_have_value("public")
    review.drop(letter_of(PARTIES, attach=False), "parties.pdf")
    expect(review.page.locator("#copy")).to_have_value("parties")
    review.open(ONE_ITEM)
    expect(review.page.locator("#file-name")).to_have_text(ONE_ITEM.name)
    expect(review.page.locator("#copy")).to_have_value("parties")


def test_of_a_letter_without_a_case_the_pages_are_read_and_what_is_missing_is_named(review: ReviewPage) -> None:
    pdf = letter_of(PARTIES, attach=False)
    review.drop(pdf, "letter.pdf")
    notice = review.page.locator(NOTICE)
    expect(notice).to_contain_text("read from the pages of this letter")
    expect(notice).to_contain_text("no case is attached to this PDF")
    for title in ("Parties", "Documents reviewed", "Mailing"):
        expect(notice.locator("li").first).to_contain_text(title)
    assert json.loads(review.saved()) == parse(pdf).to_data()


def test_the_case_inside_an_altered_letter_is_not_opened(review: ReviewPage) -> None:
    pdf = letter_of(ONE_ITEM) + b"\n% altered\n"
    review.drop(pdf, "letter.pdf")
    notice = review.page.locator(NOTICE)
    expect(notice).to_contain_text("read from the pages of this letter")
    expect(notice).to_contain_text("No case inside it was opened: the letter is altered")


def test_what_a_text_letter_lacks_is_named(review: ReviewPage) -> None:
    review.drop(render(read_case(ONE_ITEM.read_bytes())).text().encode(), "letter.txt")
    notice = review.page.locator(NOTICE)
    expect(notice).to_contain_text("read from the text of this letter")
    expect(notice).not_to_contain_text("No case inside")
    review.open(ONE_ITEM)
    expect(notice).to_have_count(0)


def archive(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "advice"),
    [
        (archive("[Content_Types].xml", "word/document.xml"), "letter.docx", "It is a Word document: save it as PDF"),
        (archive("mimetype", "ppt/slides.xml"), "slides.pptx", "an Office document"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "letter.doc", "or paste its text into the form"),
        (rb"{\rtf1\ansi letter}", "letter.rtf", "rich text format: save it as PDF"),
        (b"<!DOCTYPE html><p>letter", "letter.html", "It is a web page"),
        (bytes.fromhex("89504e470d0a1a0a"), "scan.png", "a picture has no text"),
        (b"", "empty.txt", "It is empty"),
        (b"a\0b", "program.bin", "It contains no text"),
    ],
)
def test_a_file_that_is_no_letter_is_refused_with_advice(
    data: bytes, name: str, advice: str, review: ReviewPage
) -> None:
    review.open(ONE_ITEM)
    review.wait("current")
    review.drop(data, name)
    notice = review.page.locator(".notice.file")
    expect(notice).to_contain_text(f"{name} was not opened")
    expect(notice).to_contain_text(advice)
    expect(review.page.locator("#file-name")).to_have_text(ONE_ITEM.name)


def test_of_several_files_the_first_is_opened_and_the_others_are_named(review: ReviewPage, tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("first.json", "second.json", "third.pdf")]
    for file in files:
        file.write_bytes(ONE_ITEM.read_bytes())
    review.drop_from_desktop(*files)
    expect(review.page.locator("#file-name")).to_have_text("first.json")
    notice = review.page.locator(".notice.several")
    expect(notice).to_contain_text("first.json was opened")
    expect(notice.locator("li")).to_have_text(["second.json", "third.pdf"])
    assert review.violations() == []
