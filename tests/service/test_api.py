"""The paths of the API give the same results as the Python functions and the command line."""

import json
from base64 import b64decode
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import httpx
import pytest

from imrletters import load_case, parse, render
from imrletters.batch import RenderOptions
from imrletters.case.base import AUDIENCES, Audience
from imrletters.case.example import example_case, example_item
from imrletters.case.schema import case_schema
from imrletters.mtus.catalogue import guideline_editions, guideline_sections
from imrletters.mtus.vocabulary import known_names
from imrletters.printing import ENGINES, EngineName, digest
from imrletters.proofreading.proofread import check_document
from imrletters.proofreading.report import entry
from tests.service.running_service import JSON, PDF, TEXT
from tests.support import FOR_PARTIES, SAMPLES, sample_letter, sample_pdf
from tests.verification.rewriting import name_another_version, rewritten

SAMPLE = next(path for path in SAMPLES if path.stem == "parties-copy-forty-documents")
NAMED = f"case {load_case(SAMPLE).case_number}"
CONTRADICTION = example_case(disputed_items=[example_item(decision="Overturned")])


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_the_text_letter_is_the_one_of_the_python_api(client: httpx.Client, sample: Path) -> None:
    response = client.post("v1/letters", content=sample.read_bytes(), headers=JSON)
    assert (response.status_code, response.text) == (HTTPStatus.OK, sample_letter(sample).text())
    assert response.headers["content-type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("text/plain", "text/plain; charset=utf-8"),
        ("text/html", "text/html; charset=utf-8"),
        ("application/pdf", "application/pdf"),
        ("text/html;q=0.5, application/pdf", "application/pdf"),
        ("image/png, text/html", "text/html; charset=utf-8"),
        ("text/*;q=0.1, */*;q=0.01", "text/plain; charset=utf-8"),
        ("*/*", "text/plain; charset=utf-8"),
    ],
)
def test_the_accept_header_chooses_the_format(client: httpx.Client, accept: str, media_type: str) -> None:
    response = client.post("v1/letters", content=SAMPLE.read_bytes(), headers=JSON | {"Accept": accept})
    letter = sample_letter(SAMPLE)
    printed = {"text/plain": letter.text().encode(), "text/html": letter.html().encode(), "application/pdf": b""}
    assert (response.status_code, response.headers["content-type"]) == (HTTPStatus.OK, media_type)
    assert response.content == (printed[media_type.split(";", maxsplit=1)[0]] or sample_pdf(SAMPLE))


def test_the_copy_for_the_parties_is_printed_only_on_request(client: httpx.Client) -> None:
    case = example_case(**FOR_PARTIES)
    public, parties = (
        client.post("v1/letters", params=parameters, content=case.to_json(), headers=JSON).text
        for parameters in ({}, {"copy": "parties"})
    )
    assert (public, parties) == (render(case).text(), render(case, "parties").text())
    assert "A. Example" not in public


def test_the_width_and_the_attachment_are_parameters(client: httpx.Client) -> None:
    data = SAMPLE.read_bytes()
    narrow = client.post("v1/letters?width=40", content=data, headers=JSON)
    assert narrow.text == sample_letter(SAMPLE).text(40)
    alone = client.post("v1/letters?attach=no", content=data, headers=JSON | {"Accept": "application/pdf"})
    assert alone.content == sample_letter(SAMPLE).pdf(attach=False)


@pytest.mark.parametrize("engine", ENGINES)
def test_the_engine_is_a_parameter_and_the_response_names_it(client: httpx.Client, engine: EngineName) -> None:
    accept = JSON | {"Accept": "application/pdf"}
    response = client.post("v1/letters", params={"engine": engine}, content=SAMPLE.read_bytes(), headers=accept)
    assert response.content == render(load_case(SAMPLE), engine=engine).pdf()
    assert response.headers["x-pdf-engine"] == engine
    assert client.post("v1/verify", content=response.content, headers=PDF).json()["answer"] == "same"
    text = client.post("v1/letters", params={"engine": engine}, content=SAMPLE.read_bytes(), headers=JSON)
    assert text.text == sample_letter(SAMPLE).text()
    assert "x-pdf-engine" not in text.headers


def test_by_default_the_engine_of_the_service_prints(client: httpx.Client) -> None:
    accept = JSON | {"Accept": "application/pdf"}
    response = client.post("v1/letters", content=SAMPLE.read_bytes(), headers=accept)
    assert (response.content, response.headers["x-pdf-engine"]) == (sample_pdf(SAMPLE), "weasyprint")


def test_an_unknown_engine_is_an_invalid_parameter(client: httpx.Client) -> None:
    response = client.post("v1/letters", params={"engine": "troff"}, content=SAMPLE.read_bytes(), headers=JSON)
    assert response.status_code == HTTPStatus.BAD_REQUEST
    assert response.json()["problems"][0]["message"] == "engine: got 'troff'; expected weasyprint or typst"


