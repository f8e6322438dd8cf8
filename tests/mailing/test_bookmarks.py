"""The bookmarks of a print file."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.mailing.support import changed, lines, merged, some_letters
from tests.validators import ua1_failures


def titles(parent: Any) -> list[str]:
    """The titles of the bookmarks below a bookmark, in depth-first order."""
    found = []
    each, last = parent.get("/First"), None
    while each is not None:
        assert parent.objgen in (each.Parent.objgen, (0, 0))  # the root may be a direct object
        found += [str(each.Title), *titles(each)]
        last, each = each, each.get("/Next")
    if last is not None:
        assert parent.Last.objgen == last.objgen
    return found


def test_each_letter_has_a_bookmark_with_its_own_bookmarks_below(tmp_path: Path) -> None:
    expected = []
    for letter in some_letters():
        with pikepdf.open(BytesIO(letter)) as pdf:
            expected += [str(pdf.docinfo.Title), *titles(pdf.Root.Outlines)]
    with pikepdf.open(BytesIO(merged(tmp_path, some_letters()))) as pdf:
        assert titles(pdf.Root.Outlines) == expected
        assert pdf.Root.Outlines.Count == len(some_letters())
        pages = {page.obj.objgen: place for place, page in enumerate(pdf.pages)}
        each: Any = pdf.Root.Outlines.First
        starts: list[int] = []
        while each is not None:
            starts.append(pages[each.Dest[0].objgen])
            assert each.Count < 0
            below = each.First
            assert pages[below.Dest[0].objgen] >= starts[-1]
            each = each.get("/Next")
        counts = [len(lines(letter)) for letter in some_letters()]
        assert starts == [sum(counts[:place]) for place in range(len(counts))]


def test_named_destinations_lead_to_the_pages_of_their_own_letter(tmp_path: Path) -> None:
    def with_link(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0].obj
        target = Array([pdf.pages[1].obj, Name.XYZ, 72, 700, 0])
        pdf.Root.Names.Dests = Dictionary(Names=Array([String("items"), target]))
        pdf.Root.Dests = Dictionary({"/old": target})
        box = Array([72, 72, 100, 100])
        action = Dictionary(S=Name.GoTo, D=String("items"))
        links = [Dictionary(Dest=String("items")), Dictionary(Dest=Name.old), Dictionary(A=action)]
        for link in links:
            link.update({"/Type": Name.Annot, "/Subtype": Name.Link, "/Rect": box})
        page.Annots = Array([pdf.make_indirect(link) for link in links])

    letter = changed(some_letters()[0], with_link)
    with pikepdf.open(BytesIO(merged(tmp_path, [letter, letter]))) as pdf:
        names = pikepdf.NameTree(pdf.Root.Names.Dests)
        count = len(lines(letter))
        for place in (0, 1):
            page = pdf.pages[place * count].obj
            targets = [str(link.A.D if "/A" in link else link.Dest) for link in page.Annots]
            assert targets == [f"00000{place + 1}-{name}" for name in ("items", "old", "items")]
            assert {names[target][0].objgen for target in targets} == {pdf.pages[place * count + 1].obj.objgen}


def test_a_letter_without_bookmarks_has_one(tmp_path: Path) -> None:
    def without(pdf: pikepdf.Pdf) -> None:
        del pdf.Root.Outlines

    data = merged(tmp_path, [changed(some_letters()[0], without)])
    with pikepdf.open(BytesIO(data)) as pdf:
        assert len(titles(pdf.Root.Outlines)) == 1
    assert ua1_failures(data) == []
