"""California Independent Medical Review determination letters: case data in, letters out, and back again."""

from imrletters.batch import Order, Outcome, render_many
from imrletters.case import (
    Case,
    Citation,
    DisputedItem,
    ExpertReviewer,
    Guideline,
    Organization,
    PartialApproval,
)
from imrletters.errors import (
    CaseError,
    DataError,
    HouseError,
    ImrlettersError,
    LetterError,
    PrintError,
    Problem,
    ResourceError,
)
from imrletters.house import Letterhead, load_letterhead
from imrletters.letter import Letter, render
from imrletters.parse import canonical, parse
from imrletters.proof import Proof, extract, verify
from imrletters.proofread import check
from imrletters.schema import case_schema
from imrletters.validation import load_case, read_case

__all__ = [
    "Case",
    "CaseError",
    "Citation",
    "DataError",
    "DisputedItem",
    "ExpertReviewer",
    "Guideline",
    "HouseError",
    "ImrlettersError",
    "Letter",
    "LetterError",
    "Letterhead",
    "Order",
    "Organization",
    "Outcome",
    "PartialApproval",
    "PrintError",
    "Problem",
    "Proof",
    "ResourceError",
    "canonical",
    "case_schema",
    "check",
    "extract",
    "load_case",
    "load_letterhead",
    "parse",
    "read_case",
    "render",
    "render_many",
    "verify",
]
