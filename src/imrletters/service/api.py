"""The paths of the HTTP API. Each function reads the request, runs a task in a worker process, and responds."""

from base64 import b64encode
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from http import HTTPStatus
from importlib.metadata import version
from typing import Annotated, TypeVar

from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response
from pydantic import BaseModel

from imrletters.batch import Format, RenderOptions
from imrletters.case import AUDIENCES, case_schema_text, pointer
from imrletters.errors import shortened
from imrletters.mtus import guideline_editions, using_guidelines
from imrletters.service import openapi
from imrletters.service.media_types import HTML, JSON, PDF, SCHEMA, TEXT, ZIP, accepted_type, content_type
from imrletters.service.parameters import (
    CheckParameters,
    CleanParameters,
    GuidelineParameters,
    LetterParameters,
    NoParameters,
    PlacesParameters,
    PreviewParameters,
    VerifyParameters,
)
from imrletters.service.problem_details import problem_entries
from imrletters.service.request_body import read_body
from imrletters.service.response_models import (
    Choices,
    Findings,
    GuidelineEdition,
    Guidelines,
    Health,
    OpenedCase,
    PreviewedCase,
    PrintedValue,
    PrintedValues,
    RepairedText,
    TextRepair,
    Verdict,
)
from imrletters.service.revalidation import revalidated
from imrletters.service.state import service_state
from imrletters.service.worker_tasks import (
    check_document,
    known_choices,
    locate_values,
    open_letter,
    parse_letter,
    preview_case,
    print_both_copies,
    render_letter,
    repair_text,
    verify_pdf,
)

FORMATS: dict[str, Format] = {TEXT: "text", HTML: "html", PDF: "pdf"}
HTML_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
"""The Content-Security-Policy of an HTML letter: inline styles and a logo, no scripts."""
T = TypeVar("T")


def _reject_repeated_parameters(request: Request) -> None:
    """Raises HTTPException (400) if a query parameter is given more than once."""
    names = [name for name, _ in request.query_params.multi_items()]
    if repeated := [name for name, count in Counter(names).items() if count > 1]:
        raise HTTPException(HTTPStatus.BAD_REQUEST, f"{shortened(repeated[0])!r} is given more than once")


router = APIRouter(dependencies=[Depends(_reject_repeated_parameters)])


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


@router.post("/v1/preview", **openapi.PREVIEW)
async def preview(request: Request, parameters: Annotated[PreviewParameters, Query()]) -> Response:
    """Prints the pages of a case that need not be complete; those of one that is not valid are marked as a draft."""
    accepted_type(request, JSON)
    content_type(request, JSON)
    state = service_state(request)
    task = partial(
        preview_case,
        audience=parameters.audience,
        house_style=state.current_house_style(),
        engine=parameters.engine or state.pool.engine,
    )
    shown = await _run(request, task)
    gaps = [pointer(path) for path in shown.gaps]
    return _json(PreviewedCase(draft=shown.is_draft, gaps=gaps, pdf=b64encode(shown.pdf).decode()))


@router.post("/v1/places", **openapi.PLACES)
async def places(request: Request, parameters: Annotated[PlacesParameters, Query()]) -> Response:
    """Returns the words on the pages of a preview, and where each value of the case is in these words."""
    accepted_type(request, JSON)
    content_type(request, JSON)
    house_style = service_state(request).current_house_style()
    found = await _run(request, partial(locate_values, audience=parameters.audience, house_style=house_style))
    values = [
        PrintedValue(pointer=pointer(place.path), start=place.start, end=place.end, offset=place.offset)
        for place in found.places
    ]
    return _json(PrintedValues(words=found.text, places=values))


@router.post("/v1/copies", **openapi.COPIES)
async def copies(request: Request, _: Annotated[NoParameters, Query()]) -> Response:
    """Prints the public copy and the parties' copy of a letter, as the PDFs in a zip file."""
    accepted_type(request, ZIP)
    content_type(request, JSON)
    state = service_state(request)
    options = RenderOptions(
        audiences=AUDIENCES, formats=("pdf",), house_style=state.current_house_style(), engine=state.pool.engine
    )
    return Response(await _run(request, partial(print_both_copies, options=options)), media_type=ZIP)


@router.post("/v1/check", **openapi.CHECK)
async def check(request: Request, parameters: Annotated[CheckParameters, Query()]) -> Response:
    """Applies the proofreading rules to a case or a letter. Findings are not errors: the status is 200."""
    accepted_type(request, JSON)
    media = content_type(request, JSON, TEXT, PDF)
    state = service_state(request)
    task = partial(
        check_document,
        audience=parameters.audience,
        house_style=state.current_house_style(),
        case_file=media == JSON,
        guidelines=state.guidelines,
    )
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
    with using_guidelines(service_state(request).guidelines):
        editions = [GuidelineEdition.model_validate(edition) for edition in guideline_editions(parameters.on)]
    return _json(Guidelines(guidelines=editions))


@router.get("/v1/choices", **openapi.CHOICES)
async def choices(request: Request, _: Annotated[NoParameters, Query()]) -> Response:
    """Returns the known values of fields of a case: editions, guidelines with their sections, specialties, states."""
    accepted_type(request, JSON)
    state = service_state(request)
    # the templates of an organization are read in a worker process, like those of every letter
    task = partial(known_choices, house_style=state.current_house_style(), guidelines=state.guidelines)
    known = Choices(**await state.pool.run(task, b"", request.is_disconnected))
    return revalidated(request, known.model_dump_json().encode(), JSON)


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
    return Response(model.model_dump_json(by_alias=True), media_type=JSON)
