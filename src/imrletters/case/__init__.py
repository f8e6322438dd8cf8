"""The case: the data of a determination letter as immutable values, with its JSON Schema and example data."""

from imrletters.case.base import AUDIENCES, SCHEMA_VERSION, Audience, Day, Part, Several, Text, field_title
from imrletters.case.example import example_case, example_data, example_item
from imrletters.case.items import GUIDELINE_FIELDS, Citation, Decision, DisputedItem, Guideline, PartialApproval
from imrletters.case.model import (
    HEADER_FIELDS,
    NARRATIVE_FIELDS,
    Case,
    ExpertReviewer,
    Organization,
    audiences_of,
    case_shape,
)
from imrletters.case.parties import (
    Attestation,
    AttestationKind,
    DocumentKind,
    Mailing,
    Party,
    Replacement,
    ReviewedDocument,
    ServiceMethod,
)
from imrletters.case.paths import Path, pointer, texts_in, values_at
from imrletters.case.schema import case_schema, case_schema_text
from imrletters.case.shape import UNKNOWN_KEY, Fault, fault_of, is_unknown, parts_in, problem_of
from imrletters.case.texts import (
    disputed_items,
    guideline_texts,
    narrative_texts,
    paragraphs,
    prose_texts,
    service_texts,
)

__all__ = [
    "AUDIENCES",
    "GUIDELINE_FIELDS",
    "HEADER_FIELDS",
    "NARRATIVE_FIELDS",
    "SCHEMA_VERSION",
    "UNKNOWN_KEY",
    "Attestation",
    "AttestationKind",
    "Audience",
    "Case",
    "Citation",
    "Day",
    "Decision",
    "DisputedItem",
    "DocumentKind",
    "ExpertReviewer",
    "Fault",
    "Guideline",
    "Mailing",
    "Organization",
    "Part",
    "PartialApproval",
    "Party",
    "Path",
    "Replacement",
    "ReviewedDocument",
    "ServiceMethod",
    "Several",
    "Text",
    "audiences_of",
    "case_schema",
    "case_schema_text",
    "case_shape",
    "disputed_items",
    "example_case",
    "example_data",
    "example_item",
    "fault_of",
    "field_title",
    "guideline_texts",
    "is_unknown",
    "narrative_texts",
    "paragraphs",
    "parts_in",
    "pointer",
    "problem_of",
    "prose_texts",
    "service_texts",
    "texts_in",
    "values_at",
]
