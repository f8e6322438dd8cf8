"""Rules about the evidence that a rationale relies on, compared with the reviewer's guideline line."""

import re
from collections.abc import Iterator

from imrletters.case import Case, disputed_items
from imrletters.mtus import guideline_topics
from imrletters.proofreading.examples import MAXIMUS_LINE, NOT_NECESSARY, RATIONALE
from imrletters.proofreading.prose.silence import silences
from imrletters.proofreading.prose.sources import ODG_SECTION, cited_sections, cites, relied_on, title_of
from imrletters.proofreading.rule import Finding, Place, rule

ADMINISTRATOR_LINE = "/disputed_items/0/claims_administrator_guideline"
OUTSIDE = {"non_mtus": ["Official Disability Guidelines (ODG), Knee and Leg, MRI"]}
REASON = re.compile(
    r"\bMTUS\b|\bMedical Treatment Utilization Schedule\b|\bsilent\b"
    r"|\b(?:do|does|did) not (?:specifically |directly )?(?:address|discuss|mention|cover|apply|contain|include)\b"
    r"|\bnot (?:addressed|discussed|mentioned|covered|found|available) (?:in|by)\b|\bno (?:specific "
    r"|applicable )?guidelines?\b",
    re.IGNORECASE,
)


@rule(
    "C10",
    "relied-on-not-cited",
    "warning",
    why="A determination refers to the evidence used (8 CCR 9792.10.6(d)): a guideline of the MTUS on which the"
    " rationale"
    " relies is in the reviewer's guideline line.",
    catches={RATIONALE: "The MTUS ACOEM Chapter 9, page 214, recommends films first." + NOT_NECESSARY},
    leaves={RATIONALE: "The MTUS ACOEM Chapter 13, page 343, recommends films first." + NOT_NECESSARY},
)
def relied_on_not_cited(case: Case) -> Iterator[Finding]:
    """The rationale relies on a guideline of the MTUS that the reviewer's guideline line does not cite."""
    for path, item in disputed_items(case):
        line = item.maximus_guideline
        cited = cited_sections(line)
        if not (line.mtus or line.non_mtus or line.text):
            continue
        seen: set[str] = set()
        for named in relied_on(item.decision_rationale):
            if named.section not in cited and named.section not in seen:
                seen.add(named.section)
                yield Finding(
                    (*path, "decision_rationale"),
                    "the rationale relies on a guideline that the reviewer's line does not cite",
                    f"{named.text} ({title_of(named.section)}); the line: {cites(line)}",
                    named.start,
                    (Place((*path, "maximus_guideline"), cites(line)),),
                )


@rule(
    "C14",
    "silent-but-cited",
    "warning",
    why="A reviewer leaves the MTUS only where it does not address the condition (8 CCR 9792.21.1(a)).",
    catches={
        RATIONALE: "The MTUS is silent on this request." + NOT_NECESSARY,
        MAXIMUS_LINE: OUTSIDE,
        ADMINISTRATOR_LINE: {"mtus": [{"title": "Knee Complaints 2004"}]},
    },
    leaves={
        RATIONALE: "The MTUS is silent on this request." + NOT_NECESSARY,
        MAXIMUS_LINE: OUTSIDE,
        ADMINISTRATOR_LINE: OUTSIDE,
    },
)
def silent_but_cited(case: Case) -> Iterator[Finding]:
    """The rationale calls the MTUS silent, but a line cites it: the reviewer's, or the claims administrator's chapter.

    The chapter of the claims administrator counts if it is about the body part or treatment in the heading.
    """
    for path, item in disputed_items(case):
        own = item.maximus_guideline
        other = cited_sections(item.claims_administrator_guideline) & set(guideline_topics(item.service))
        for silence in silences(item.decision_rationale):
            if silence.subject:
                continue
            if own.mtus:
                against, place = f"the reviewer's line: {cites(own)}", Place((*path, "maximus_guideline"), cites(own))
            elif other:
                titles = ", ".join(title_of(section) for section in sorted(other))
                against = f"the claims administrator's line cites the guideline {titles}"
                place = Place((*path, "claims_administrator_guideline"), titles)
            else:
                continue
            yield Finding(
                (*path, "decision_rationale"),
                "the rationale calls the MTUS silent, but a guideline line cites it",
                f"{silence.text}; {against}",
                silence.start,
                (place,),
            )


@rule(
    "C15",
    "outside-without-reason",
    "warning",
    why="Guidelines outside the MTUS apply only where it does not address the condition or its presumption is"
    " challenged"
    " (8 CCR 9792.21.1(a)): the rationale states which.",
    catches={RATIONALE: "The ODG recommends plain films first." + NOT_NECESSARY, MAXIMUS_LINE: OUTSIDE},
    leaves={
        RATIONALE: "The MTUS does not address this scan. The ODG recommends films first." + NOT_NECESSARY,
        MAXIMUS_LINE: OUTSIDE,
    },
)
def outside_without_reason(case: Case) -> Iterator[Finding]:
    """The reviewer cites only guidelines outside the MTUS, and the rationale follows the ODG without stating why."""
    for path, item in disputed_items(case):
        line = item.maximus_guideline
        outside = line.non_mtus and not line.mtus and not REASON.search(item.decision_rationale)
        if outside and any(named.section == ODG_SECTION for named in relied_on(item.decision_rationale)):
            yield Finding(
                (*path, "maximus_guideline", "non_mtus", 0),
                "the reviewer cites only guidelines outside the MTUS, and the rationale does not state why",
                line.non_mtus[0],
                0,
            )
