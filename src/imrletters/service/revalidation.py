"""Responses that a client may store, and must revalidate before it uses them again."""

from hashlib import sha256
from http import HTTPStatus

from fastapi import Request, Response


def revalidated(request: Request, content: bytes, media_type: str) -> Response:
    """The content with its entity tag, or an empty 304 response if the client has this content."""
    tag = f'"{sha256(content).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    known = [each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")]
    if tag in known:
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    return Response(content, media_type=media_type, headers=headers)
