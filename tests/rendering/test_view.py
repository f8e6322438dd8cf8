"""The public copy of a letter contains no value that is for the parties only; the parties' copy contains all values."""

import html
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from click.testing import CliRunner

from imrletters import Case, HouseStyle, HouseStyleError, Letter, case_schema, render
from imrletters.case.base import AUDIENCES, Audience
from imrletters.case.example import HEADER, example_item
from imrletters.cli import main
from imrletters.rendering.view import letter_view
from imrletters.wording.known import wording_of
from tests.support import FOR_PARTIES, SAMPLES, case, printed_text, sample_letter, squeezed

SECRET: dict[str, Any] = {
    "request_date": "1971-02-03",
    "records_complete_date": "1972-03-04",
    "documents_reviewed": [
        {
            "kind": "Diagnostic study",
            "title": "Quagga-title",
            "author": "Quagga-author",
            "date": "1973-04-05",
            "pages": 7919,
        },
        {"kind": "Other record", "title": "Quagga-range", "first_date": "1974-05-06", "last_date": "1975-06-07"},
    ],
    "parties": [{"role": "Quagga-role", "name": "Quagga-name", "address": ["Quagga-street", "Quagga-town"]}],
    "mailing": {"date": "1976-07-08", "service_method": "electronic"},
    "replaces": {"case_number": "QUAGGA-0001", "decision_date": "1977-08-09", "error": "Quagga-error."},
    "attestations": [{"kind": "24 hours a week of practice", "date": "1978-09-10"}],
}
PRINTED = {
    "/request_date": "02/03/1971",
    "/records_complete_date": "03/04/1972",
    "/documents_reviewed/0/kind": "Diagnostic study:",
    "/documents_reviewed/0/title": "Quagga-title",
    "/documents_reviewed/0/author": "Quagga-author",
    "/documents_reviewed/0/date": "04/05/1973",
    "/documents_reviewed/0/pages": "7919 pages",
    "/documents_reviewed/1/kind": "Other record:",
    "/documents_reviewed/1/title": "Quagga-range",
    "/documents_reviewed/1/first_date": "05/06/1974",
    "/documents_reviewed/1/last_date": "06/07/1975",
    "/parties/0/role": "Quagga-role",
    "/parties/0/name": "Quagga-name",
    "/parties/0/address/0": "Quagga-street",
    "/parties/0/address/1": "Quagga-town",
    "/mailing/date": "07/08/1976",
    "/mailing/service_method": "electronically",
    "/replaces/case_number": "QUAGGA-0001",
    "/replaces/decision_date": "08/09/1977",
    "/replaces/error": "Quagga-error.",
}
"""The text of each value in the parties' copy."""
NEVER = {"/attestations/0/kind": "24 hours a week of practice", "/attestations/0/date": "09/10/1978"}
DERIVED = ["08/07/1976", "NOTICE OF", "DOCUMENTS REVIEWED", "Determination: UPHELD", "Copies to"]


