"""Changes that a viewer can make to a letter and save by appending to the file: every byte before them stays."""

# mypy: disable-error-code="no-untyped-call"

import io
import re
from collections.abc import Callable

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from tests.verification.rewriting import WHITE_RECTANGLE

Append = Callable[[IncrementalPdfFileWriter], None]


class Appending(IncrementalPdfFileWriter):
    """Appends only the given changes: the metadata do not change."""

    def _update_meta(self) -> None:
        pass


def appended(change: Append, pdf: bytes) -> bytes:
    """A letter after ``change``, appended to it by pyHanko."""
    writer = Appending(io.BytesIO(pdf))
    change(writer)
    file = io.BytesIO()
    writer.write(file)
    assert file.getvalue().startswith(pdf)
    return file.getvalue()


def append_nothing(writer: IncrementalPdfFileWriter) -> None:
    """Writes the catalog again, unchanged."""
    writer.update_root()


def replace_content(writer: IncrementalPdfFileWriter) -> None:
    """Replaces the content stream of a page by one with other words."""
    stream = writer.root["/Pages"]["/Kids"][0]["/Contents"]
    data, count = re.subn(rb"<(\w{4})>0<(?!\1)(\w{4})>", rb"<\2>0<\1>", stream.data, count=1)
    assert count
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=data))
    writer.update_container(page)


def append_white_rectangle(writer: IncrementalPdfFileWriter) -> None:
    page = writer.root["/Pages"]["/Kids"][0]
    white = writer.add_object(generic.StreamObject(stream_data=WHITE_RECTANGLE.encode()))
    page["/Contents"] = generic.ArrayObject([page.raw_get("/Contents"), white])
    writer.update_container(page)


def append_annotation(writer: IncrementalPdfFileWriter) -> None:
    page = writer.root["/Pages"]["/Kids"][0]
    name = generic.pdf_name
    rectangle = generic.ArrayObject(map(generic.NumberObject, (90, 600, 400, 700)))
    note = {name("/Type"): name("/Annot"), name("/Subtype"): name("/FreeText"), name("/Rect"): rectangle}
    page["/Annots"] = generic.ArrayObject([writer.add_object(generic.DictionaryObject(note))])
    writer.update_container(page)


def replace_glyphs(writer: IncrementalPdfFileWriter) -> None:
    """Gives a font the glyphs of another, and its dictionary the keys of a signature's tag."""
    first, second, *_ = writer.root["/Pages"]["/Kids"][0]["/Resources"]["/Font"].values()
    name = generic.pdf_name
    descendant, other = (font.get_object()["/DescendantFonts"][0].get_object() for font in (first, second))
    descendant["/FontDescriptor"] = other.raw_get("/FontDescriptor")
    descendant[name("/S")], descendant[name("/FT")] = name("/Form"), name("/Sig")
    descendant[name("/Rect")] = generic.ArrayObject(map(generic.NumberObject, (0, 0, 0, 0)))
    writer.update_container(descendant)


def append_alternative_text(writer: IncrementalPdfFileWriter) -> None:
    top = writer.root["/StructTreeRoot"]["/K"][0]["/K"][0]
    top["/Alt"] = generic.pdf_string("Overturned")
    writer.update_container(top)


def append_form_tag(writer: IncrementalPdfFileWriter) -> None:
    """Appends a tag like that of a signature, but with a text that a screen reader reads."""
    name = generic.pdf_name
    element = {name("/S"): name("/Form"), name("/Alt"): generic.pdf_string("Overturned")}
    tops = writer.root["/StructTreeRoot"]["/K"][0]["/K"]
    tops.append(writer.add_object(generic.DictionaryObject(element)))
    writer.update_container(tops)


def swap_parent_tree_entries(writer: IncrementalPdfFileWriter) -> None:
    """Makes the marked content of the pages refer to other tags."""
    index = writer.root["/StructTreeRoot"]["/ParentTree"]
    index["/Nums"][1], index["/Nums"][3] = index["/Nums"][3], index["/Nums"][1]
    writer.update_container(index)


def append_open_action(writer: IncrementalPdfFileWriter) -> None:
    name = generic.pdf_name
    script = {name("/S"): name("/JavaScript"), name("/JS"): generic.pdf_string("app.alert(1)")}
    writer.root["/OpenAction"] = generic.DictionaryObject(script)
    writer.update_root()


def append_title(writer: IncrementalPdfFileWriter) -> None:
    writer.set_info(generic.DictionaryObject({generic.pdf_name("/Title"): generic.pdf_string("Another")}))


def renew_metadata(writer: IncrementalPdfFileWriter) -> None:
    """Writes the metadata as pyHanko does by default: they no longer state what printed the letter."""
    super(Appending, writer)._update_meta()  # type: ignore[misc] # calls the overridden method from outside


def append_another_version(writer: IncrementalPdfFileWriter) -> None:
    """Names another version, so that less would be compared, and covers a part of the page."""
    metadata = writer.root["/Metadata"]
    data, count = re.subn(rb"(:version>)[^<]*", rb"\g<1>0.0.7", metadata.data)
    assert count
    writer.root["/Metadata"] = writer.add_object(generic.StreamObject(stream_data=data))
    writer.update_root()
    append_white_rectangle(writer)


EFFECTIVE: list[Append] = [
    renew_metadata,
    append_another_version,
    replace_content,
    append_white_rectangle,
    append_annotation,
    replace_glyphs,
    append_alternative_text,
    append_form_tag,
    swap_parent_tree_entries,
    append_open_action,
    append_title,
]
ALL: list[Append] = [append_nothing, *EFFECTIVE]
