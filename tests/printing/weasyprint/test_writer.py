"""The PDF file of a letter: its metadata and dates, its attachments and its images."""

import re
from io import BytesIO

import pikepdf
import pytest

from imrletters import load_letterhead, render
from imrletters.case.base import AUDIENCES, Audience
from imrletters.case.example import HEADER
from tests.support import FOR_PARTIES, OWN, case

DATES = (b"/CreationDate", b"/ModDate", b"CreateDate", b"ModifyDate", b"MetadataDate", b"<dc:date")

each_audience = pytest.mark.parametrize("audience", AUDIENCES)


def uncompressed(pdf: bytes) -> bytes:
    """The PDF file, followed by the same file with all streams and objects uncompressed."""
    with pikepdf.open(BytesIO(pdf)) as document:
        document.save(
            out := BytesIO(),
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            fix_metadata_version=False,
        )
    return pdf + out.getvalue()


def test_the_document_has_a_title_and_a_language() -> None:
    with pikepdf.open(BytesIO(render(case(**HEADER)).pdf())) as document:
        assert str(document.docinfo["/Title"]) == "Independent Medical Review Final Determination CM16-0000009"
        assert str(document.Root.Lang) == "en-US"


@each_audience
def test_all_dates_of_a_letter_are_the_date_of_its_determination(audience: Audience) -> None:
    pdf = render(case(**HEADER, **FOR_PARTIES), audience).pdf()
    with pikepdf.open(BytesIO(pdf)) as document:
        assert str(document.docinfo["/CreationDate"]).startswith("D:20161206")
        assert "/ModDate" not in document.docinfo
        [attached] = document.Root.AF
        parameters = attached.EF.F.Params
        assert {str(parameters.CreationDate), str(parameters.ModDate)} == {"D:20161206"}
        with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            assert metadata["xmp:CreateDate"].startswith("2016-12-06")
    dates = re.findall(rb"D:(\d{4,})|Date>(\d{4}-\d\d-\d\d)", uncompressed(pdf))
    assert {(one or other).replace(b"-", b"")[:8] for one, other in dates} == {b"20161206"}


@each_audience
def test_a_letter_without_a_determination_date_has_no_date_at_all(audience: Audience) -> None:
    pdf = uncompressed(render(case(**FOR_PARTIES), audience).pdf())
    assert b"case.json" in pdf
    assert [date for date in DATES if date in pdf] == []


def test_a_date_is_detected() -> None:
    pdf = uncompressed(render(case(**HEADER)).pdf())
    assert {b"/CreationDate", b"/ModDate", b"CreateDate"} <= {date for date in DATES if date in pdf}


@each_audience
def test_the_case_is_attached_once_as_the_source_of_the_letter(audience: Audience) -> None:
    letter = render(case(**HEADER, **FOR_PARTIES), audience)
    with pikepdf.open(BytesIO(letter.pdf())) as document:
        [attached] = document.Root.AF
        assert str(attached.AFRelationship) == "/Source"
        assert {str(attached.F), str(attached.UF)} == {"case.json"}
        assert list(document.attachments) == ["case.json"]
        assert attached.EF.F.read_bytes() == letter.carried_case().to_json().encode()
    with pikepdf.open(BytesIO(letter.pdf(attach=False))) as document:
        assert "/AF" not in document.Root
        assert list(document.attachments) == []


def test_the_public_letter_contains_nothing_that_is_only_for_the_parties() -> None:
    public = uncompressed(render(case(**HEADER, **FOR_PARTIES)).pdf())
    parties = uncompressed(render(case(**HEADER, **FOR_PARTIES), "parties").pdf())
    secrets = [b"A. Example", b"1 Sample Way", b"It named the wrong knee.", b"documents_reviewed"]
    assert [secret for secret in secrets if secret in public] == []
    assert [secret for secret in secrets if secret not in parties] == []


def test_the_logo_is_not_interpolated() -> None:
    pdf = uncompressed(render(case(), letterhead=load_letterhead(OWN / "letterhead.toml")).pdf())
    assert b"/Subtype /Image" in pdf
    assert b"/Interpolate true" not in pdf
