"""The paths of the service, each a thin handler: read the request, have it worked on, answer."""

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
from imrletters.mtus import editions_in_force, guideline_sections
from imrletters.proofreading import CheckedAudience
from imrletters.rendering import COLUMNS
from imrletters.service import documentation as doc
from imrletters.service.answers import Findings, GuidelineEdition, Guidelines, Health, Verdict
from imrletters.service.reading import HTML, JSON, PDF, SCHEMA_TYPE, TEXT, accepted, body, content_type
from imrletters.service.refusal import entries
from imrletters.service.state import service_of
from imrletters.service.work import case_of, findings_of, letter_of, verification_of

FORMS: dict[str, Format] = {TEXT: "text", HTML: "html", PDF: "pdf"}
HTML_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
"""A letter's page brings its own style and a logo, and runs nothing."""

T = TypeVar("T")


EXPECTED = {
    "copy": "public or parties (for check also both)",
    "width": "a number of columns from 0 to 10000",
    "attach": "yes or no",
    "on": "a day that exists, as YYYY-MM-DD",
}
"""What may stand behind the question mark, in a person's words."""


def _once(request: Request) -> None:
    """Raises HTTPException (400) where a parameter is given twice: nobody knows which one is meant."""
    given = [name for name, _ in request.query_params.multi_items()]
    if twice := [name for name in given if given.count(name) > 1]:
        raise HTTPException(HTTPStatus.BAD_REQUEST, f"{twice[0]!r} is given twice")


router = APIRouter(dependencies=[Depends(_once)])


class _Asked(BaseModel):
    """What may stand behind the question mark of a path, and nothing else may."""

    model_config = ConfigDict(extra="forbid")


class LetterAsked(_Asked):
    """How a letter is wished."""

    which: Audience = Field(
        default="public", alias="copy", description="What the state publishes, or the parties receive."
    )
    width: int = Field(default=COLUMNS, ge=0, le=10_000, description="Columns of a text letter; 0: a line a paragraph.")
    attach: bool = Field(default=True, description="Whether a PDF carries its case.")


class CheckAsked(_Asked):
    """What is proofread."""

    which: CheckedAudience = Field(default="public", alias="copy", description="The copy that the rules speak of.")


class NothingAsked(_Asked):
    """What takes no parameters."""


class GuidelinesAsked(_Asked):
    """Which guidelines."""

    on: Day | None = Field(default=None, description="Only those in force on this day.")


@router.post("/v1/letters", **doc.LETTERS)
async def letters(request: Request, asked: Annotated[LetterAsked, Query()]) -> Response:
    """The letter of a case, as text, HTML or PDF: whichever the request accepts."""
    media = accepted(request, *FORMS)
    content_type(request, JSON)
    house_style = service_of(request).current_house_style()
    options = RenderOptions((asked.which,), (FORMS[media],), asked.width, asked.attach, house_style)
    letter = await _worked(request, partial(letter_of, options=options))
    return Response(letter, media_type=media, headers={"Content-Security-Policy": HTML_POLICY} if media == HTML else {})


@router.post("/v1/check", **doc.CHECK)
async def check(request: Request, asked: Annotated[CheckAsked, Query()]) -> Response:
    """What the proofreading rules find in a case, or in a letter. Refused as ``letters`` does where it is no case."""
    accepted(request, JSON)
    media = content_type(request, JSON, TEXT, PDF)
    house_style = service_of(request).current_house_style()
    found = await _worked(
        request, partial(findings_of, audience=asked.which, house_style=house_style, case_file=media == JSON)
    )
    return _json(Findings(problems=entries(tuple(found))))


@router.post("/v1/parse", **doc.PARSE)
async def parse(request: Request, _: Annotated[NothingAsked, Query()]) -> Response:
    """The case that a letter tells."""
    accepted(request, JSON)
    content_type(request, TEXT, PDF)
    return Response(await _worked(request, case_of), media_type=JSON)


@router.post("/v1/verify", **doc.VERIFY)
async def verify(request: Request, _: Annotated[NothingAsked, Query()]) -> Response:
    """Whether a PDF is what the case inside it prints."""
    accepted(request, JSON)
    content_type(request, PDF)
    result = await _worked(request, partial(verification_of, house_style=service_of(request).current_house_style()))
    return _json(Verdict(**asdict(result) | {"digests": sorted(result.digests), "sound": result.sound}))


@router.get("/v1/schema", **doc.SCHEMA)
async def schema(request: Request, _: Annotated[NothingAsked, Query()]) -> Response:
    """The JSON Schema of a case."""
    return Response(case_schema_text(), media_type=accepted(request, SCHEMA_TYPE, JSON))


@router.get("/v1/guidelines", **doc.GUIDELINES)
async def guidelines(request: Request, asked: Annotated[GuidelinesAsked, Query()]) -> Response:
    """The guideline editions of the MTUS as letters cite them."""
    accepted(request, JSON)
    found = (
        editions_in_force(asked.on)
        if asked.on
        else [edition for section in guideline_sections() for edition in section.editions]
    )
    return _json(Guidelines(guidelines=[GuidelineEdition.model_validate(edition) for edition in found]))


@router.get("/healthz", **doc.HEALTH)
async def health(request: Request, _: Annotated[NothingAsked, Query()]) -> Response:
    """Whether the service answers, and how busy it is."""
    accepted(request, JSON)
    workers = service_of(request).workers
    return _json(Health(version=version("imrletters"), workers=workers.limits.workers, waiting=workers.waiting))


async def _worked(request: Request, work: Callable[[bytes], T]) -> T:
    """What ``work`` gives for the body of the request."""
    service = service_of(request)
    service.workers.refuse_if_busy()  # before the body takes memory
    with service.reading_a_body():
        data = await body(request, service.workers.limits)
    return await service.workers.do(work, data, request.is_disconnected)


def _json(answer: BaseModel) -> Response:
    return Response(answer.model_dump_json(), media_type=JSON)
