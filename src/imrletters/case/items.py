"""The disputed items of a case: each with its decision, and with the guidelines that the two sides cite."""

from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from imrletters.case.base import Part, Several, Text

GUIDELINE_FIELDS = ("claims_administrator_guideline", "maximus_guideline")
Decision = Literal["Upheld", "Overturned"]
"""The decision about the utilization review denial."""


class Citation(Part, defer_build=False):
    """One citation of the Medical Treatment Utilization Schedule (MTUS)."""

    title: Text = Field(
        description="The title of the guideline as the letter cites it, with its year in editions that print it.",
        examples=["Knee Complaints 2004"],
    )
    sections: Several[Text] = Field(
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


class Guideline(Part, defer_build=False):
    """The evidence that one side relied on for one item; empty if it cited none."""

    mtus: Several[Citation] = Field(
        default=(),
        description="The citations of the MTUS.",
        examples=[[{"title": "Knee Complaints 2004", "sections": ["Special Studies"]}]],
    )
    non_mtus: Several[Text] = Field(
        default=(),
        description="The citations outside the MTUS, each without a full stop at its end.",
        examples=[["Official Disability Guidelines (ODG), Knee and Leg, MRI"]],
    )
    text: Text | None = Field(
        default=None,
        description="The whole line after its label, if citations cannot express it word for word.",
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
        description="The evidence that the claims administrator relied on; empty if none was cited.",
        examples=[{"non_mtus": ["Official Disability Guidelines (ODG), Knee and Leg, MRI"]}],
    )
    maximus_guideline: Guideline = Field(
        description="The evidence that the expert reviewer relied on; empty if none was cited.",
        examples=[{"mtus": [{"title": "Knee Complaints 2004", "sections": ["Special Studies"]}]}],
    )
    decision_rationale: Text = Field(
        description="The reasons for the decision, in one or more paragraphs separated by blank lines.",
        examples=["The guideline asks for plain films first. Therefore, the request is not medically necessary."],
    )
