"""The case: the data of a determination letter as immutable values.

The field names are the keys of the JSON file. The models state what JSON Schema can express; ``validation`` checks what
depends on the edition, the fonts or the wording of the letter.
"""

import re
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator
from pydantic.config import JsonDict
from pydantic_core import PydanticCustomError, to_json

from imrletters.case.base import AUDIENCES, Audience, Day, Part, SchemaVersion, Text
from imrletters.case.parties import Attestation, Mailing, Party, Replacement, ReviewedDocument

HEADER_FIELDS = (
    "case_number",
    "priority",
    "date_of_injury",
    "ur_denial_date",
    "application_received",
    "date_assigned",
    "decision_date",
)
NARRATIVE_FIELDS = ("clinical_case_summary", "decision_rationale")
GUIDELINE_FIELDS = ("claims_administrator_guideline", "maximus_guideline")
Decision = Literal["Upheld", "Overturned"]
"""The decision about the utilization review denial."""
PARTIES_ONLY: JsonDict = {"x-copies": ["parties"]}
NEVER_PRINTED: JsonDict = {"x-copies": []}


class ExpertReviewer(Part):
    """The credentials of the reviewer, without the name, which is confidential (Labor Code 4610.6(f))."""

    licensure_states: tuple[Text, ...] = Field(
        min_length=1,
        description="The states in which the reviewer is licensed, in the order printed.",
        examples=[["California", "Ohio"]],
    )
    specialties: tuple[Text, ...] = Field(
        min_length=1,
        description="The certifications or specialties of the reviewer, in the order printed.",
        examples=[["Orthopedic Surgery", "Sports Medicine"]],
    )


class Citation(Part):
    """One citation of the Medical Treatment Utilization Schedule (MTUS)."""

    title: Text = Field(
        description="The title of the guideline as the letter cites it, with its year in editions that print it.",
        examples=["Knee Complaints 2004"],
    )
    sections: tuple[Text, ...] = Field(
        default=(),
        description="The sections relied on, printed by editions that cite sections. Not together with pages.",
        examples=[["Special Studies", "Summary"]],
    )
    pages: str | None = Field(
        default=None,
        strict=True,
        pattern=r"^[0-9][0-9, -]*$",
        description="The pages relied on, if the edition cites pages: digits, commas, hyphens. Not with sections.",
        examples=["98-99"],
    )

    @model_validator(mode="after")
    def _one_kind_of_place(self) -> Self:
        if self.sections and self.pages is not None:
            raise PydanticCustomError("both_places", "sections or pages, not both")
        return self


class Guideline(Part):
    """The evidence that one side relied on for one item; empty if it cited none."""

    mtus: tuple[Citation, ...] = Field(
        default=(),
        description="The citations of the MTUS.",
        examples=[[{"title": "Knee Complaints 2004", "sections": ["Special Studies"]}]],
    )
    non_mtus: tuple[Text, ...] = Field(
        default=(),
        description="The citations outside the MTUS, each without a full stop at its end.",
        examples=[["Official Disability Guidelines (ODG), Knee and Leg, MRI"]],
    )
    text: Text | None = Field(
        default=None,
        description="The whole line after its label, if mtus and non_mtus cannot express it word for word.",
        examples=["Decision based on MTUS ACOEM Chapter 12 Page(s): Table 12-5."],
    )

    @model_validator(mode="after")
    def _text_or_citations(self) -> Self:
        if self.text is not None and (self.mtus or self.non_mtus):
            raise PydanticCustomError("text_and_citations", "text, or mtus and non_mtus, not both")
        return self


class PartialApproval(Part):
    """The service that utilization review authorized in place of the original request."""

    kind: Literal["quantity", "substitution"] = Field(
        description="quantity: a smaller quantity was authorized. substitution: another service was authorized.",
        examples=["quantity"],
    )
    original_request: Text = Field(description="The original request.", examples=["Baclofen 10mg #30"])
    authorized: Text = Field(
        description="The service that the claims administrator authorized.", examples=["Baclofen 10mg #27"]
    )


