"""Proofreads cases and letters: lists the problems of validation or parsing, or the findings of the rules."""

import re
from collections.abc import Collection
from dataclasses import replace
from functools import partial

from imrletters.arguments import DOCUMENT, OTHER_TEXT, TEXT, Accepted, each_of, require, require_one_of
from imrletters.case import AUDIENCES, Case, pointer
from imrletters.errors import ArgumentError, DataError, Problem, Related
from imrletters.mtus import OwnGuidelines
from imrletters.parsing import is_pdf, parse_with_origins
from imrletters.path_names import PathName, folder_path
from imrletters.proofreading.registry import CheckedAudience, all_rules, findings
from imrletters.proofreading.rule import Finding, Place, Rule
from imrletters.validation import Source, decoded, read_case, require_edition, with_field_types

Codes = frozenset[str] | None
JSON_STARTS = ("{", "[")
CHECKED_AUDIENCES: tuple[CheckedAudience, ...] = (*AUDIENCES, "both")
LIKE_A_CODE = re.compile(r"[A-Z]\d\d", re.ASCII)
GUIDELINES = Accepted((OwnGuidelines, type(None)), "OwnGuidelines, such as load_guidelines(path), or None")


def check(
    case: Case,
    codes: Collection[str] | None = None,
    audience: CheckedAudience = "public",
    templates: PathName | None = None,
    guidelines: OwnGuidelines | None = None,
) -> list[Problem]:
    """The findings in a case: of all rules that apply to the copy, or of those whose codes are in ``codes``.

    ``templates`` is the folder of an organization's own editions, ``guidelines`` its additions to the catalogue of
    guidelines. Raises HouseStyleError if the case names an own edition whose letters could not be read back, and
    CaseError if a field of the case has a value of a wrong type, or if there is no such edition.
    """
    chosen = _chosen(codes, audience, guidelines)
    case = with_field_types(case)
    require_edition(case, templates)
    found = findings(case, chosen, audience, folder_path(templates), guidelines)
    return [_problem(rule, finding) for rule, finding in found]


def check_document(  # noqa: PLR0913 - one for each choice of the caller
    data: bytes,
    codes: Collection[str] | None = None,
    audience: CheckedAudience = "public",
    templates: PathName | None = None,
    *,
    guidelines: OwnGuidelines | None = None,
    case_file: bool | None = None,
    bounded: bool = False,
) -> list[Problem]:
    """The problems of a case file or of a letter (text or PDF), with their places, in document order.

    If validation or parsing rejects the document, these are its only problems. Otherwise see ``findings_in``. Raises
    HouseStyleError if an own edition is invalid.

    Reading a hostile file can take any time and memory. With ``bounded`` a worker process reads it, with limits (see
    ``TaskLimits``): a file over a limit has one problem, and WorkerError may be raised.
    """
    find = partial(
        findings_in,
        codes=codes,
        audience=audience,
        templates=folder_path(templates),
        guidelines=guidelines,
        case_file=case_file,
    )
    try:
        if bounded:
            from imrletters.workers import run_bounded  # noqa: PLC0415 - loads multiprocessing

            return run_bounded(find, data)
        return find(data)
    except DataError as error:
        return list(error.problems)


def findings_in(  # noqa: PLR0913 - one for each choice of the caller
    data: bytes,
    codes: Collection[str] | None = None,
    audience: CheckedAudience = "public",
    templates: PathName | None = None,
    *,
    guidelines: OwnGuidelines | None = None,
    case_file: bool | None = None,
) -> list[Problem]:
    """The findings of ``read_and_check``."""
    return read_and_check(data, codes, audience, templates, guidelines=guidelines, case_file=case_file)[1]


