"""Proofreads cases and letters: the registry of rules, settings and reports."""

from imrletters.proofreading.proofread import check, check_document, findings_in
from imrletters.proofreading.registry import CheckedAudience, Rule, all_rules
from imrletters.proofreading.report import entry, json_report, sarif_report
from imrletters.proofreading.settings import FILE_NAME, CheckSettings, SettingsError, check_settings

__all__ = [
    "FILE_NAME",
    "CheckSettings",
    "CheckedAudience",
    "Rule",
    "SettingsError",
    "all_rules",
    "check",
    "check_document",
    "check_settings",
    "entry",
    "findings_in",
    "json_report",
    "sarif_report",
]
