"""Makes the manifest records of a batch."""

from collections import Counter
from collections.abc import Collection, Mapping

from imrletters.batch.content import carried_digest, number_of
from imrletters.batch.render import Outcome
from imrletters.case import Audience
from imrletters.documents import Document
from imrletters.manifest import BatchRecord
from imrletters.printing import digest


def record_of(
    document: Document, outcome: Outcome, toolchain: Mapping[str, str], audiences: Collection[Audience]
) -> BatchRecord:
    """The record of a case. It contains no time, duration or machine name, so equal runs give equal records.

    It contains nothing of a field that the copies for ``audiences`` do not contain: the problems are without values.
    """
    return BatchRecord(
        stem=document.stem,
        case_number=number_of(document),
        source=document.place,
        case_digest=carried_digest(document, audiences),
        files={name: digest(data) for name, data in outcome.files.items()},
        pages=outcome.pages,
        problems=tuple(str(problem.without_values()) for problem in outcome.problems),
        printed_by=dict(toolchain),
        findings=dict(sorted(Counter(found.code for found in outcome.findings).items())),
    )