def values(data: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every value of JSON data with its JSON pointer."""
    inside = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else None
    if inside is None:
        yield path, data
    for key, value in inside or ():
        yield from values(value, f"{path}/{key}")


def sentinels(of: dict[str, str]) -> set[str]:
    """The texts to search for: values as printed, and as written in the case."""
    written = dict(values(SECRET))
    return {*of.values(), *(str(written[pointer]) for pointer in of if isinstance(written[pointer], str))} - {
        "Diagnostic study",
        "Other record",
        "electronic",
    }


def secret_case() -> Case:
    return case(**HEADER, **SECRET)


def haystack(pdf: bytes) -> bytes:
    """The content of a PDF: its bytes, its streams unpacked, its objects, metadata, bookmarks, and the text printed."""
    parts = [pdf, printed_text(pdf).encode()]
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for thing in document.objects:
            parts.append(thing.unparse(resolved=True) if not isinstance(thing, pikepdf.Stream) else thing.read_bytes())
            if isinstance(thing, pikepdf.String):
                parts.append(str(thing).encode())
        parts += [str(value).encode() for value in document.docinfo.values()]
        parts.append(str(document.open_metadata()).encode())
        with document.open_outline() as outline:
            parts += [str(entry.title).encode() for entry in outline.root]
    return b"\n".join(parts)


def contains(data: bytes, word: str) -> bool:
    """Whether data contains a word in any encoding, with or without its spaces, in capitals or not."""
    lower = data.lower()
    forms = {word.lower(), squeezed(word.lower()), html.escape(word.lower())}
    codes = ("utf-8", "utf-16-be", "utf-16-le")
    found = {form.encode(code) for form in forms for code in codes}
    return any(form in lower or form.hex().encode() in lower for form in found)


def traces(letter: Letter, words: set[str]) -> set[str]:
    """The words that a letter contains: as text, HTML or PDF."""
    made = [letter.text(0).encode(), letter.text().encode(), letter.html().encode(), haystack(letter.pdf())]
    return {word for word in words if any(contains(data, word) for data in made)}


def test_every_field_that_is_not_public_has_a_value_to_search_for() -> None:
    schema = case_schema()
    optional = {name for name, field in schema["properties"].items() if "public" not in field["x-copies"]}
    inner = {name for definition in schema["$defs"].values() for name in _kept(definition["properties"])}
    assert set(SECRET) == optional
    assert inner <= {step for pointer, _ in values(SECRET) for step in pointer.split("/")}
    assert {pointer for pointer, _ in values(SECRET)} == {*PRINTED, *NEVER}


def _kept(fields: dict[str, Any]) -> set[str]:
    return {name for name, field in fields.items() if "public" not in field["x-copies"]}


def test_the_public_copy_contains_no_value_that_is_for_the_parties_only() -> None:
    words = sentinels(PRINTED | NEVER) | set(DERIVED)
    assert len(words) > 30
    assert traces(render(secret_case()), words) == set()


def test_the_parties_copy_contains_every_value_except_those_never_printed() -> None:
    letter = render(secret_case(), "parties")
    text = letter.text(0)
    assert [word for word in [*PRINTED.values(), *DERIVED] if word not in text] == []
    assert [word for word in PRINTED.values() if squeezed(word) not in printed_text(letter.pdf())] == []
    assert traces(letter, sentinels(NEVER)) == set()


def test_a_value_is_found_anywhere_in_a_pdf() -> None:
    leaky = secret_case().model_copy(update={"case_number": "Quagga-name"})
    assert traces(render(leaky), {"Quagga-name", "Quagga-title"}) == {"Quagga-name"}
    plain = io.BytesIO()
    with pikepdf.open(io.BytesIO(render(case()).pdf())) as document:
        document.docinfo["/Subject"] = "Quagga-ä-role"
        document.Root.Hidden = document.make_stream(b"x Quagga-street x")
        with document.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("Quagga-ö-town", 0))
        document.save(plain, compress_streams=True)
    found = haystack(plain.getvalue())
    assert all(contains(found, word) for word in ("Quagga-ä-role", "Quagga-street", "Quagga-ö-town"))
    assert not contains(found, "Quagga-error")


def test_the_public_copy_has_the_same_bytes_without_the_values_for_the_parties() -> None:
    full, bare = render(secret_case()), render(case(**HEADER))
    assert (full.text(), full.html(), full.pdf()) == (bare.text(), bare.html(), bare.pdf())


def test_file_names_contain_only_the_stem_and_the_copy(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text(secret_case().to_json(), encoding="utf-8")
    call = ["render", str(tmp_path / "one.json"), "--copy", "both", "-o", str(tmp_path / "out")]
    assert CliRunner().invoke(main, call).exit_code == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        f"one{middle}.{end}" for middle in ("", ".parties") for end in ("txt", "pdf")
    }


def leaking(folder: Path, audience: Audience, name: str) -> Letter:
    """A letter with an own template that reads the field ``name``."""
    place = "editions/2016.j2" if audience == "public" else "copies/parties.j2"
    (folder / place).parent.mkdir()
    ask = f'{{% extends "imrletters/{place}" %}}\n{{% block credentials %}}\n{{{{ {name} }}}}\n{{% endblock %}}\n'
    (folder / place).write_text(ask, encoding="utf-8")
    return Letter(secret_case(), audience, HouseStyle(folder))


@pytest.mark.parametrize("name", [*FOR_PARTIES, "facts", "service", "outcome", "decisions", "documents"])
def test_a_template_of_the_public_copy_cannot_print_values_for_the_parties(name: str, tmp_path: Path) -> None:
    letter = leaking(tmp_path, "public", name)
    for make in (letter.text, letter.html, letter.pdf):
        with pytest.raises(HouseStyleError, match=rf"^editions/2016\.j2:3: error: '{name}' is undefined$"):
            make()


def test_no_template_can_print_attestations(tmp_path: Path) -> None:
    with pytest.raises(HouseStyleError, match=r"^copies/parties\.j2:3: error: 'attestations' is undefined$"):
        leaking(tmp_path, "parties", "attestations").text()


def test_a_template_of_the_parties_copy_can_print_values_for_the_parties(tmp_path: Path) -> None:
    assert "Quagga-name" in leaking(tmp_path, "parties", "parties[0].name").text()


@pytest.mark.parametrize(
    ("decisions", "outcome", "means"),
    [
        (["Upheld"], "UPHELD", "none of the disputed items/services was found medically necessary"),
        (["Upheld", "Upheld"], "UPHELD", "none of the"),
        (["Overturned", "Overturned"], "OVERTURNED", "each of the disputed items/services was found"),
        (["Upheld", "Overturned"], "PARTLY OVERTURNED", "some of the disputed items/services, but not all,"),
        (["Overturned", "Upheld", "Overturned"], "PARTLY OVERTURNED", "some of the"),
    ],
)
def test_the_outcome_is_derived_from_the_items(decisions: list[str], outcome: str, means: str) -> None:
    several = case(disputed_items=[example_item(decision=decision) for decision in decisions])
    text = render(several, "parties").text(0)
    assert f"Final Determination: {outcome}. This means that {means}" in text
    assert ("five (5) working days" in text, "twenty (20) days" in text) == (("Overturned" in decisions),) * 2
    assert "five (5) working days" not in render(several).text(0)


@pytest.mark.parametrize(
    ("served", "last"),
    [
        ("2016-12-07", "01/06/2017"),
        ("2016-02-01", "03/02/2016"),
        ("2017-02-01", "03/03/2017"),
        ("2016-12-31", "01/30/2017"),
    ],
)
@pytest.mark.parametrize(
    ("method", "how"), [("mail", "by mail"), ("electronic", "electronically"), ("personal", "in person")]
)
def test_the_last_day_to_appeal_is_thirty_days_from_service(served: str, last: str, method: str, how: str) -> None:
    text = render(case(mailing={"date": served, "service_method": method}), "parties").text(0)
    assert f"It was served on {date.fromisoformat(served):%m/%d/%Y} {how}." in text
    assert f"The last day to appeal, thirty days from that service, is {last}." in text
    assert ("Rules on service by mail may allow more days." in text) == (method == "mail")


def test_without_a_day_of_service_no_last_day_of_appeal_is_printed() -> None:
    text = render(case(**{name: part for name, part in FOR_PARTIES.items() if name != "mailing"}), "parties").text(0)
    assert "within thirty (30) days of service." in text
    assert "last day to appeal" not in text
    assert "served on" not in text


def test_missing_parts_are_printed_without_their_headings() -> None:
    text = render(case(), "parties").text(0)
    assert text.startswith("NOTICE OF INDEPENDENT MEDICAL REVIEW FINAL DETERMINATION\n\nFinal Determination: UPHELD.")
    assert not [word for word in ("DOCUMENTS REVIEWED", "Copies to", "replaces", "Case:", "None") if word in text]


def test_the_documents_are_printed_between_the_credentials_and_the_summary() -> None:
    text = render(case(**FOR_PARTIES), "parties").text(0)
    order = ["Certification(s)/Specialty:", "DOCUMENTS REVIEWED", "CLINICAL CASE SUMMARY"]
    assert sorted(order, key=text.index) == order
    assert "\n1. Diagnostic study: MRI, An imaging center, 09/09/2016, 1 page\n" in text
    assert "\n2. Medical report: Notes, 03/02/2016 to 10/06/2016, 12 pages\n" in text


def test_the_corrected_determination_is_printed() -> None:
    text = render(case(**FOR_PARTIES), "parties").text(0)
    assert "This determination replaces the one of 11/02/2016 in case CM16-0000008." in text
    assert "What was wrong in it: It named the wrong knee." in text


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_parties_copy_contains_the_public_one_word_for_word(path: Path) -> None:
    public, parties = (sample_letter(path, audience).text(0) for audience in AUDIENCES)
    title = wording_of(sample_letter(path).case.edition).titles[1]
    front, rest = public.split(f"{title}\n")
    assert front.strip() in parties
    assert parties.endswith(f"{title}\n{rest}")


def test_the_view_of_the_parties_copy_adds_only_these_names() -> None:
    public, parties = (letter_view(secret_case(), audience) for audience in AUDIENCES)
    assert parties.keys() - public.keys() == {
        "decisions", "case", "parties", "replaces", "mailing", "documents"
    }  # fmt: skip
    assert "attestations" not in parties
