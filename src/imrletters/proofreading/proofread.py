"""Proofreads cases and letters: lists the problems of validation or parsing, or the findings of the rules."""

from collections.abc import Collection
from dataclasses import replace
from functools import partial
from pathlib import Path as FilePath

from imrletters.case import Case, pointer
from imrletters.errors import DataError, Problem, Related
from imrletters.parsing import is_pdf, parse_with_origins
from imrletters.proofreading.registry import CheckedAudience, all_rules, findings
from imrletters.proofreading.rule import Finding, Place, Rule
from imrletters.validation import Source, decoded, read_case

JSON_STARTS = ("{", "[")


def check(
    case: Case,
    codes: Collection[str] | None = None,
    audience: CheckedAudience = "public",
    templates: FilePath | None = None,
) -> list[Problem]:
    """The findings in a case: of all rules that apply to the copy, or of those whose codes are in ``codes``.

    ``templates`` is the folder of an organization's own editions. Rules about the edition are not applied to a case
    whose edition has no template. Raises HouseStyleError if the case names an own edition whose letters could not be
    read back.
    """
    return [_problem(rule, finding) for rule, finding in findings(case, codes, audience, templates)]


def check_document(  # noqa: PLR0913 - one for each choice of the caller
    data: bytes,
    codes: Collection[str] | None = None,
    audience: CheckedAudience = "public",
    templates: FilePath | None = None,
    *,
    case_file: bool | None = None,
    bounded: bool = False,
) -> list[Problem]:
    """The problems of a case file or of a letter (text or PDF), with their places, in document order.

    If validation or parsing rejects the document, these are its only problems. Otherwise see ``findings_in``.

    Reading a hostile file can take any time and memory. With ``bounded`` a worker process reads it, with limits (see
    ``TaskLimits``): a file over a limit has one problem, and WorkerError may be raised.
    """
    find = partial(findings_in, codes=codes, audience=audience, templates=templates, case_file=case_file)
    try:
        if bounded:
            from imrletters.workers import run_bounded  # noqa: PLC0415 - loads multiprocessing

            return run_bounded(find, data)
        return find(data)
    except DataError as error:
        return list(error.problems)


def findings_in(
    data: bytes,
    codes: Collection[str] | None = None,
    audience: CheckedAudience = "public",
    templates: FilePath | None = None,
    *,
    case_file: bool | None = None,
) -> list[Problem]:
    """The findings in a case file or in a letter (text or PDF), with their places, in document order.

    Parsing a letter does not read the parts that only the parties' copy contains, so rules about these parts are
    applied to case files only. ``templates`` is the folder of an organization's own editions, of cases and of letters.
    ``case_file`` states whether the document is a case file; None decides by its first character. Raises DataError if
    validation or parsing rejects the document.
    """
    as_case = _is_json(data) if case_file is None else case_file
    proofread = _in_case_file if as_case else _in_letter
    placed = proofread(data, codes, audience, templates)
    return sorted(placed, key=lambda problem: (problem.page or 0, problem.line or 0, problem.column or 0))


def _is_json(data: bytes) -> bool:
    """Whether a document is read as a case file: it is empty or begins like JSON, and is not a PDF."""
    if is_pdf(data):
        return False
    return data.removeprefix("\ufeff".encode()).lstrip()[:1].decode(errors="replace") in ("", *JSON_STARTS)


def _in_case_file(
    data: bytes, codes: Collection[str] | None, audience: CheckedAudience, templates: FilePath | None
) -> list[Problem]:
    found = list(findings(read_case(data, templates), codes, audience, templates))
    if not found:
        return []
    source = Source(decoded(data).removeprefix("\ufeff"))
    places = [source.place(finding.path, character=finding.start) for _, finding in found]
    return [
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
    data: bytes, codes: Collection[str] | None, audience: CheckedAudience, templates: FilePath | None
) -> list[Problem]:
    case, origins = parse_with_origins(data, templates)
    readable = {rule.code for rule in all_rules("public") if codes is None or rule.code in codes}
    problems = []
    for rule, finding in findings(case, readable, audience, templates):
        page, line = origins.place(finding.path, finding.start)
        related = (_related(other, (*origins.place(other.path, other.start), None)) for other in finding.related)
        problems.append(replace(_problem(rule, finding), page=page, line=line, related=tuple(related)))
    return problems


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