def test_the_preview_of_a_valid_case_has_the_pages_of_its_letter(client: httpx.Client) -> None:
    case = example_case()
    shown = client.post("v1/preview?engine=typst", content=case.to_json(), headers=JSON).json()
    assert b64decode(shown.pop("pdf")) == render(case, engine="typst").pdf(attach=False)
    assert shown == {"draft": False, "gaps": []}


@pytest.mark.parametrize(("copy", "number"), [("public", 1), ("parties", 2)])
@pytest.mark.parametrize(("date", "printed"), [("2016-03-02", "03/02/2016"), (None, "[dateofinjury]")])
def test_the_places_of_values_are_in_the_words_of_the_copy(
    client: httpx.Client, date: str | None, printed: str, copy: str, number: int
) -> None:
    data = example_case().to_data() | {"date_of_injury": date}
    found = client.post(f"v1/places?copy={copy}", json=data).json()
    assert found.keys() == {"words", "places"}
    places = [each for each in found["places"] if each["pointer"] == "/date_of_injury"]
    assert [found["words"][each["start"] : each["end"]] for each in places] == [printed] * number


def test_the_places_of_what_is_no_case_are_refused_as_its_preview_is(client: httpx.Client) -> None:
    preview, places = (client.post(path, content=b"[]", headers=JSON) for path in ("v1/preview", "v1/places"))
    assert preview.status_code == places.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert preview.json()["problems"] == places.json()["problems"]
    assert client.post("v1/places?engine=typst", json={}).status_code == HTTPStatus.BAD_REQUEST


def test_the_preview_of_a_case_with_a_gap_is_a_draft_that_is_never_a_letter(client: httpx.Client) -> None:
    data = example_case().to_data() | {"date_of_injury": None}
    assert client.post("v1/letters", json=data, headers={"Accept": PDF["Content-Type"]}).status_code == 422
    shown = client.post("v1/preview", json=data).json()
    assert (shown["draft"], shown["gaps"]) == (True, ["/date_of_injury"])
    pdf = b64decode(shown["pdf"])
    for path, answer in (("parse", "this is a draft"), ("open", "this is a draft"), ("verify", "no case is attached")):
        response = client.post(f"v1/{path}", content=pdf, headers=PDF)
        assert (response.status_code, answer in response.json()["detail"]) == (422, True)


@pytest.mark.parametrize("copy", AUDIENCES)
def test_the_copy_of_an_opened_letter_is_named(client: httpx.Client, copy: Audience) -> None:
    letter = render(load_case(SAMPLE), copy)
    files = {"attached": (letter.pdf(), PDF), "pages": (letter.pdf(attach=False), PDF)}
    for source, (content, media_type) in (*files.items(), ("pages", (letter.text().encode(), TEXT))):
        opened = client.post("v1/open", content=content, headers=media_type).json()
        assert (opened["source"], opened["copy"]) == (source, copy)


def test_an_html_letter_may_run_no_script(client: httpx.Client) -> None:
    response = client.post("v1/letters", content=SAMPLE.read_bytes(), headers=JSON | {"Accept": "text/html"})
    policy = response.headers["content-security-policy"]
    assert "script-src" not in policy
    assert policy.startswith("default-src 'none'; ")
    assert policy.endswith("; sandbox")
    assert response.headers["cache-control"] == "no-store"


def test_findings_have_the_messages_and_places_of_the_command_line(client: httpx.Client) -> None:
    data = CONTRADICTION.to_json().encode()
    response = client.post("v1/check", content=data, headers=JSON)
    assert response.status_code == HTTPStatus.OK
    assert response.json()["problems"] == [entry(problem) for problem in check_document(data)]
    assert [(found["code"], found["line"]) for found in response.json()["problems"]] == [("R01", 35)]


def test_a_letter_is_proofread(client: httpx.Client) -> None:
    letter = render(CONTRADICTION)
    for data, kind in ((letter.text().encode(), TEXT), (letter.pdf(), PDF)):
        found = client.post("v1/check", content=data, headers=kind).json()["problems"]
        assert found == [entry(problem) for problem in check_document(data)]
        assert [each["code"] for each in found] == ["R01"]


def test_a_letter_is_parsed(client: httpx.Client) -> None:
    for data, kind in ((sample_pdf(SAMPLE), PDF), (sample_letter(SAMPLE).text().encode(), TEXT)):
        response = client.post("v1/parse", content=data, headers=kind)
        assert (response.status_code, response.text) == (HTTPStatus.OK, parse(data).to_json())


def test_a_pdf_is_verified(client: httpx.Client) -> None:
    pdf = sample_pdf(SAMPLE)
    result = client.post("v1/verify", content=pdf, headers=PDF).json()
    assert (result["answer"], result["sound"], result["case_number"]) == ("same", True, load_case(SAMPLE).case_number)
    altered = client.post("v1/verify", content=pdf + b"%", headers=PDF).json()
    assert (altered["answer"], altered["sound"], altered["where"]) == ("altered", False, "envelope")
    assert altered["what"]


