"""Reads a request: the kind of answer that it accepts, and its body, as long and as slow as may be and no more."""

import asyncio
from http import HTTPStatus

import mimeparse
from fastapi import HTTPException, Request

from imrletters.service.limits import Limits

JSON, TEXT, HTML, PDF = "application/json", "text/plain", "text/html", "application/pdf"
SCHEMA_TYPE = "application/schema+json"


def accepted(request: Request, *offered: str) -> str:
    """The media type that the request would rather have, the first of those ``offered`` if all are the same to it.

    Raises HTTPException (406) if it accepts none.
    """
    header = ", ".join(request.headers.getlist("accept")) or "*/*"
    try:
        found: str = mimeparse.best_match(offered[::-1], header)  # of equals it takes the last
    except mimeparse.MimeTypeParseException:
        found = ""
    if not found:
        raise HTTPException(HTTPStatus.NOT_ACCEPTABLE, f"Accept must allow {' or '.join(offered)}")
    return found


def content_type(request: Request, *allowed: str) -> str:
    """The media type of the body. Raises HTTPException (415) if it is not among those ``allowed``, or is encoded."""
    media, _, parameters = request.headers.get("content-type", "").lower().partition(";")
    charset = dict(part.strip().partition("=")[::2] for part in parameters.split(";")).get("charset", "utf-8")
    encoded = request.headers.get("content-encoding", "identity").lower()
    if media.strip() not in allowed or charset.strip('"') not in ("utf-8", "utf8", "us-ascii") or encoded != "identity":
        expected = f"Content-Type must be {' or '.join(allowed)}, in UTF-8 and without a Content-Encoding"
        raise HTTPException(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, expected)
    return media.strip()


async def body(request: Request, limits: Limits) -> bytes:
    """The body. Raises HTTPException if it is larger (413) or slower (408) than may be, ClientDisconnect."""
    read = bytearray()
    most = limits.body * 1_000_000
    try:
        async with asyncio.timeout(limits.seconds):
            async for chunk in request.stream():
                read += chunk
                if len(read) > most:
                    raise HTTPException(
                        HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"the body is larger than {limits.body} MB"
                    )
    except TimeoutError:
        said = f"the body did not come in within {limits.seconds} seconds"
        raise HTTPException(HTTPStatus.REQUEST_TIMEOUT, said) from None
    return bytes(read)
