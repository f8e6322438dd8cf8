"""Proofreads a case before it is rendered."""

from collections.abc import Iterable

from imrletters.batch.options import RenderOptions
from imrletters.documents import Document
from imrletters.errors import DataError, Problem


def proofread_document(document: Document, options: RenderOptions) -> tuple[Problem, ...]:
    """What the rules ``options.check`` find in a case, with its places; nothing in a case that is not valid."""
    if options.check is None or document.data is None or document.error:
        return ()
    from imrletters.proofreading import check_document  # noqa: PLC0415 - only if cases are proofread

    audience = options.audiences[0] if len(options.audiences) == 1 else "both"
    found = check_document(
        document.data,
        options.check,
        audience,
        options.house_style.templates,
        guidelines=options.guidelines,
        case_file=True,
    )
    return tuple(problem.at(document.source, document.line) for problem in found if problem.code)


def refuse_errors(findings: Iterable[Problem]) -> None:
    """Raises DataError with the findings that are errors."""
    if errors := [finding for finding in findings if finding.severity == "error"]:
        raise DataError(errors)
