"""The case: the data of a determination letter as immutable values.

The field names are the keys of the JSON file. The models state what JSON Schema can express; ``validation`` checks what
depends on the edition, the fonts or the wording of the letter.
"""

from collections.abc import Mapping
from importlib import import_module
from typing import Annotated, Any, Literal, Self

from pydantic import Field, TypeAdapter, ValidationError
from pydantic.config import JsonDict
from pydantic_core import to_json

from imrletters.arguments import require_one_of
from imrletters.case.base import AUDIENCES, Audience, Day, Part, SchemaVersion, Several, Text
from imrletters.case.items import DisputedItem
from imrletters.case.parties import Attestation, Mailing, Party, Replacement, ReviewedDocument
from imrletters.case.shape import is_half_character, shape_errors
from imrletters.path_names import PathName

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
PARTIES_ONLY: JsonDict = {"x-copies": ["parties"]}
NEVER_PRINTED: JsonDict = {"x-copies": []}


class ExpertReviewer(Part):
    """The credentials of the reviewer, without the name, which is confidential (Labor Code 4610.6(f))."""

    licensure_states: Several[Text] = Field(
        min_length=1,
        description="The states in which the reviewer is licensed, in the order printed.",
        examples=[["California", "Ohio"]],
    )
    specialties: Several[Text] = Field(
        min_length=1,
        description="The certifications or specialties of the reviewer, in the order printed.",
        examples=[["Orthopedic Surgery", "Sports Medicine"]],
    )


class Organization(Part):
    """The independent medical review organization (IMRO) as the letter names it."""

    name: Text = Field(description="The full name in the first paragraph.", examples=["MAXIMUS Federal Services"])
    label: Text = Field(description="The short name before the reviewer's guideline.", examples=["MAXIMUS"])


class Case(Part, defer_build=False):
    """The data of one independent medical review determination."""

    def __hash__(self) -> int:
        """Of the summary only, because the hash of every field takes long."""
        return hash(self.clinical_case_summary)

    schema_uri: str | None = Field(
        default=None,
        strict=True,
        alias="$schema",
        exclude=True,
        description="The address of this schema, for editors; not part of the case.",
        examples=["../schemas/case.schema.json"],
    )
    schema_version: SchemaVersion = Field(default=1, description="The version of this format.", examples=[1])
    edition: Text = Field(description="The edition of the letter, which has its fixed wording.", examples=["2016"])
    organization: Organization = Field(
        default=Organization.model_construct(name="MAXIMUS Federal Services", label="MAXIMUS"),
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
    disputed_items: Several[DisputedItem] = Field(
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
    documents_reviewed: Several[ReviewedDocument] = Field(
        default=(),
        description="The documents that the reviewer read (8 CCR 9792.10.6(d)), in the order printed.",
        examples=[[{"kind": "Medical report", "title": "Progress report", "date": "2016-10-06", "pages": 4}]],
        json_schema_extra=PARTIES_ONLY,
    )
    parties: Several[Party] = Field(
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
    attestations: Several[Attestation] = Field(
        default=(),
        description="The statements of the fixed wording that the reviewer attested. Not printed.",
        examples=[[{"kind": "no affiliation", "date": "2016-11-09"}]],
        json_schema_extra=NEVER_PRINTED,
    )

    @classmethod
    def from_data(cls, data: Mapping[str, Any] | str | bytes, templates: PathName | None = None) -> "Case":
        """The case with this data: a mapping, or the text or the bytes of a JSON file. A text is never a path.

        Raises CaseError with every problem, also of what could not be printed or read back; in JSON, each has its line
        and column. ``templates`` is the folder of an organization's own editions, which the case may name; raises
        HouseStyleError if letters of its edition could not be read back.
        """
        # by its name, because validation is built on this module; the name is used only here
        case: Case = import_module("imrletters.validation").case_from_data(data, templates)
        return case

    def for_audience(self, audience: Audience) -> Self:
        """The case without the fields that the copy for ``audience`` does not contain."""
        require_one_of("audience", audience, AUDIENCES)
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


_CASE: TypeAdapter[Case] = TypeAdapter(Case)


def case_shape(raw: Any) -> tuple[Case | None, list[Any]]:
    """The case with this data; or None, and the errors of its shape (see ``shape_errors``).

    Halves of characters in texts are left out, because ``printable`` finds them.
    """
    try:
        return _CASE.validate_python(raw), []
    except ValidationError as error:
        return None, [each for each in shape_errors(error) if not is_half_character(each, Case)]


def audiences_of(name: str) -> tuple[Audience, ...]:
    """The copies of the letter that contain a field of the case."""
    extra = Case.model_fields[name].json_schema_extra
    named = extra.get("x-copies") if isinstance(extra, dict) else None
    return tuple(audience for audience in AUDIENCES if audience in named) if isinstance(named, list) else AUDIENCES
