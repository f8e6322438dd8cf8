"""The paths of the HTTP API. Each function reads the request, runs a task in a worker process, and responds."""

from collections import Counter
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from http import HTTPStatus
from importlib.metadata import version
from typing import Annotated, TypeVar

from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from imrletters.batch import Format, RenderOptions
from imrletters.case import Audience, Day, case_schema_text
from imrletters.errors import shortened
from imrletters.mtus import guideline_editions
from imrletters.printing import ENGINES, EngineName
from imrletters.proofreading import CheckedAudience
from imrletters.rendering import COLUMNS
from imrletters.service import openapi
from imrletters.service.media_types import HTML, JSON, PDF, SCHEMA, TEXT, accepted_type, content_type
from imrletters.service.problem_details import problem_entries
from imrletters.service.request_body import read_body
from imrletters.service.response_models import (
    Findings,
    GuidelineEdition,
    Guidelines,
    Health,
    OpenedCase,
    RepairedText,
    TextRepair,
    Verdict,
)
from imrletters.service.state import service_state
from imrletters.service.worker_tasks import (
    check_document,
    open_letter,
    parse_letter,
    render_letter,
    repair_text,
    verify_pdf,
)

FORMATS: dict[str, Format] = {TEXT: "text", HTML: "html", PDF: "pdf"}
HTML_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
"""The Content-Security-Policy of an HTML letter: inline styles and a logo, no scripts."""
EXPECTED = {
    "copy": "public or parties (for check also both)",
    "width": "a number of columns from 0 to 10000",
    "attach": "yes or no",
    "narrative": "yes or no",
    "engine": " or ".join(ENGINES),
    "on": "an existing date, as YYYY-MM-DD",
    "recorded": "a SHA-256 digest, as 64 hexadecimal digits",
}
"""The allowed values of each query parameter, for error messages."""
SHA256 = "^[0-9A-Fa-f]{64}$"
T = TypeVar("T")


def _reject_repeated_parameters(request: Request) -> None:
    """Raises HTTPException (400) if a query parameter is given more than once."""
    names = [name for name, _ in request.query_params.multi_items()]
    if repeated := [name for name, count in Counter(names).items() if count > 1]:
        raise HTTPException(HTTPStatus.BAD_REQUEST, f"{shortened(repeated[0])!r} is given more than once")


router = APIRouter(dependencies=[Depends(_reject_repeated_parameters)])


class _Parameters(BaseModel):
    """The query parameters of a path; all others are errors."""

    model_config = ConfigDict(extra="forbid")


class LetterParameters(_Parameters):
    """The query parameters of /v1/letters."""

    audience: Audience = Field(
        default="public",
        alias="copy",
        description="public: the copy that the state publishes. parties: the copy that the parties receive.",
    )
    width: int = Field(
        default=COLUMNS, ge=0, le=10_000, description="Columns of a text letter; 0 puts each paragraph on one line."
    )
    attach: bool = Field(default=True, description="Whether the case is attached to a PDF.")
    engine: EngineName | None = Field(
        default=None, description="The engine that prints a PDF. Default: the engine of the service (see /healthz)."
    )


class CheckParameters(_Parameters):
    """The query parameters of /v1/check."""

    audience: CheckedAudience = Field(default="public", alias="copy", description="The copy that is proofread.")


class VerifyParameters(_Parameters):
    """The query parameters of /v1/verify."""

    recorded: str | None = Field(
        default=None,
        pattern=SHA256,
        description="The SHA-256 digest that your own record of printed letters has for this letter, signed or not. A "
        "letter of another version is sound only if this is its digest.",
    )


class CleanParameters(_Parameters):
    """The query parameters of /v1/clean."""

    narrative: bool = Field(default=True, description="Whether the text may have paragraphs; otherwise it is one line.")


class NoParameters(_Parameters):
    """For paths without query parameters."""


class GuidelineParameters(_Parameters):
    """The query parameters of /v1/guidelines."""

    on: Day | None = Field(default=None, description="Only the editions in force on this day.")


@router.post("/v1/letters", **openapi.LETTERS)
async def letters(request: Request, parameters: Annotated[LetterParameters, Query()]) -> Response:
    """Prints the letter of a case as text, HTML or PDF, whichever the Accept header prefers."""
    media = accepted_type(request, *FORMATS)
    content_type(request, JSON)
    state = service_state(request)
    options = RenderOptions(
        audiences=(parameters.audience,),
        formats=(FORMATS[media],),
        width=parameters.width,
        attach=parameters.attach,
        house_style=state.current_house_style(),
        engine=parameters.engine or state.pool.engine,
    )
    letter = await _run(request, partial(render_letter, options=options))
    headers: dict[str, dict[str, str]] = {
        HTML: {"Content-Security-Policy": HTML_POLICY},
        PDF: {openapi.ENGINE_HEADER: options.engine},
    }
    return Response(letter, media_type=media, headers=headers.get(media))


