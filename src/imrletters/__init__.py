"""California Independent Medical Review determination letters: case data in, letters out, and back again.

Every call can be made from many threads at once; what is kept between calls never changes. PDFs are printed by one
thread after the other, in ``Letter.pdf`` and in ``verify``; for more at once there are processes, see ``render_many``.
"""

from imrletters.batch import Order, Outcome, render_many
from imrletters.case import (
    Case,
    Citation,
    Decision,
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
    SignerError,
)
from imrletters.house import House, Letterhead, load_letterhead
from imrletters.letter import Letter, render
from imrletters.parse import canonical, parse
from imrletters.parties import Attestation, Mailing, Party, Replacement, ReviewedDocument
from imrletters.proof import Proof, extract, verify
from imrletters.proofread import check, check_document
from imrletters.schema import case_schema
from imrletters.validation import load_case, read_case
from imrletters.values import Copy

__all__ = [
    "Attestation",
    "Case",
    "CaseError",
    "Citation",
    "Copy",
    "DataError",
    "Decision",
    "DisputedItem",
    "ExpertReviewer",
    "Guideline",
    "House",
    "HouseError",
    "ImrlettersError",
    "Letter",
    "LetterError",
    "Letterhead",
    "Mailing",
    "Order",
    "Organization",
    "Outcome",
    "PartialApproval",
    "Party",
    "PrintError",
    "Problem",
    "Proof",
    "Replacement",
    "ResourceError",
    "ReviewedDocument",
    "SignerError",
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
