"""Error responses: the status, the messages of the command line, and nothing about the machine."""

from http import HTTPStatus
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from imrletters.cli import main
from tests.service.running_service import EXAMPLE, JSON, PDF, TEXT, detail_of
from tests.support import INVALID, ROOT


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_an_invalid_case_gives_the_messages_and_places_of_the_command_line(client: httpx.Client, path: Path) -> None:
    expected = CliRunner().invoke(main, ["render", "-", "-o", "-", "--format", "text"], path.read_bytes())
    for address in ("v1/letters", "v1/check"):
        response = client.post(address, content=path.read_bytes(), headers=JSON)
        detail = detail_of(response, HTTPStatus.UNPROCESSABLE_ENTITY)
        assert [f"<stdin>:{line}" for line in detail.splitlines()] == [
            line.replace("<stdin>: ", "<stdin>:") for line in expected.stderr.splitlines()
        ]
        assert len(response.json()["problems"]) == len(detail.splitlines())


def test_a_document_that_is_not_a_letter_is_invalid(client: httpx.Client) -> None:
    for address in ("v1/parse", "v1/check"):
        assert detail_of(client.post(address, content="Dear Sir or Madam", headers=TEXT), 422)
        assert detail_of(client.post(address, content=b"%PDF-1.7 and no more", headers=PDF), 422)
    assert detail_of(client.post("v1/verify", content=EXAMPLE, headers=PDF), 422)


def test_no_error_response_reveals_paths_or_code(client: httpx.Client) -> None:
    responses = [client.post("v1/letters", content=path.read_bytes(), headers=JSON).text for path in INVALID]
    responses += [client.post("v1/parse", content=b"%PDF-1.7", headers=PDF).text, client.get("nothing").text]
    for text in responses:
        assert not any(word in text for word in (str(ROOT), "Traceback", "site-packages", ".py", "/home/")), text
