"""A letter with three items is typed by keyboard alone, as a script, and the keys besides its text are counted.

Each key counts that does not type a character of the text: Tab, Enter, arrows, F8, a shortcut (once, with the keys held
for it), the letter that chooses an option, and what is typed to find a value in a list.

The page of version 0.1.0 (the last one that did not ask before leaving with unsaved work) was counted in Chromium with
the same text and in the same way: Tab from field to field through every button between them, the title of the guideline
from its list, everything else in full. Its dates, 2016-03-02 for 3/2/2016, were counted as text. That took 135 keys.
"""

import json

from playwright.sync_api import Page, expect

from tests.service.page.review_page import ReviewPage

VERSION_0_1_0 = 135
AT_MOST = 0.6
STATE, SPECIALTY = "California", "Occupational Medicine"
SUMMARY = "The injured worker hurt his right knee while folding a paper sail. Plain films were normal."
ODG = "Official Disability Guidelines (ODG), Knee and Leg"
TITLE, SECTION = "Knee Complaints 2004", "Special Studies"
STABLE = "The knee is stable and plain films come first. Therefore, the request is not medically necessary."
LOCKED = "The knee locks and no film explains it. Therefore, the request is medically necessary."
OTHER = "No complaint about this knee is documented. Therefore, the request is not medically necessary."
HEADER = ("CM16-0000123", "Standard", "3/2/2016", "10/20/2016", "11/1/2016", "11/8/2016", "12/6/2016")
ITEMS = (
    ("MRI of the right knee without contrast", "Upheld", STABLE),
    ("Ultrasound of the right knee", "Overturned", LOCKED),
    ("MRI of the left knee without contrast", "Upheld", OTHER),
)


class Keys:
    """Presses keys, and counts those that are not characters of the text."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.count = 0

    def press(self, *keys: str) -> None:
        """Presses keys one after the other."""
        for key in keys:
            self.page.keyboard.press(key)
            self.count += 1

    def type(self, text: str) -> None:
        """Types a text."""
        self.page.keyboard.type(text)

    def find(self, typed: str, value: str) -> None:
        """Types a part of a value, and takes the first one of the list."""
        self.press(*typed)
        option = self.page.locator("[role=option]").first
        expect(option).to_have_text(value)
        self.press("ArrowDown", "Enter")
        expect(option).to_be_hidden()


def type_letter(keys: Keys) -> None:
    """Types the whole letter, from the button "New"."""
    keys.press("Enter")
    keys.type("2016")
    keys.press("Enter")
    for value in HEADER:
        if value == "Standard":
            keys.press("S")
        else:
            keys.type(value)
        keys.press("Enter")
    keys.find("ca", STATE)
    keys.press("Enter")
    keys.find("occ", SPECIALTY)
    keys.press("Enter")
    keys.type(SUMMARY)
    keys.press("F8")
    (service, decision, rationale), *others = ITEMS
    keys.type(service)
    keys.press("Enter", decision[0], "Tab", "Tab", "Enter")
    keys.type(ODG)
    keys.press("Tab", "Tab", "Tab", "Enter")
    keys.find("knee", TITLE)
    keys.press("Tab", "Enter")
    keys.find("spec", SECTION)
    keys.press("Enter")
    keys.type(rationale)
    for service, decision, rationale in others:
        keys.press("Alt+Shift+D")
        keys.type(service)
        keys.press("Enter", decision[0], *["Enter"] * 4)
        keys.type(rationale)


def test_a_letter_with_three_items_needs_few_keys_besides_its_text(review: ReviewPage) -> None:
    review.button("New").focus()
    keys = Keys(review.page)
    type_letter(keys)
    review.wait("current")
    review.wait_for_count("No problems")
    assert json.loads(review.saved()) == {
        "edition": "2016",
        "case_number": HEADER[0],
        "priority": "Standard",
        "date_of_injury": "2016-03-02",
        "ur_denial_date": "2016-10-20",
        "application_received": "2016-11-01",
        "date_assigned": "2016-11-08",
        "decision_date": "2016-12-06",
        "expert_reviewer": {"licensure_states": [STATE], "specialties": [SPECIALTY]},
        "clinical_case_summary": SUMMARY,
        "disputed_items": [
            {
                "service": service,
                "decision": decision,
                "claims_administrator_guideline": {"non_mtus": [ODG]},
                "maximus_guideline": {"mtus": [{"title": TITLE, "sections": [SECTION]}]},
                "decision_rationale": rationale,
            }
            for service, decision, rationale in ITEMS
        ],
    }
    assert keys.count <= AT_MOST * VERSION_0_1_0, f"{keys.count} keys"


def test_enter_goes_to_the_next_field_and_stays_in_a_narrative(review: ReviewPage) -> None:
    review.at("/clinical_case_summary").press("Enter")
    assert review.focused() == "/clinical_case_summary"
    review.at("/disputed_items/0/service").press("Enter")
    assert review.focused() == "/disputed_items/0/decision"
    review.page.keyboard.press("Enter")
    assert review.focused() == "/disputed_items/0/decision_rationale"
    review.page.keyboard.press("Enter")
    assert review.focused() == "/disputed_items/0/decision_rationale"


def test_f8_goes_to_the_fields_that_are_to_be_filled_in_or_corrected(review: ReviewPage) -> None:
    review.button("Save").press("F8")
    assert review.focused() == "/edition"
    review.page.keyboard.type("2016")
    review.page.keyboard.press("F8")
    assert review.focused() == "/expert_reviewer/licensure_states/0"
    review.page.keyboard.press("Shift+F8")
    assert review.focused() == "/disputed_items/0/decision_rationale", "the last one; none is before this one"
    review.at("/decision_date").fill("13/02")
    review.wait_for_count("3 problems")
    review.at("/edition").press("F8")
    assert review.focused() == "/case_number", "the other fields of the header block are needed now"
    review.at("/date_assigned").press("F8")
    assert review.focused() == "/decision_date"


def test_keys_add_duplicate_and_remove_an_item(review: ReviewPage) -> None:
    service = review.at("/disputed_items/0/service")
    service.fill("MRI of the right knee")
    service.press("Alt+Shift+D")
    assert review.focused() == "/disputed_items/1/service"
    assert review.page.evaluate("getSelection().toString()") == "MRI of the right knee"
    review.at("/disputed_items/1/decision_rationale").press("Alt+Shift+Enter")
    assert review.focused() == "/disputed_items/2/service"
    review.page.keyboard.press("Alt+Shift+Delete")
    assert review.focused() == "/disputed_items/1"
    expect(review.at("/disputed_items/2/service")).to_have_count(0)