def test_a_pdf_is_verified_with_the_digest_of_a_record(client: httpx.Client) -> None:
    """As with a manifest: only a record proves a letter of another version."""
    pdf = sample_pdf(SAMPLE)
    other_version = rewritten(name_another_version, pdf)
    for letter, recorded, expected in (
        (pdf, None, ("same", True, None)),
        (pdf, digest(pdf), ("same", True, "")),
        (pdf, digest(other_version).upper(), ("same", False, f"the manifest has {NAMED}, but not this file")),
        (other_version, None, ("reprinted", False, None)),
        (other_version, digest(pdf), ("reprinted", False, f"the manifest has {NAMED}, but not this file")),
        (other_version, digest(other_version), ("reprinted", True, "")),
    ):
        parameters = {} if recorded is None else {"recorded": recorded}
        result = client.post("v1/verify", params=parameters, content=letter, headers=PDF).json()
        assert (result["answer"], result["sound"], result["missing"]) == expected
        assert result["examined"] is True


@pytest.mark.parametrize("recorded", ["", "0" * 63, "g" * 64, "0" * 64 + "\n"])
def test_a_recorded_digest_that_is_none_is_a_400(client: httpx.Client, recorded: str) -> None:
    response = client.post("v1/verify", params={"recorded": recorded}, content=sample_pdf(SAMPLE), headers=PDF)
    assert response.status_code == HTTPStatus.BAD_REQUEST
    assert "expected a SHA-256 digest, as 64 hexadecimal digits" in response.json()["detail"]


def test_the_schema_is_the_one_of_the_case_model(client: httpx.Client) -> None:
    assert client.get("v1/schema").json() == case_schema()


def test_the_guidelines_are_those_of_the_catalogue(client: httpx.Client) -> None:
    editions = client.get("v1/guidelines").json()["guidelines"]
    assert [found["title"] for found in editions] == [
        each.title for part in guideline_sections() for each in part.editions
    ]
    day = example_case().decision_date
    assert day
    in_force_then = client.get("v1/guidelines", params={"on": str(day)}).json()["guidelines"]
    assert [found["title"] for found in in_force_then] == [each.title for each in guideline_editions(day)]
    assert 0 < len(in_force_then) < len(editions)


def test_the_health_of_an_idle_service(client: httpx.Client) -> None:
    assert client.get("healthz").json() == {
        "status": "ok",
        "version": "0.1.0",
        "engine": "weasyprint",
        "workers": 1,
        "waiting": 0,
    }


def test_a_response_contains_nothing_of_the_request_before(client: httpx.Client) -> None:
    first = client.post("v1/letters?copy=parties", content=example_case(**FOR_PARTIES).to_json(), headers=JSON).text
    second = client.post("v1/letters?copy=parties", content=json.dumps(example_case().to_data()), headers=JSON).text
    assert "A. Example" in first
    assert second == render(example_case(), "parties").text()


def test_the_choices_are_those_of_check_and_of_the_editions(client: httpx.Client) -> None:
    found = client.get("v1/choices").json()
    assert {one["name"]: set(one["cites"].values()) for one in found["editions"]} == {
        "2014": {"pages"},
        "2015": {"pages"},
        "2016": {"sections"},
    }
    assert {title for one in found["guidelines"] for title in one["titles"]} == known_names("titles")
    assert {section for one in found["guidelines"] for section in one["sections"]} == known_names("sections")
    assert found["states"] == sorted(known_names("states"))
    assert found["specialties"] == sorted(known_names("specialties"))


def test_stored_choices_are_used_again_while_they_are_current(client: httpx.Client) -> None:
    first = client.get("v1/choices")
    assert "no-store" not in first.headers["Cache-Control"]
    again = client.get("v1/choices", headers={"If-None-Match": f'"other", W/{first.headers["ETag"]}'})
    assert (again.status_code, again.content) == (HTTPStatus.NOT_MODIFIED, b"")
    assert client.get("v1/choices", headers={"If-None-Match": '"other"'}).json() == first.json()


def test_both_copies_are_one_zip_file_with_the_names_of_the_command_line(client: httpx.Client) -> None:
    case = example_case(**FOR_PARTIES)
    response = client.post("v1/copies", content=case.to_json(), headers=JSON)
    assert response.headers["content-type"] == "application/zip"
    with ZipFile(BytesIO(response.content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    names = RenderOptions(audiences=AUDIENCES, formats=("pdf",)).file_names(str(case.case_number))
    assert files == dict(zip(names, [render(case, audience).pdf() for audience in AUDIENCES], strict=True))


def test_no_copy_of_an_invalid_case_is_printed(client: httpx.Client) -> None:
    invalid = example_case().to_data() | {"parties": [{"role": "", "name": "A. Example"}]}
    response = client.post("v1/copies", json=invalid)
    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert [one["pointer"] for one in response.json()["problems"]] == ["/parties/0/role"]
