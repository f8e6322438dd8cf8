"""Changes that a viewer can make to a letter and save by writing the whole file again."""

import re
from collections.abc import Callable
from typing import Any

import pikepdf

from tests.signing.support import opened, saved
from tests.verification.letters import PRINT, attached_stream

Change = Callable[[Any], None]
WHITE_RECTANGLE = "q 1 1 1 rg 90 400 300 200 re f Q"
INVISIBLE_TEXT = "BT 3 Tr ET"
NOTE: dict[str, Any] = {
    "Type": pikepdf.Name.Annot,
    "Subtype": pikepdf.Name.FreeText,
    "Rect": [90, 600, 400, 700],
    "Contents": "Overturned",
}


def rewritten(change: Change, pdf: bytes = PRINT) -> bytes:
    """A letter after ``change``, written again by pikepdf."""
    document = opened(pdf)
    change(document)
    return saved(document, fix_metadata_version=False)


def nothing(_: Any) -> None:
    """Changes nothing."""


def draw(content: str) -> Change:
    """Adds content to the first page."""

    def change(document: Any) -> None:
        document.pages[0].contents_add(content.encode())

    return change


def annotate(document: Any, **more: Any) -> None:
    note = document.make_indirect(pikepdf.Dictionary(**NOTE, **more))
    document.pages[0].Annots = pikepdf.Array([note])


def annotate_like_a_signature(document: Any) -> None:
    annotate(document, S=pikepdf.Name.Form, FT=pikepdf.Name.Sig)


def fonts(document: Any) -> Any:
    """The fonts of the first page."""
    return document.pages[0].Resources.Font


def swap_fonts(document: Any) -> None:
    first, second, *_ = fonts(document)
    fonts(document)[first], fonts(document)[second] = fonts(document)[second], fonts(document)[first]


def swap_glyphs(document: Any) -> None:
    """Swaps the glyphs of two fonts, but not the characters that the fonts map them to."""
    first, second, *_ = fonts(document).values()
    files = [font.DescendantFonts[0].FontDescriptor for font in (first, second)]
    files[0].FontFile2, files[1].FontFile2 = files[1].FontFile2, files[0].FontFile2


def change_attached_decision(document: Any) -> None:
    data = attached_stream(document).read_bytes()
    assert b'"Upheld"' in data
    attached_stream(document).write(data.replace(b'"Upheld"', b'"Overturned"', 1))


def swap_two_letters(document: Any) -> None:
    """Swaps the first two letters of a word on the page."""
    stream = document.pages[0].Contents
    data, count = re.subn(rb"<(\w{4})>0<(?!\1)(\w{4})>", rb"<\2>0<\1>", stream.read_bytes(), count=1)
    assert count
    stream.write(data)


def change_title(document: Any) -> None:
    document.docinfo["/Title"] = "Another letter"


def remove_tags(document: Any) -> None:
    del document.Root.StructTreeRoot


def add_alternative_text(document: Any) -> None:
    """Makes a screen reader read other words than those on the page."""
    document.Root.StructTreeRoot.K[0].K[0].Alt = "Overturned"


def rename_bookmark(document: Any) -> None:
    document.Root.Outlines.First.Title = "Overturned"


def add_open_action(document: Any) -> None:
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('Overturned')")


def add_named_script(document: Any) -> None:
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('Overturned')")
    document.Root.Names.JavaScript = pikepdf.Dictionary(Names=pikepdf.Array(["a", script]))


def hide_in_layer(document: Any) -> None:
    """Puts the content of the first page into a layer that is off."""
    group = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="Layer"))
    order = pikepdf.Dictionary(OFF=[group])
    document.Root.OCProperties = pikepdf.Dictionary(OCGs=[group], D=order)
    resources = document.pages[0].Resources
    resources.Properties = pikepdf.Dictionary(L=group)
    document.pages[0].contents_add(b"/OC /L BDC", prepend=True)
    document.pages[0].contents_add(b"EMC")


def cover_with_picture(document: Any) -> None:
    picture = pikepdf.Stream(document, b"\xff" * 3)
    for key, value in {"Type": "XObject", "Subtype": "Image", "ColorSpace": "DeviceRGB"}.items():
        picture[f"/{key}"] = pikepdf.Name(f"/{value}")
    picture.Width = picture.Height = 1
    picture.BitsPerComponent = 8
    document.pages[0].Resources.XObject = pikepdf.Dictionary(Over=picture)
    document.pages[0].contents_add(b"q 300 0 0 300 90 400 cm /Over Do Q")


def add_form(document: Any) -> None:
    document.Root.AcroForm = pikepdf.Dictionary(Fields=[], XFA="<xdp/>")


def remove_page(document: Any) -> None:
    del document.pages[-1]


def repeat_page(document: Any) -> None:
    document.pages.append(document.pages[0])


def reverse_pages(document: Any) -> None:
    document.pages.reverse()


def add_page(document: Any) -> None:
    document.add_blank_page(page_size=(612, 792))


def rotate(document: Any) -> None:
    document.pages[0].Rotate = 180


def crop(document: Any) -> None:
    document.pages[0].CropBox = [0, 0, 612, 400]


def shrink_paper(document: Any) -> None:
    document.pages[1].MediaBox = [0, 100, 612, 792]


def remove_metadata(document: Any) -> None:
    del document.Root.Metadata


def change_metadata(pattern: bytes, replacement: bytes) -> Change:
    """Replaces a regular expression in the XMP metadata."""

    def change(document: Any) -> None:
        data, count = re.subn(pattern, replacement, document.Root.Metadata.read_bytes())
        assert count
        document.Root.Metadata.write(data)

    return change


name_another_version = change_metadata(rb"(:version>)[^<]*", rb"\g<1>0.0.7")
"""Makes the metadata state that another version of imrletters printed the letter."""


def cut_metadata_off(document: Any) -> None:
    document.Root.Metadata.write(document.Root.Metadata.read_bytes()[:-200])


def attach(*files: tuple[str, bytes]) -> Change:
    """Attaches other files instead of the case."""

    def change(document: Any) -> None:
        kind: Any = pikepdf.AttachedFileSpec
        specs = [kind(document, data, filename=name).obj for name, data in files]
        names = pikepdf.Array([each for (name, _), spec in zip(files, specs, strict=True) for each in (name, spec)])
        document.Root.Names = pikepdf.Dictionary(EmbeddedFiles=pikepdf.Dictionary(Names=names))
        document.Root.AF = pikepdf.Array(specs)

    return change