class DisputedItem(Part):
    """One treatment or service in dispute, with the decision about it."""

    service: Text = Field(
        description="The treatment or service in dispute; for a partial approval, the part still in dispute.",
        examples=["MRI of the right knee without contrast"],
    )
    partial_approval: PartialApproval | None = Field(
        default=None,
        description="Only if utilization review approved part of the request.",
        examples=[
            {"kind": "quantity", "original_request": "Baclofen 10mg #30", "authorized": "Baclofen 10mg #27"},
        ],
    )
    decision: Decision = Field(
        description="The decision about the utilization review denial: Upheld (it remains in effect) or Overturned.",
        examples=["Upheld"],
    )
    claims_administrator_guideline: Guideline = Field(
        description="The evidence that the claims administrator relied on; {} if none was cited.",
        examples=[{"non_mtus": ["Official Disability Guidelines (ODG), Knee and Leg, MRI"]}],
    )
    maximus_guideline: Guideline = Field(
        description="The evidence that the expert reviewer relied on; {} if none was cited.",
        examples=[{"mtus": [{"title": "Knee Complaints 2004", "sections": ["Special Studies"]}]}],
    )
    decision_rationale: Text = Field(
        description="The reasons for the decision, in one or more paragraphs separated by blank lines.",
        examples=["The guideline asks for plain films first. Therefore, the request is not medically necessary."],
    )


class Organization(Part):
    """The independent medical review organization (IMRO) as the letter names it."""

    name: Text = Field(description="The full name in the first paragraph.", examples=["MAXIMUS Federal Services"])
    label: Text = Field(description="The short name before the reviewer's guideline.", examples=["MAXIMUS"])