@router.post("/v1/check", **openapi.CHECK)
async def check(request: Request, parameters: Annotated[CheckParameters, Query()]) -> Response:
    """Applies the proofreading rules to a case or a letter. Findings are not errors: the status is 200."""
    accepted_type(request, JSON)
    media = content_type(request, JSON, TEXT, PDF)
    house_style = service_state(request).current_house_style()
    task = partial(check_document, audience=parameters.audience, house_style=house_style, case_file=media == JSON)
    return _json(Findings(problems=problem_entries(await _run(request, task))))


@router.post("/v1/parse", **openapi.PARSE)
async def parse(request: Request, _: Annotated[NoParameters, Query()]) -> Response:
    """Parses a letter and returns its case."""
    accepted_type(request, JSON)
    content_type(request, TEXT, PDF)
    task = partial(parse_letter, house_style=service_state(request).current_house_style())
    return Response(await _run(request, task), media_type=JSON)


@router.post("/v1/open", **openapi.OPEN)
async def open_case(request: Request, _: Annotated[NoParameters, Query()]) -> Response:
    """Returns the case attached to a letter if the letter is sound, and otherwise the case that its pages state."""
    accepted_type(request, JSON)
    content_type(request, TEXT, PDF)
    task = partial(open_letter, house_style=service_state(request).current_house_style())
    return _json(OpenedCase(**asdict(await _run(request, task))))


@router.post("/v1/clean", **openapi.CLEAN)
async def clean(request: Request, parameters: Annotated[CleanParameters, Query()]) -> Response:
    """Repairs a text that was pasted from Word, a PDF or a web page, without changing a word."""
    accepted_type(request, JSON)
    content_type(request, TEXT)
    result = await _run(request, partial(repair_text, narrative=parameters.narrative))
    repairs = [TextRepair(**asdict(repair) | {"message": repair.message}) for repair in result.repairs]
    return _json(RepairedText(text=result.text, repairs=repairs))


@router.post("/v1/verify", **openapi.VERIFY)
async def verify(request: Request, parameters: Annotated[VerifyParameters, Query()]) -> Response:
    """Prints the case attached to a PDF again, and compares the PDF with the print."""
    accepted_type(request, JSON)
    content_type(request, PDF)
    house_style = service_state(request).current_house_style()
    task = partial(verify_pdf, house_style=house_style, recorded=parameters.recorded)
    result = await _run(request, task)
    return _json(Verdict(**asdict(result) | {"digests": sorted(result.digests), "sound": result.sound}))


@router.get("/v1/schema", **openapi.SCHEMA_DOCUMENT)
async def schema(request: Request, _: Annotated[NoParameters, Query()]) -> Response:
    """Returns the JSON Schema of a case."""
    return Response(case_schema_text(), media_type=accepted_type(request, SCHEMA, JSON))


@router.get("/v1/guidelines", **openapi.GUIDELINES)
async def guidelines(request: Request, parameters: Annotated[GuidelineParameters, Query()]) -> Response:
    """Returns the editions of the MTUS guidelines, with the titles under which letters cite them."""
    accepted_type(request, JSON)
    editions = [GuidelineEdition.model_validate(edition) for edition in guideline_editions(parameters.on)]
    return _json(Guidelines(guidelines=editions))


@router.get("/healthz", **openapi.HEALTH)
async def health(request: Request, _: Annotated[NoParameters, Query()]) -> Response:
    """Returns the status of the service, its PDF engine and the length of its queue."""
    accepted_type(request, JSON)
    pool = service_state(request).pool
    return _json(
        Health(version=version("imrletters"), engine=pool.engine, workers=pool.limits.workers, waiting=pool.waiting)
    )


async def _run(request: Request, task: Callable[[bytes], T]) -> T:
    """The result of ``task`` for the body of the request."""
    state = service_state(request)
    state.pool.require_queue_space()  # before the body takes memory
    async with state.receiving_body():
        body = await read_body(request, state.pool.limits)
    return await state.pool.run(task, body, request.is_disconnected)


def _json(model: BaseModel) -> Response:
    return Response(model.model_dump_json(), media_type=JSON)
