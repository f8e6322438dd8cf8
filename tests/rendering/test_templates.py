"""The letter as text and as HTML."""

import re
from html.parser import HTMLParser

import pytest

from imrletters.case.example import HEADER, example_item
from imrletters.rendering.templates import editions, render_medium, render_text
from tests.support import case, squeezed

MARKUP = [
    "<script>alert(1)</script>",
    "{{ 7*7 }}",
    "{% include '/etc/passwd' %}",
    "{# gone? #}",
    "file:///etc/passwd",
    "&amp; & &lt;b&gt; &#65;",
    "</p></body></html>",
    '<img src="file:///etc/passwd">',
    "\\n \\u0041 %s $x ${x}",
    "@import url(file:///etc/passwd); p { display: none }",
    "<!-- gone? -->",
]


class Visible(HTMLParser):
    """Collects the text of a page, and the tags it is made of."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags += [tag, *(name for name, _ in attrs)]

    def handle_data(self, data: str) -> None:
        if not self.tags or self.tags[-1] not in ("style", "title"):
            self.text += data


def body(html: str) -> str:
    return Visible(html[html.index("<body>") :]).text


def test_there_are_three_published_editions() -> None:
    assert {"2014", "2015", "2016"} <= set(editions())


@pytest.mark.parametrize(
    ("edition", "words", "absent"),
    [
        (
            "2014",
            "is Board Certified in Occupational Medicine and is licensed to practice in California.",
            "State(s) of",
        ),
        ("2014", "disputed items/services. ", "items/Service."),
        ("2014", "contrast:  Upheld\n", "contrast: Upheld"),
        ("2014", "did not base their decision on the MTUS. Decision", "outside of the MTUS"),
        (
            "2015",
            "State(s) of Licensure: California\nCertification(s)/Specialty: Occupational Medicine\n",
            "Board Certified",
        ),
        ("2015", "disputed items/Service. ", "and disputed items/services. "),
        ("2015", "contrast: Upheld\n", "contrast:  Upheld"),
        ("2015", "did not base their decision on the MTUS. Decision", "outside of the MTUS"),
        (
            "2016",
            "State(s) of Licensure: California\nCertification(s)/Specialty: Occupational Medicine\n",
            "Board Certified",
        ),
        ("2016", "based their decision on recommendation(s) outside of the MTUS Guidelines. Decision", "did not base"),
    ],
)
def test_the_words_of_an_edition(edition: str, words: str, absent: str) -> None:
    letter = render_text(case(edition=edition), 0)
    assert words in letter
    assert absent not in letter


def test_citations_are_joined_by_the_words_of_the_edition() -> None:
    newer = {"mtus": [{"title": "A 2004", "sections": ["B", "C"]}, {"title": "D 2004"}], "non_mtus": ["E", "F"]}
    older = {"mtus": [{"title": "A", "pages": "1-2"}, {"title": "B"}]}
    assert (
        "MAXIMUS guideline: Decision based on MTUS A 2004, Section(s): B, C, and D 2004. "
        "Decision based on Non-MTUS Citation E and Other Medical Treatment Guidelines F.\n"
    ) in render_text(case(disputed_items=[example_item(maximus_guideline=newer)]), 0)
    assert "MAXIMUS guideline: Decision based on MTUS A Page(s): 1-2, B.\n" in render_text(
        case(edition="2015", disputed_items=[example_item(maximus_guideline=older)]), 0
    )


def test_the_header_block_comes_first() -> None:
    header = re.split(r"\n\n", render_text(case(**HEADER)))[0]
    assert re.findall(r"([A-Z][A-Za-z ]+:) +(\S+)", header) == [
        ("Case Number:", "CM16-0000009"),
        ("Date Assigned:", "11/08/2016"),
        ("Date of Injury:", "03/02/2016"),
        ("Decision Date:", "12/06/2016"),
        ("UR Denial Date:", "10/20/2016"),
        ("Priority:", "Standard"),
        ("Application Received:", "11/01/2016"),
    ]
    assert render_text(case()).startswith("HOW THE IMR FINAL DETERMINATION WAS MADE\n\n")


def test_an_early_year_has_four_digits() -> None:
    assert "03/02/0007" in render_text(case(**HEADER | {"date_of_injury": "0007-03-02"}))


@pytest.mark.parametrize("width", [80, 40, 33])
def test_text_is_wrapped_at_the_given_width(width: int) -> None:
    lines = render_text(case(), width).split("\n")
    assert max(len(line.rstrip()) for line in lines) <= max(width, len("HOW THE IMR FINAL DETERMINATION WAS MADE"))
    assert any(len(line) > width - 10 for line in lines)


def test_a_text_letter_ends_with_one_line_feed_and_has_one_blank_line_between_paragraphs() -> None:
    letter = render_text(case(**HEADER))
    assert letter.endswith("necessary.\n")
    assert "\n\n" in letter
    assert "\n\n\n" not in letter


def test_another_organization_is_named_throughout_the_letter() -> None:
    letter = render_text(case(organization={"name": "Example Review Services", "label": "EXAMPLE"}))
    assert "Example Review Services sent the" in letter
    assert "EXAMPLE guideline:" in letter
    assert "MAXIMUS" not in letter


@pytest.mark.parametrize("edition", editions())
def test_text_and_html_contain_the_same_words(edition: str) -> None:
    sound = case(edition=edition, **HEADER)
    assert squeezed(body(render_medium(sound, "html"))) == squeezed(render_text(sound))


@pytest.mark.parametrize("markup", MARKUP)
def test_text_that_looks_like_markup_is_printed_as_it_is(markup: str) -> None:
    partial = {"kind": "substitution", "original_request": markup, "authorized": markup}
    item = example_item(
        service=markup,
        partial_approval=partial,
        claims_administrator_guideline={"text": markup},
        maximus_guideline={"mtus": [{"title": markup, "sections": [markup]}], "non_mtus": [markup]},
        decision_rationale=markup,
    )
    strange = case(
        **HEADER | {"case_number": squeezed(markup)},
        organization={"name": markup, "label": markup},
        expert_reviewer={"licensure_states": [markup], "specialties": [markup]},
        clinical_case_summary=markup,
        disputed_items=[item],
    )
    page, plain = render_medium(strange, "html"), Visible(render_medium(case(**HEADER), "html"))
    assert render_text(strange, 0).count(markup) >= 13
    assert squeezed(body(page)) == squeezed(render_text(strange))
    assert set(Visible(page).tags) <= {*plain.tags, "br"}


def test_markup_that_is_not_escaped_is_found() -> None:
    page = render_medium(case(clinical_case_summary="Here."), "html").replace("Here.", "<img src='x'>")
    assert {"img", "src"} <= set(Visible(page).tags)
