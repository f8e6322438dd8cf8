"""Renders, parses, proofreads and verifies California Independent Medical Review determination letters.

All functions are thread-safe. With the PDF engine WeasyPrint, only one thread at a time prints, in ``Letter.pdf`` or in
``verify``; to print several letters at once, use processes, for example with ``render_many``. A name is imported when
it is first used, because no program needs all of them.
"""

from typing import TYPE_CHECKING

from imrletters.lazy import lazy_exports

if TYPE_CHECKING:
    from imrletters.batch import Outcome, RenderOptions, render_many
    from imrletters.case import (
        Attestation,
        Audience,
        Case,
        Citation,
        Decision,
        DisputedItem,
        ExpertReviewer,
        Guideline,
        Mailing,
        Organization,
        PartialApproval,
        Party,
        Replacement,
        ReviewedDocument,
        case_schema,
    )
    from imrletters.cleaning import CleanedCase, CleanedText, Repair, clean, clean_text
    from imrletters.errors import (
        ArgumentError,
        CaseError,
        DataError,
        HouseStyleError,
        ImrlettersError,
        LetterError,
        LimitExceededError,
        PrintError,
        Problem,
        ResourceError,
        SignerError,
        TimeExceededError,
        WorkerError,
    )
    from imrletters.letter import Letter, render
    from imrletters.mtus import OwnGuidelines, load_guidelines
    from imrletters.parsing import canonical, parse
    from imrletters.printing import EngineName
    from imrletters.proofreading import check, check_document
    from imrletters.rendering import HouseStyle, Letterhead, load_letterhead
    from imrletters.validation import load_case, migrate_case, read_case
    from imrletters.verification import VerificationResult, extract, verify

__all__ = [
    "ArgumentError",
    "Attestation",
    "Audience",
    "Case",
    "CaseError",
    "Citation",
    "CleanedCase",
    "CleanedText",
    "DataError",
    "Decision",
    "DisputedItem",
    "EngineName",
    "ExpertReviewer",
    "Guideline",
    "HouseStyle",
    "HouseStyleError",
    "ImrlettersError",
    "Letter",
    "LetterError",
    "Letterhead",
    "LimitExceededError",
    "Mailing",
    "Organization",
    "Outcome",
    "OwnGuidelines",
    "PartialApproval",
    "Party",
    "PrintError",
    "Problem",
    "RenderOptions",
    "Repair",
    "Replacement",
    "ResourceError",
    "ReviewedDocument",
    "SignerError",
    "TimeExceededError",
    "VerificationResult",
    "WorkerError",
    "canonical",
    "case_schema",
    "check",
    "check_document",
    "clean",
    "clean_text",
    "extract",
    "load_case",
    "load_guidelines",
    "load_letterhead",
    "migrate_case",
    "parse",
    "read_case",
    "render",
    "render_many",
    "verify",
]

__getattr__ = lazy_exports(
    __name__,
    {
        "imrletters.batch": (
            "Outcome",
            "RenderOptions",
            "render_many",
        ),
        "imrletters.case": (
            "Attestation",
            "Audience",
            "Case",
            "Citation",
            "Decision",
            "DisputedItem",
            "ExpertReviewer",
            "Guideline",
            "Mailing",
            "Organization",
            "PartialApproval",
            "Party",
            "Replacement",
            "ReviewedDocument",
            "case_schema",
        ),
        "imrletters.cleaning": (
            "CleanedCase",
            "CleanedText",
            "Repair",
            "clean",
            "clean_text",
        ),
        "imrletters.errors": (
            "ArgumentError",
            "CaseError",
            "DataError",
            "HouseStyleError",
            "ImrlettersError",
            "LetterError",
            "LimitExceededError",
            "PrintError",
            "Problem",
            "ResourceError",
            "SignerError",
            "TimeExceededError",
            "WorkerError",
        ),
        "imrletters.letter": (
            "Letter",
            "render",
        ),
        "imrletters.mtus": (
            "OwnGuidelines",
            "load_guidelines",
        ),
        "imrletters.parsing": (
            "canonical",
            "parse",
        ),
        "imrletters.printing": ("EngineName",),
        "imrletters.proofreading": (
            "check",
            "check_document",
        ),
        "imrletters.rendering": (
            "HouseStyle",
            "Letterhead",
            "load_letterhead",
        ),
        "imrletters.validation": (
            "load_case",
            "migrate_case",
            "read_case",
        ),
        "imrletters.verification": (
            "VerificationResult",
            "extract",
            "verify",
        ),
    },
)


def __dir__() -> list[str]:
    return __all__
