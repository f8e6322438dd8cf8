"""The fixed wording of one edition."""

from dataclasses import dataclass

from imrletters.wording.guideline_lines import GuidelineWording


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
