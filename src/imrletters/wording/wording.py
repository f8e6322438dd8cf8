"""The fixed wording of one edition and of its guideline lines."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from imrletters.case import Guideline

Place = Literal["sections", "pages"]
"""The places in a guideline that the citations of an edition name."""


class GuidelineWording(NamedTuple):
    """The words around and between the citations of one side's guideline line; "" if there are none."""

    cites: Place
    foreign_places: tuple[str, ...]
    """The words that lead from a title to its sections or pages in other editions; no title contains them."""
    opening: str
    place: str
    place_joint: str
    place_end: str
    citation_joint: str
    closing: str
    other_opening: str
    other_joint: str
    outside: str
    no_evidence: str

    def line(self, guideline: Guideline) -> str:
        """The line that prints these citations, without its label."""
        if not guideline.mtus and not guideline.non_mtus:
            return self.no_evidence
        others = self.other_joint.join(guideline.non_mtus)
        if not guideline.mtus:
            return self.outside + others + self.closing
        cited = self.citation_joint.join(
            citation.title
            + (self.place + self.place_joint.join(citation.sections) + self.place_end if citation.sections else "")
            + (self.place + citation.pages + self.place_end if citation.pages else "")
            for citation in guideline.mtus
        )
        return self.opening + cited + (self.other_opening + others if others else "") + self.closing


@dataclass(frozen=True, eq=False)
class Wording:
    """The fixed wording of one edition. Patterns name their groups after the fields of the case.

    Patterns are texts, which ``re`` compiles when they are first used. A letter needs few of them.
    """

    edition: str
    own: bool
    """Whether the edition is an organization's own."""
    years: tuple[int, int]
    """The first and the last year whose decisions the edition prints."""
    opioid_advisory: bool
    """Whether letters of the edition advise on tapering where the denial of an opioid is upheld."""
    dated_titles: bool
    """Whether letters of the edition cite titles of the MTUS with their year."""
    precedence: int
    """Of editions that fit a letter equally well, the one with the lowest number is taken."""
    precedence_without_header: int
    """The same for letters without a header block."""
    header_labels: dict[str, str]
    """The labels of the header block by field, in the order printed."""
    header_paragraphs: int
    titles: tuple[str, str, str]
    preamble: str
    """The paragraphs under the first title, joined by spaces."""
    preamble_lines: int
    between_credentials: str
    """The words between the states and the specialties."""
    summary_opening: tuple[str, ...]
    items_opening: tuple[str, ...]
    """The paragraphs before the summary and before the items."""
    guideline_labels: tuple[str, str]
    reviewer_label: str
    """The label of the reviewer's line, with a marker for the name of the organization."""
    label_of_other: str
    """Matches a reviewer's label that would be read as another label."""
    rationale_label: str
    headings: dict[str, str]
    heading_words: tuple[str, ...]
    """The words after each value in the headings of partial approvals."""
    heading_end: str
    guidelines: tuple[GuidelineWording, GuidelineWording]
    notice_title: str
    """The first title of the parties' copy, and the title of its list of documents; "" if it has none."""
    documents_title: str
    openings: tuple[str, ...]
    """How the letter's own paragraphs begin, with markers for names; no paragraph of a case may begin so."""
