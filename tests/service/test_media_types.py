"""The Accept and Content-Type headers."""

import httpx
import pytest

from tests.service.running_service import EXAMPLE, JSON, TEXT, detail_of


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("v1/letters", "text/plain"),
        ("v1/letters", "application/x-www-form-urlencoded"),
        ("v1/letters", "application/json; charset=latin-1"),
        ("v1/check", "multipart/form-data"),
        ("v1/parse", "application/json"),
        ("v1/verify", "text/plain"),
        ("v1/verify", ""),
    ],
)
def test_an_unsupported_media_type_is_rejected_with_the_supported_ones(
    client: httpx.Client, path: str, kind: str
) -> None:
    response = client.post(path, content=EXAMPLE, headers={"Content-Type": kind} if kind else {})
    assert "Content-Type must be " in detail_of(response, 415)


def test_a_compressed_body_is_rejected(client: httpx.Client) -> None:
    assert "Content-Encoding" in detail_of(
        client.post("v1/letters", content=EXAMPLE, headers=JSON | {"Content-Encoding": "gzip"}), 415
    )


@pytest.mark.parametrize(
    ("path", "accept"),
    [("v1/letters", "image/png"), ("v1/letters", "text"), ("v1/check", "text/html"), ("v1/parse", "application/pdf")],
)
def test_an_accept_header_without_an_offered_type_is_rejected_with_the_offered_ones(
    client: httpx.Client, path: str, accept: str
) -> None:
    kind = TEXT if path == "v1/parse" else JSON
    assert "Accept must allow " in detail_of(client.post(path, content=EXAMPLE, headers=kind | {"Accept": accept}), 406)
