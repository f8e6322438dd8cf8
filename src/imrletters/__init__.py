"""Renders, parses, proofreads and verifies California Independent Medical Review determination letters.

All functions are thread-safe. With the PDF engine WeasyPrint, only one thread at a time prints, in ``Letter.pdf`` or in
``verify``; to print several letters at once, use processes, for example with ``render_many``.
"""

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
from imrletters.errors import (
    CaseError,
    DataError,
    HouseStyleError,
    ImrlettersError,
    LetterError,
    PrintError,
    Problem,
    ResourceError,
    SignerError,
)
from imrletters.letter import Letter, render
from imrletters.parsing import canonical, parse
from imrletters.printing import EngineName
from imrletters.proofreading import check, check_document
from imrletters.rendering import HouseStyle, Letterhead, load_letterhead
from imrletters.validation import load_case, read_case
from imrletters.verification import VerificationResult, extract, verify

__all__ = [
    "Attestation",
    "Audience",
    "Case",
    "CaseError",
    "Citation",
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
    "Mailing",
    "Organization",
    "Outcome",
    "PartialApproval",
    "Party",
    "PrintError",
    "Problem",
    "RenderOptions",
    "Replacement",
    "ResourceError",
    "ReviewedDocument",
    "SignerError",
    "VerificationResult",
    "canonical",
    "case_schema",
    "check",
    "check_document",
    "extract",
    "load_case",
    "load_letterhead",
    "parse",
    "read_case",
    "render",
    "render_many",
    "verify",
]
