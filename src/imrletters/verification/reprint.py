"""Verifies a printed letter: prints its attached case again and compares the two."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import TypeVar

from imrletters.arguments import PDF, Accepted, each_of, require
from imrletters.case import AUDIENCES, Case, texts_in
from imrletters.errors import CaseError, LetterError, PrintError, Problem, plain_or_quoted
from imrletters.letter import CASE_FILE, Letter
from imrletters.manifest import Record
from imrletters.path_names import PathName, folder_path
from imrletters.printing import DEFAULT, ENGINES, NONE, EngineName, engine_named, letter_provenance, load_engine
from imrletters.rendering import HouseStyle, Letterhead, letter_view
from imrletters.validation import read_case
from imrletters.verification.result import VerificationResult

T = TypeVar("T")
RECORD = Accepted((Record,), "a Record, such as those of read_manifest(path, Record)")
CASE_FIELDS = ("header", "expert_reviewer", "clinical_case_summary", "disputed_items")
"""The values of a letter that are the words of its case and not of its templates."""


def extract(pdf: bytes, templates: PathName | None = None, *, bounded: bool = False) -> Case:
    """The case attached to a PDF.

    ``templates`` is the folder of an organization's own editions, which the case may name. Raises LetterError if the
    PDF cannot be read or no case is attached, CaseError if the attached case is not valid, and HouseStyleError if an
    own template is invalid.

    Reading a hostile file can take any time and memory. With ``bounded`` a worker process reads it, with limits (see
    ``TaskLimits``); then also raises LimitExceededError and WorkerError.
    """
    require("pdf", pdf, PDF)
    if bounded:
        return _run_bounded(partial(extract, templates=folder_path(templates)), pdf)
    return read_case(attached_case(pdf), templates)


def attached_case(pdf: bytes) -> bytes:
    """The case file attached to a PDF, unchanged. Raises LetterError if there is none, or it is not a JSON object."""
    from imrletters.verification.embedded import attached_case as read_attached_case  # noqa: PLC0415 - loads pikepdf

    return read_attached_case(pdf)


def verify(
    pdf: bytes,
    *,
    templates: PathName | None = None,
    letterhead: Letterhead | None = None,
    record: Iterable[Record] | None = None,
    bounded: bool = False,
) -> VerificationResult:
    """Prints the case attached to a PDF again, and compares the PDF with the print.

    ``templates`` and ``letterhead`` must be those of the first print (see ``render``). The case is printed with the
    engine that the PDF names. ``record`` are the records of a manifest that is kept elsewhere: a letter of another
    version is sound only if one of them lists its digest. Raises LetterError if the PDF cannot be read, if no case is
    attached that can be printed, or if that engine is unknown or not installed; PrintError if the page cannot be
    printed, and HouseStyleError if an own template is invalid.

    Reading a hostile file can take any time and memory. With ``bounded`` a worker process reads it, with limits (see
    ``TaskLimits``); then also raises LimitExceededError and WorkerError.
    """
    require("pdf", pdf, PDF)
    records = None if record is None else tuple(each_of("record", record, RECORD))
    if bounded:
        folder = folder_path(templates)
        return _run_bounded(partial(verify, templates=folder, letterhead=letterhead, record=records), pdf)
    from imrletters.pdf import open_pdf  # noqa: PLC0415 - loads pikepdf
    from imrletters.verification.embedded import read_embedded  # noqa: PLC0415 - loads pikepdf
    from imrletters.verification.judgement import Comparison  # noqa: PLC0415 - loads pikepdf

    house_style = HouseStyle(templates, letterhead)
    file = open_pdf(pdf)
    embedded = read_embedded(file)
    _require_named(embedded.provenance, house_style)
    engine = _engine(embedded.provenance.get("engine", DEFAULT))
    letter = _letter(embedded.required_case_file(), embedded.provenance.get("copy"), house_style, engine)
    printed = letter.pdf()
    loaded = load_engine(engine)
    provenance = letter_provenance(letter.audience, house_style, letter.case.edition, loaded.medium)
    toolchain = {**provenance, "engine": loaded.toolchain()}
    # a file that begins with this print was printed by this toolchain, whatever metadata follows
    others = {} if pdf.startswith(printed) else _other_toolchain(embedded.provenance, toolchain)
    view = letter_view(letter.case, letter.audience)
    texts = [text for field in CASE_FIELDS for path, text in texts_in(view[field], (field,)) if path[-1] != "kind"]
    return Comparison(file, printed, embedded, others, texts).result(letter.case.case_number, records)


def _run_bounded(task: Callable[[bytes], T], pdf: bytes) -> T:
    from imrletters.workers import run_bounded  # noqa: PLC0415 - loads multiprocessing

    return run_bounded(task, pdf)


def _require_named(provenance: dict[str, str], house_style: HouseStyle) -> None:
    """Raises LetterError if a letter was printed with templates or a letterhead that the call does not name."""
    needed = {
        "--templates": ("own_templates", house_style.templates),
        "--letterhead": ("letterhead", house_style.letterhead),
    }
    missing = [name for name, (key, given) in needed.items() if given is None and provenance.get(key, NONE) != NONE]
    if missing:
        raise LetterError(
            [Problem(f"printed with own templates or letterhead; name them with {' and '.join(missing)}")]
        )


def _engine(toolchain: str) -> EngineName:
    """The engine of a toolchain, which begins with its name and version. Raises LetterError if it is not installed."""
    printed_with = toolchain.partition(",")[0]
    name = engine_named(printed_with.partition(" ")[0])
    if name is None:
        known = ", ".join(sorted(ENGINES))
        raise LetterError([Problem(f"printed with {printed_with!r}; expected one of the PDF engines: {known}")])
    try:
        load_engine(name)
    except PrintError:
        raise LetterError(
            [Problem(f"printed with {printed_with}, which is not installed here: {ENGINES[name].installation}")]
        ) from None
    return name


def _letter(case_file: bytes, named: str | None, house_style: HouseStyle, engine: EngineName) -> Letter:
    """The letter of the attached case, for the audience that the PDF names; by default for the first one."""
    audience = next((audience for audience in AUDIENCES if audience == named), AUDIENCES[0])
    try:
        return Letter(read_case(case_file, house_style.templates), audience, house_style, engine)
    except CaseError as error:
        messages = [
            ": ".join(filter(None, (f"line {problem.line}" if problem.line else "", problem.pointer, problem.message)))
            for problem in error.problems
        ]
        if house_style.templates is None and any(problem.pointer == "/edition" for problem in error.problems):
            messages.append("an organization's own edition needs its templates")
        raise LetterError(
            [Problem(f"the attached case cannot be printed: {CASE_FILE}, {message}") for message in messages]
        ) from None


def _other_toolchain(provenance: dict[str, str], toolchain: dict[str, str]) -> dict[str, str]:
    """A sentence about each difference between the toolchain that printed a letter and this one, by its name."""
    named = {
        name: plain_or_quoted(provenance[name]) if name in provenance else "an unstated value" for name in toolchain
    }
    return {
        name: f"{name}: printed with {named[name]}, this installation has {value}"
        for name, value in toolchain.items()
        if provenance.get(name) != value
    }
