"""The tag tree and the bookmarks of a printed letter, which screen readers use."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

import pikepdf
import pytest

from imrletters import Letter, Letterhead, load_letterhead, render
from imrletters.case.base import AUDIENCES, Audience
from imrletters.case.example import HEADER, example_item
from tests.support import FOR_PARTIES, OWN, SAMPLES, case, print_page, printed_pages, sample_letter, sample_pdf

NOTICE = "NOTICE OF INDEPENDENT MEDICAL REVIEW FINAL DETERMINATION"
TITLES = [
    "HOW THE IMR FINAL DETERMINATION WAS MADE",
    "CLINICAL CASE SUMMARY",
    "IMR ISSUES, DECISIONS AND RATIONALES",
]
CONTENTS = {"/H1", "/H2", "/P", "/TH", "/TD", "/Figure"}
"""The structure types that contain drawn content."""
DRAWN: dict[str, Literal["text", "lines", "image"]] = {
    **dict.fromkeys(("Tj", "TJ", "'", '"'), "text"),
    **dict.fromkeys(("S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh"), "lines"),
    **dict.fromkeys(("Do", "INLINE IMAGE"), "image"),
}
"""The kind of content that each drawing operator of a page adds."""
COLUMNS = 4
LONG = " ".join(["The injured worker was seen for the same knee."] * 200)

each_sample = pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
each_audience = pytest.mark.parametrize("audience", AUDIENCES)


@dataclass
class Element:
    """An element of a tag tree: its structure type, its marked content by page and MCID, and its child elements."""

    kind: str
    number: tuple[int, int]
    attributes: dict[str, Any]
    named: str
    alternative: str
    marks: list[tuple[int, int]] = field(default_factory=list)
    children: list["Element"] = field(default_factory=list)

    def all(self) -> Iterator["Element"]:
        """The element and all its descendants, in reading order."""
        yield self
        for child in self.children:
            yield from child.all()


@dataclass(frozen=True)
class Drawn:
    """Something drawn on a page: its mark is page and MCID, None outside marked content; an image has a box."""

    kind: Literal["text", "lines", "image"]
    mark: tuple[int, int] | None
    artifact: bool
    box: tuple[float, float, float, float] | None = None


@dataclass
class Tagged:
    """The tags of a PDF, its parent tree as element numbers, all drawn content, and the text by page and MCID."""

    root: Element
    parents: dict[tuple[int, int], tuple[int, int]]
    drawn: list[Drawn]
    texts: dict[tuple[int, int], str]

    def text(self, element: Element) -> str:
        """The text of an element as a screen reader reads it: continuous inside an element, child elements separate."""
        own = "".join(self.texts.get(mark, "") for mark in element.marks)
        return "\n".join([own, *map(self.text, element.children)])


def drawn_on(number: int, page: pikepdf.Page) -> Iterator[Drawn]:
    """Everything that the content of a page draws, with the marked content that contains it."""
    marks: list[tuple[str, int | None]] = []
    matrices = [pikepdf.Matrix()]
    for instruction in pikepdf.parse_content_stream(page):
        operands: Any = instruction.operands
        operator = str(instruction.operator)
        box = None
        match operator:
            case "BMC" | "BDC":
                properties = operands[1] if len(operands) > 1 else {}
                marks.append((str(operands[0]), properties.get("/MCID")))
            case "EMC":
                marks.pop()
            case "q":
                matrices.append(matrices[-1])
            case "Q":
                matrices.pop()
            case "cm":
                matrices[-1] = pikepdf.Matrix(operands) @ matrices[-1]
            case "Do":
                assert page.Resources.XObject[operands[0]].Subtype == "/Image", (
                    "not an image, and its content is not read"
                )
                corner = matrices[-1].transform(pikepdf.Rectangle(0, 0, 1, 1))
                box = (corner.llx, corner.lly, corner.urx, corner.ury)
        if kind := DRAWN.get(operator):
            identifiers = [identifier for _, identifier in marks if identifier is not None]
            mark = (number, identifiers[-1]) if identifiers else None
            yield Drawn(kind, mark, any(name == "/Artifact" for name, _ in marks), box)


def texts_in(pdf: bytes) -> dict[tuple[int, int], str]:
    texts: dict[tuple[int, int], str] = defaultdict(str)
    for number, page in enumerate(printed_pages(pdf)):
        for char in (char for line in page for char in line.chars):
            if char.mark is not None:
                texts[number, char.mark] += char.text
    return texts


def read_element(source: Any, pages: dict[tuple[int, int], int]) -> Element:
    attributes = {str(key): value for key, value in source.get("/A", {}).items()}
    values = {
        key: [str(each) if isinstance(each, pikepdf.String) else float(each) for each in value]
        if isinstance(value, pikepdf.Array)
        else value
        for key, value in attributes.items()
    }
    element = Element(str(source.S), source.objgen, values, str(source.get("/ID", "")), str(source.get("/Alt", "")))
    children = source.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, int):
            element.marks.append((pages[source.Pg.objgen], child))
        elif child.get("/Type") == "/MCR":
            element.marks.append((pages[child.Pg.objgen], int(child.MCID)))
        else:
            assert child.P.objgen == source.objgen, "the parent of an element is not the element that contains it"
            element.children.append(read_element(child, pages))
    return element


def tagged(pdf: bytes) -> Tagged:
    with pikepdf.open(BytesIO(pdf)) as document:
        pages = {page.obj.objgen: number for number, page in enumerate(document.pages)}
        tree = document.Root.StructTreeRoot
        numbers = list(tree.ParentTree.Nums)
        by_key = dict(zip(numbers[::2], numbers[1::2], strict=True))
        parents = {
            (number, mark): parent.objgen
            for number, page in enumerate(document.pages)
            for mark, parent in enumerate(by_key[page.obj.StructParents])
        }
        [root] = tree.K
        drawn = [each for number, page in enumerate(document.pages) for each in drawn_on(number, page)]
        return Tagged(read_element(root, pages), parents, drawn, texts_in(pdf))


@cache
def sample_tags(path: Path, audience: Audience) -> Tagged:
    return tagged(sample_pdf(path, audience))


def paragraphs(letter: Letter) -> list[str]:
    """The paragraphs of a letter; the header block is one."""
    return [paragraph.strip() for paragraph in re.split(r"\n\n+", letter.text(0)) if paragraph.strip()]


def misread(tags: Tagged, letter: Letter) -> list[tuple[list[str], list[str]]]:
    """The paragraphs that are read differently from the text letter: the words read and the words expected."""
    read = [tags.text(element).split() for element in tags.root.children]
    expected = [paragraph.split() for paragraph in paragraphs(letter)]
    width = max(len(read), len(expected))
    padded = [rows + [[]] * (width - len(rows)) for rows in (read, expected)]
    return [(one, other) for one, other in zip(*padded, strict=True) if one != other]


def headings(tags: Tagged) -> list[tuple[str, str]]:
    found = [element for element in tags.root.all() if element.kind.startswith("/H")]
    return [(element.kind[1:], " ".join(tags.text(element).split())) for element in found]


def expected_headings(letter: Letter) -> list[tuple[str, str]]:
    """The headings of a letter: its titles, and the paragraphs before the guideline lines."""
    text = [" ".join(paragraph.split()) for paragraph in paragraphs(letter)]
    titles = [NOTICE, "DOCUMENTS REVIEWED", *TITLES]
    return [
        ("H1" if words in titles else "H2", words)
        for words, following in zip(text, [*text[1:], ""], strict=True)
        if words in titles or following.startswith("Claims Administrator guideline:")
    ]


def wrong_headers(tags: Tagged) -> list[str]:
    """The table values whose header is not the label to their left, and the rows that lack a column."""
    faults = []
    for row in (element for element in tags.root.all() if element.kind == "/TR"):
        label = None
        for cell in row.children:
            if cell.kind == "/TH":
                label = cell.named
            elif cell.attributes.get("/Headers") != [label] or not label:
                faults.append(f"{tags.text(cell)}: {cell.attributes.get('/Headers')}")
        if sum(cell.attributes.get("/ColSpan", 1) for cell in row.children) != COLUMNS:
            faults.append(f"{tags.text(row)}: not {COLUMNS} columns")
    return faults


def structure_faults(tags: Tagged) -> list[str]:
    """Empty elements, and marked content in two elements or in another element than the parent tree names."""
    elements = list(tags.root.all())
    owners = {mark: element.number for element in elements for mark in element.marks}
    faults = [f"{element.kind} is empty" for element in elements if not element.marks and not element.children]
    faults += [f"{element.kind} has text" for element in elements if element.marks and element.kind not in CONTENTS]
    faults += [
        f"{mark} has a wrong parent"
        for mark in owners.keys() | tags.parents
        if owners.get(mark) != tags.parents.get(mark)
    ]
    marks = [mark for element in elements for mark in element.marks]
    return faults + [f"{mark} is read twice" for mark in set(marks) if marks.count(mark) > 1]


def untagged(tags: Tagged) -> list[str]:
    """Drawn content that is neither in the tag tree nor an artifact, and text that is an artifact."""
    tagged_marks = {mark for element in tags.root.all() for mark in element.marks}
    return [
        f"{drawn.kind} in {drawn.mark}"
        for drawn in tags.drawn
        if (drawn.mark not in tagged_marks and not drawn.artifact) or (drawn.artifact and drawn.kind == "text")
    ]


@each_audience
@each_sample
def test_a_letter_is_read_in_the_words_and_the_order_of_its_text(path: Path, audience: Audience) -> None:
    letter = sample_letter(path, audience)
    assert len(paragraphs(letter)) > 8
    assert misread(sample_tags(path, audience), letter) == []


@each_audience
@each_sample
def test_only_titles_and_item_headings_are_headings(path: Path, audience: Audience) -> None:
    letter = sample_letter(path, audience)
    found = headings(sample_tags(path, audience))
    assert found == expected_headings(letter)
    assert [words for level, words in found if level == "H1" and words in TITLES] == TITLES
    assert [level for level, _ in found].count("H2") == len(letter.case.disputed_items)
    items = [words for level, words in found if level == "H2"]
    assert [
        (" ".join(item.service.split()) in words, words.endswith(item.decision))
        for item, words in zip(letter.case.disputed_items, items, strict=True)
    ] == [(True, True)] * len(items)


@each_audience
@each_sample
def test_heading_levels_increase_by_one(path: Path, audience: Audience) -> None:
    levels = [1, *(int(level[1:]) for level, _ in headings(sample_tags(path, audience)))]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert levels[1] == 1


@each_audience
@each_sample
def test_bookmarks_are_the_headings_with_items_inside_their_section(path: Path, audience: Audience) -> None:
    with pikepdf.open(BytesIO(sample_pdf(path, audience))) as document, document.open_outline() as outline:
        found = [
            entry
            for section in outline.root
            for entry in [("H1", section.title), *(("H2", item.title) for item in section.children)]
        ]
        assert not [deeper for section in outline.root for item in section.children for deeper in item.children]
    assert [(level, " ".join(words.split())) for level, words in found] == headings(sample_tags(path, audience))


@each_audience
@each_sample
def test_the_header_of_each_value_in_the_header_block_is_the_label_to_its_left(path: Path, audience: Audience) -> None:
    tags = sample_tags(path, audience)
    assert wrong_headers(tags) == []
    rows = [element for element in tags.root.all() if element.kind == "/TR"]
    assert [[cell.kind for cell in row.children] for row in rows] == (
        [["/TH", "/TD"], *[["/TH", "/TD"] * 2] * 3] if sample_letter(path, audience).case.has_header else []
    )


@each_audience
@each_sample
def test_no_element_is_empty_and_all_marked_content_is_in_one_element(path: Path, audience: Audience) -> None:
    assert structure_faults(sample_tags(path, audience)) == []


@each_audience
@each_sample
def test_drawn_content_that_is_not_read_is_an_artifact_and_no_text(path: Path, audience: Audience) -> None:
    tags = sample_tags(path, audience)
    assert untagged(tags) == []
    assert any(drawn.artifact for drawn in tags.drawn) == sample_letter(path, audience).case.has_header


@each_audience
def test_a_paragraph_that_continues_on_the_next_page_is_one_element(audience: Audience) -> None:
    letter = render(case(clinical_case_summary=LONG, disputed_items=[example_item(decision_rationale=LONG)]), audience)
    tags = tagged(letter.pdf())
    continued = [element for element in tags.root.all() if len({page for page, _ in element.marks}) > 1]
    assert {element.kind for element in continued} == {"/P"}
    assert max(len({page for page, _ in element.marks}) for element in continued) > 2
    assert misread(tags, letter) == []
    assert structure_faults(tags) == []


@pytest.mark.parametrize("lines", range(28, 36))
def test_paragraphs_that_end_with_the_page_are_not_joined(lines: int) -> None:
    summary = "\n\n".join([*["x"] * (lines // 2), *["y " * 200] * 2, "z " * 120])
    letter = render(case(clinical_case_summary=summary))
    tags = tagged(letter.pdf())
    assert misread(tags, letter) == []
    assert structure_faults(tags) == []


def test_a_paragraph_that_is_not_joined_is_detected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("imrletters.printing.weasyprint.writer.continued", lambda pages: [False] * len(pages))
    letter = render(case(clinical_case_summary=LONG))
    assert misread(tagged(letter.pdf()), letter)


def test_paragraphs_that_are_joined_by_mistake_are_detected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("imrletters.printing.weasyprint.writer.continued", lambda pages: [True] * len(pages))
    summary = "\n\n".join(["x"] * 80)
    letter = render(case(clinical_case_summary=summary))
    assert misread(tagged(letter.pdf()), letter)


@each_audience
def test_the_logo_has_its_alternative_text_and_the_box_where_it_is_printed(audience: Audience) -> None:
    head = load_letterhead(OWN / "letterhead.toml")
    tags = tagged(render(case(**HEADER, **FOR_PARTIES), audience, letterhead=head).pdf())
    [figure] = [element for element in tags.root.all() if element.kind == "/Figure"]
    [image] = [drawn for drawn in tags.drawn if drawn.kind == "image"]
    assert figure.alternative == head.logo_text
    assert figure.marks == [image.mark]
    assert figure.attributes["/BBox"] == pytest.approx(image.box, abs=0.5)
    left, bottom, _, top = figure.attributes["/BBox"]
    assert left == pytest.approx(72, abs=0.5)
    assert 720 < bottom < top < 792
    assert structure_faults(tags) == untagged(tags) == []


def test_the_letterhead_is_read_line_by_line_before_the_letter() -> None:
    head = Letterhead(name="Lighthouse Example Reviews", address=("1 Invented Pier", "Sampleton, CA 90001"))
    letter = render(case(**HEADER), letterhead=head)
    tags = tagged(letter.pdf())
    leaves = [element for element in tags.root.all() if element.marks]
    assert [tags.text(element).strip() for element in leaves[:3]] == [head.name, *head.address]
    assert "\n".join(map(tags.text, leaves[3:])).split() == letter.text(0).split()


def test_values_keep_the_headers_of_their_columns() -> None:
    table = (
        "<table><thead><tr><th scope=col>Item</th><th scope=col>Decision</th></tr></thead>"
        "<tbody><tr><th scope=row>MRI</th><td>Upheld</td></tr><tr><th scope=row>X-ray</th><td>Overturned</td></tr>"
        "</tbody></table>"
    )
    tags = tagged(print_page(f"<html lang=en><title>A table</title><body>{table}"))
    names = {element.named: tags.text(element).strip() for element in tags.root.all() if element.kind == "/TH"}
    values = {
        tags.text(element).strip(): {names[header] for header in element.attributes["/Headers"]}
        for element in tags.root.all()
        if element.kind == "/TD"
    }
    assert values == {"Upheld": {"Decision", "MRI"}, "Overturned": {"Decision", "X-ray"}}
    assert structure_faults(tags) == []


def first(document: pikepdf.Pdf, kind: str) -> Any:
    """The first element of a kind, in the order of the file."""
    return next(
        item
        for item in document.objects
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == kind and "/P" in item
    )


def swap_order(document: pikepdf.Pdf) -> None:
    children = document.Root.StructTreeRoot.K[0].K
    moved = children[-1]
    del children[-1]
    children.insert(0, moved)


def empty_paragraph(document: pikepdf.Pdf) -> None:
    first(document, "/P").K = pikepdf.Array([])


def demote_title(document: pikepdf.Pdf) -> None:
    first(document, "/H1").S = pikepdf.Name.P


def both_labels(document: pikepdf.Pdf) -> None:
    value = first(document, "/TD")
    value.A.Headers = pikepdf.Array([*value.A.Headers, *value.A.Headers])


def narrow_value(document: pikepdf.Pdf) -> None:
    del first(document, "/TD").A.ColSpan


def no_artifacts(document: pikepdf.Pdf) -> None:
    for page in document.pages:
        page.Contents.write(page.Contents.read_bytes().replace(b"/Artifact", b"/Span"))


def run_words_together(document: pikepdf.Pdf) -> None:
    for item in document.objects:
        if isinstance(item, pikepdf.Dictionary) and "/ToUnicode" in item:
            mapping = item.ToUnicode.read_bytes()
            item.ToUnicode.write(re.sub(rb"(<\w+>) <0020>", rb"\1 <002e>", mapping))


@pytest.mark.parametrize(
    ("fault", "detect"),
    [
        (swap_order, misread),
        (run_words_together, misread),
        (empty_paragraph, lambda tags, _: structure_faults(tags)),
        (demote_title, lambda tags, letter: headings(tags) != expected_headings(letter)),
        (both_labels, lambda tags, _: wrong_headers(tags)),
        (narrow_value, lambda tags, _: wrong_headers(tags)),
        (no_artifacts, lambda tags, _: untagged(tags)),
    ],
    ids=lambda value: getattr(value, "__name__", "").replace("<lambda>", "detect"),
)
def test_a_wrong_tag_tree_is_detected(
    fault: Callable[[pikepdf.Pdf], None], detect: Callable[[Tagged, Letter], object]
) -> None:
    letter = render(case(**HEADER))
    with pikepdf.open(BytesIO(letter.pdf())) as document:
        fault(document)
        document.save(out := BytesIO())
    assert detect(tagged(out.getvalue()), letter)
    assert not detect(tagged(letter.pdf()), letter)


def test_the_uncorrected_tag_tree_of_weasyprint_is_detected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("imrletters.printing.weasyprint.writer.tidy_tags", lambda *_: None)
    letter = render(case(**HEADER))
    tags = tagged(letter.pdf())
    assert structure_faults(tags)
    assert wrong_headers(tags)
