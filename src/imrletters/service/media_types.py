"""The media types of requests and responses, and the checks of the Accept and Content-Type headers."""

from http import HTTPStatus

import mimeparse
from fastapi import HTTPException, Request

JSON, TEXT, HTML, PDF = "application/json", "text/plain", "text/html", "application/pdf"
SCHEMA = "application/schema+json"
ZIP = "application/zip"


def accepted_type(request: Request, *offered: str) -> str:
    """The offered media type that the Accept header prefers; the first offered one among equals.

    Raises HTTPException (406) if the header accepts none of them.
    """
    header = ", ".join(request.headers.getlist("accept")) or "*/*"
    try:
        best: str = mimeparse.best_match(offered[::-1], header)  # takes the last of equals
    except mimeparse.MimeTypeParseException:
        best = ""
    if not best:
        raise HTTPException(HTTPStatus.NOT_ACCEPTABLE, f"Accept must allow {' or '.join(offered)}")
    return best


def content_type(request: Request, *allowed: str) -> str:
    """The media type of the body.

    Raises HTTPException (415) if it is not allowed, its charset is not UTF-8, or it has a content encoding.
    """
    media, _, parameters = request.headers.get("content-type", "").lower().partition(";")
    charset = dict(part.strip().partition("=")[::2] for part in parameters.split(";")).get("charset", "utf-8")
    encoding = request.headers.get("content-encoding", "identity").lower()
    is_utf_8 = charset.strip('"') in ("utf-8", "utf8", "us-ascii")
    if media.strip() not in allowed or not is_utf_8 or encoding != "identity":
        expected = f"Content-Type must be {' or '.join(allowed)}, in UTF-8 and without a Content-Encoding"
        raise HTTPException(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, expected)
    return media.strip()
