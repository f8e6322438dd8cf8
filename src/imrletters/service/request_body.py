"""Reads the body of a request within the limits of size and time."""

import asyncio
from http import HTTPStatus

from fastapi import HTTPException, Request

from imrletters.service.limits import Limits


async def read_body(request: Request, limits: Limits) -> bytes:
    """The body.

    Raises HTTPException if it is too large (413) or arrives too slowly (408), and ClientDisconnect.
    """
    stated = request.headers.get("content-length", "")
    if stated.isdecimal() and int(stated) > limits.body_bytes:
        raise _too_large(limits)
    body = bytearray()
    try:
        async with asyncio.timeout(limits.seconds):
            async for chunk in request.stream():
                body += chunk
                if len(body) > limits.body_bytes:
                    raise _too_large(limits)
    except TimeoutError:
        detail = f"the request body did not arrive within {limits.seconds} seconds"
        raise HTTPException(HTTPStatus.REQUEST_TIMEOUT, detail) from None
    return bytes(body)


def _too_large(limits: Limits) -> HTTPException:
    detail = f"the request body is larger than {limits.body_megabytes} MB"
    return HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, detail)
