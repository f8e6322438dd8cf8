"""Verifies PDFs: extracts the attached case, prints it again, compares, and looks the letter up in a manifest."""

from imrletters.verification.reprint import attached_case, extract, verify
from imrletters.verification.result import VerificationResult

__all__ = [
    "VerificationResult",
    "attached_case",
    "extract",
    "verify",
]
