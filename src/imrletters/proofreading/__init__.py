"""Proofreads cases and letters with rules.

``rules`` contains the rules, one module per theme; ``registry`` loads them. This package applies them to a case or to a
document (``check``, ``check_document``, ``findings_in``, ``read_and_check``), selects them by settings, and writes the
findings as JSON and SARIF.
"""

from imrletters.proofreading.proofread import check, check_document, findings_in, read_and_check
from imrletters.proofreading.registry import CheckedAudience, all_rules
from imrletters.proofreading.report import entry, json_report, sarif_report
from imrletters.proofreading.rule import Rule
from imrletters.proofreading.settings import CheckSettings, check_settings

__all__ = [
    "CheckSettings",
    "CheckedAudience",
    "Rule",
    "all_rules",
    "check",
    "check_document",
    "check_settings",
    "entry",
    "findings_in",
    "json_report",
    "read_and_check",
    "sarif_report",
]