class Case(Part):
    """The data of one independent medical review determination."""

    schema_uri: str | None = Field(
        default=None,
        strict=True,
        alias="$schema",
        exclude=True,
        description="The address of this schema, for editors; not part of the case.",
        examples=["../schemas/case.schema.json"],
    )
    schema_version: SchemaVersion = Field(default=1, description="The version of this format.", examples=[1])
    edition: Text = Field(
        description="The edition of the letter: the name of a template in editions/.", examples=["2016"]
    )
    organization: Organization = Field(
        default=Organization(name="MAXIMUS Federal Services", label="MAXIMUS"),
        description="The review organization; MAXIMUS Federal Services if not given.",
        examples=[{"name": "Example Review Services", "label": "EXAMPLE"}],
    )
    case_number: Annotated[str, Field(strict=True, pattern=r"^\S+$")] | None = Field(
        default=None,
        description="The case number. The header block has seven fields; give all of them or none.",
        examples=["CM16-0000001"],
    )
    priority: Literal["Standard", "Expedited"] | None = Field(
        default=None,
        description="The priority of the review (Labor Code 4610.6(d)).",
        examples=["Standard"],
    )
    date_of_injury: Day | None = Field(default=None, description="The date of the injury.", examples=["2016-03-02"])
    ur_denial_date: Day | None = Field(
        default=None, description="The date on which utilization review denied the request.", examples=["2016-10-20"]
    )
    application_received: Day | None = Field(
        default=None, description="The date on which the application for review was received.", examples=["2016-11-01"]
    )
    date_assigned: Day | None = Field(
        default=None, description="The date on which the case was assigned to the reviewer.", examples=["2016-11-08"]
    )
    decision_date: Day | None = Field(
        default=None, description="The date of the determination.", examples=["2016-12-06"]
    )
    expert_reviewer: ExpertReviewer = Field(
        description="The credentials of the reviewer, without a name.",
        examples=[{"licensure_states": ["California"], "specialties": ["Orthopedic Surgery"]}],
    )
    clinical_case_summary: Text = Field(
        description="The summary of the case file, in one or more paragraphs separated by blank lines.",
        examples=["The injured worker is a 40 year old male with right knee pain since 3-2-16."],
    )
    disputed_items: tuple[DisputedItem, ...] = Field(
        min_length=1,
        description="The treatments and services in dispute, in the order printed.",
        examples=[
            [
                {
                    "service": "MRI of the right knee without contrast",
                    "decision": "Upheld",
                    "claims_administrator_guideline": {},
                    "maximus_guideline": {"mtus": [{"title": "Knee Complaints 2004", "sections": ["Special Studies"]}]},
                    "decision_rationale": "Plain films come first. Therefore, the request is not medically necessary.",
                }
            ]
        ],
    )

    request_date: Day | None = Field(
        default=None,
        description="The date of the request for authorization (RFA); it decides which edition of a guideline applies.",
        examples=["2016-10-12"],
        json_schema_extra=PARTIES_ONLY,
    )
    records_complete_date: Day | None = Field(
        default=None,
        description="The date when all records were received; the time to decide starts then (Labor Code 4610.6(d)).",
        examples=["2016-11-22"],
        json_schema_extra=PARTIES_ONLY,
    )
    documents_reviewed: tuple[ReviewedDocument, ...] = Field(
        default=(),
        description="The documents that the reviewer read (8 CCR 9792.10.6(d)), in the order printed.",
        examples=[[{"kind": "Medical report", "title": "Progress report", "date": "2016-10-06", "pages": 4}]],
        json_schema_extra=PARTIES_ONLY,
    )
    parties: tuple[Party, ...] = Field(
        default=(),
        description="The recipients of the determination (Labor Code 4610.6(f)), in the order printed.",
        examples=[[{"role": "Injured worker", "name": "A. Example", "address": ["1 Sample Way", "Testville CA"]}]],
        json_schema_extra=PARTIES_ONLY,
    )
    mailing: Mailing | None = Field(
        default=None,
        description="When and how the determination was served; the time to appeal starts then (Labor Code 4610.6(h)).",
        examples=[{"date": "2016-12-07", "service_method": "mail"}],
        json_schema_extra=PARTIES_ONLY,
    )
    replaces: Replacement | None = Field(
        default=None,
        description="The determination that this one corrects (Labor Code 4610.6(i)).",
        examples=[{"case_number": "CM16-0000001", "decision_date": "2016-11-02", "error": "It named the wrong knee."}],
        json_schema_extra=PARTIES_ONLY,
    )
    attestations: tuple[Attestation, ...] = Field(
        default=(),
        description="The statements of the fixed wording that the reviewer attested. Not printed.",
        examples=[[{"kind": "no affiliation", "date": "2016-11-09"}]],
        json_schema_extra=NEVER_PRINTED,
    )

    def for_audience(self, audience: Audience) -> Self:
        """The case without the fields that the copy for ``audience`` does not contain."""
        fields = type(self).model_fields
        return self.model_copy(
            update={name: fields[name].default for name in fields if audience not in audiences_of(name)}
        )

    @property
    def has_header(self) -> bool:
        """Whether the letter begins with the header block."""
        return self.case_number is not None

    def to_data(self) -> dict[str, Any]:
        """The case as JSON data, without fields that have their default values."""
        return self.model_dump(mode="json", exclude_defaults=True, by_alias=True)

    def to_json(self) -> str:
        """The case as the text of a JSON file."""
        return to_json(self.to_data(), indent=2).decode() + "\n"


def audiences_of(name: str) -> tuple[Audience, ...]:
    """The copies of the letter that contain a field of the case."""
    extra = Case.model_fields[name].json_schema_extra
    named = extra.get("x-copies") if isinstance(extra, dict) else None
    return tuple(audience for audience in AUDIENCES if audience in named) if isinstance(named, list) else AUDIENCES


def paragraphs(narrative: str) -> list[str]:
    """The paragraphs of a narrative, which blank lines separate, without the white space around them."""
    return [part.strip() for part in re.split(r"\n[ \n]*\n", narrative) if part.strip()]
