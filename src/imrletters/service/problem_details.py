"""Error responses as problem details (RFC 9457), with the messages of the command line."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from uuid import uuid4

from fastapi import Request, Response
from pydantic import BaseModel, Field

from imrletters.errors import Problem
from imrletters.proofreading import entry

MEDIA_TYPE = "application/problem+json"
TITLES = {413: "Content Too Large", 422: "Unprocessable Content"}
"""The titles of RFC 9110; those in ``http.HTTPStatus`` depend on the version of Python."""


class RelatedEntry(BaseModel):
    """Another place that a problem is about, such as the words that a finding contradicts."""

    pointer: str = Field(description="An RFC 6901 JSON pointer into the case.")
    text: str = Field(description="The words there; empty if the whole value is meant.")
    page: int | None = Field(description="The page of the letter, from 1.")
    line: int | None = Field(description="The line, from 1; in a PDF, the line on that page.")
    column: int | None = Field(description="The column, from 1.")


class ProblemEntry(BaseModel):
    """One error or finding, with its place."""

    message: str = Field(description="What was found and what is expected.")
    pointer: str = Field(description='An RFC 6901 JSON pointer into the case; "" is the whole case.')
    source: str | None = Field(description="Always null: a request body has no file name.")
    page: int | None = Field(description="The page of the letter, from 1.")
    line: int | None = Field(description="The line, from 1; in a PDF, the line on that page.")
    column: int | None = Field(description="The column, from 1.")
    severity: str = Field(description="error, warning or note.", examples=["error"])
    code: str = Field(description="The code of the proofreading rule; empty for input that cannot be read.")
    related: list[RelatedEntry] = Field(default=[], description="The other places that the problem is about.")


class ProblemDetails(BaseModel):
    """An error response (RFC 9457)."""

    type: str = Field(default="about:blank", description="The status code is the problem type.")
    title: str = Field(description="The name of the status code.", examples=["Unprocessable Content"])
    status: int = Field(description="The status code.", examples=[422])
    detail: str = Field(description="The problems, one on each line, as the command line prints them.")
    request_id: str = Field(description="The id of the request in the log, as in X-Request-ID.")
    problems: list[ProblemEntry] = Field(description="The problems with their places.")


def problem_response(
    request: Request,
    status: int,
    detail: str,
    problems: Sequence[Problem] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """An error response to a request."""
    return Response(
        error_document(status, detail, request.state.id, problems),
        status,
        headers,
        MEDIA_TYPE,
    )


def error_document(status: int, detail: str, request_id: str = "", problems: Sequence[Problem] = ()) -> str:
    """The JSON text of an error response."""
    return ProblemDetails(
        title=TITLES.get(status, HTTPStatus(status).phrase),
        status=status,
        detail=detail,
        request_id=request_id or uuid4().hex,
        problems=problem_entries(problems),
    ).model_dump_json()


def problem_entries(problems: Sequence[Problem]) -> list[ProblemEntry]:
    """Problems as entries of a response."""
    return [ProblemEntry.model_validate(entry(problem)) for problem in problems]
