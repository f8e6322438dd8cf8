"""What the service says where it has no answer: problem details (RFC 9457), in the words of the command line."""

from http import HTTPStatus

from fastapi import Request, Response
from pydantic import BaseModel, Field

from imrletters.errors import Problem
from imrletters.proofreading import entry

TITLES = {413: "Content Too Large", 422: "Unprocessable Content"}
"""The names that RFC 9110 gives; those of Python depend on its version."""
MEDIA_TYPE = "application/problem+json"


class ProblemEntry(BaseModel):
    """One fault or finding: where it is, what was found, and what is allowed."""

    message: str = Field(description="What was found, and what is allowed.")
    pointer: str = Field(description='An RFC 6901 JSON pointer into the case; "" is the whole case.')
    source: str | None = Field(description="Null: what came in has no name.")
    page: int | None = Field(description="The page of a letter, from 1.")
    line: int | None = Field(description="The line, from 1; in a letter with pages, on that page.")
    column: int | None = Field(description="The column, from 1.")
    severity: str = Field(description="error, warning or note.", examples=["error"])
    code: str = Field(description="The code of the proofreading rule; empty for what cannot be read at all.")


class ProblemDetails(BaseModel):
    """Why there is no answer (RFC 9457)."""

    type: str = Field(default="about:blank", description="The status says all.")
    title: str = Field(description="What the status means.", examples=["Unprocessable Content"])
    status: int = Field(description="The status.", examples=[422])
    detail: str = Field(description="What is wrong, a line for each problem, as the command line says it.")
    request_id: str = Field(description="The name of the request in the logs, as in X-Request-ID.")
    problems: list[ProblemEntry] = Field(description="Each problem with its place.")


def refusal(
    request: Request,
    status: int,
    detail: str,
    problems: tuple[Problem, ...] = (),
    headers: dict[str, str] | None = None,
) -> Response:
    """The answer that there is none."""
    details = ProblemDetails(
        title=TITLES.get(status, HTTPStatus(status).phrase),
        status=status,
        detail=detail,
        request_id=request.state.id,
        problems=entries(problems),
    )
    return Response(details.model_dump_json(), status, headers, MEDIA_TYPE)


def entries(problems: tuple[Problem, ...]) -> list[ProblemEntry]:
    """Problems as they are told."""
    return [ProblemEntry.model_validate(entry(problem)) for problem in problems]