def read_and_check(  # noqa: PLR0913 - one for each choice of the caller
    data: bytes,
    codes: Collection[str] | None = None,
    audience: CheckedAudience = "public",
    templates: PathName | None = None,
    *,
    guidelines: OwnGuidelines | None = None,
    case_file: bool | None = None,
) -> tuple[Case, list[Problem]]:
    """The case of a case file or of a letter (text or PDF), and the findings in it, with places, in document order.

    Parsing a letter does not read the parts that only the parties' copy contains, so rules about these parts are
    applied to case files only. ``templates`` is the folder of an organization's own editions, of cases and of letters;
    ``guidelines`` are its additions to the catalogue of guidelines.
    ``case_file`` states whether the document is a case file; None decides by its first character. Raises DataError if
    validation or parsing rejects the document.
    """
    require("data", data, DOCUMENT)
    chosen = _chosen(codes, audience, guidelines)
    as_case = _is_json(data) if case_file is None else case_file
    proofread = _in_case_file if as_case else _in_letter
    case, placed = proofread(data, chosen, audience, templates, guidelines)
    return case, sorted(placed, key=lambda problem: (problem.page or 0, problem.line or 0, problem.column or 0))


def _chosen(codes: Collection[str] | None, audience: CheckedAudience, guidelines: OwnGuidelines | None) -> Codes:
    """The codes of the rules to apply; None for all. Raises ArgumentError for what a check cannot take."""
    require_one_of("audience", audience, CHECKED_AUDIENCES)
    require("guidelines", guidelines, GUIDELINES)
    if codes is None:
        return None
    chosen = frozenset(each_of("codes", codes, TEXT))
    if unknown := chosen - {rule.code for rule in all_rules()}:
        got = sorted({code if LIKE_A_CODE.fullmatch(code) else OTHER_TEXT for code in unknown})
        raise ArgumentError(f"codes: got {', '.join(got)}; expected codes of rules, such as D01")
    return chosen


def _is_json(data: bytes) -> bool:
    """Whether a document is read as a case file: it is empty or begins like JSON, and is not a PDF."""
    if is_pdf(data):
        return False
    return data.removeprefix("\ufeff".encode()).lstrip()[:1].decode(errors="replace") in ("", *JSON_STARTS)


def _in_case_file(
    data: bytes,
    codes: Collection[str] | None,
    audience: CheckedAudience,
    templates: PathName | None,
    guidelines: OwnGuidelines | None,
) -> tuple[Case, list[Problem]]:
    case = read_case(data, templates)
    found = list(findings(case, codes, audience, folder_path(templates), guidelines))
    if not found:
        return case, []
    source = Source(decoded(data).removeprefix("\ufeff"))
    places = [source.place(finding.path, character=finding.start) for _, finding in found]
    return case, [
        replace(
            _problem(rule, finding),
            line=line,
            column=column,
            related=tuple(
                _related(other, (None, *source.place(other.path, character=other.start))) for other in finding.related
            ),
        )
        for (rule, finding), (line, column) in zip(found, places, strict=True)
    ]


def _in_letter(
    data: bytes,
    codes: Collection[str] | None,
    audience: CheckedAudience,
    templates: PathName | None,
    guidelines: OwnGuidelines | None,
) -> tuple[Case, list[Problem]]:
    case, origins = parse_with_origins(data, templates)
    readable = {rule.code for rule in all_rules("public") if codes is None or rule.code in codes}
    problems = []
    for rule, finding in findings(case, readable, audience, folder_path(templates), guidelines):
        page, line = origins.place(finding.path, finding.start)
        related = (_related(other, (*origins.place(other.path, other.start), None)) for other in finding.related)
        problems.append(replace(_problem(rule, finding), page=page, line=line, related=tuple(related)))
    return case, problems


def _problem(rule: Rule, finding: Finding) -> Problem:
    message = f"{finding.message}: {finding.evidence}" if finding.evidence else finding.message
    severity = finding.severity or rule.severity
    related = tuple(_related(other) for other in finding.related)
    return Problem(
        message,
        pointer(finding.path),
        severity=severity,
        code=rule.code,
        redacted=finding.message,
        related=related,
    )


def _related(other: Place, place: tuple[int | None, int | None, int | None] = (None, None, None)) -> Related:
    """A related place with its page, line and column."""
    return Related(pointer(other.path), other.text, *place)
