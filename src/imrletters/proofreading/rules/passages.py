"""Rules about known passages of guidelines: quoted under another guideline, without a word, or with another figure."""

from collections.abc import Iterator

from imrletters.case import Case, disputed_items
from imrletters.proofreading.examples import NOT_NECESSARY, RATIONALE
from imrletters.proofreading.prose.passages import known_passages, misquoted_figures, turned_passages
from imrletters.proofreading.prose.sources import ODG, ODG_SECTION, cited_sections, cites, title_of
from imrletters.proofreading.rule import Finding, Place, rule


@rule(
    "C16",
    "passage-of-another-chapter",
    "warning",
    why="A passage is quoted under the guideline that holds it (8 CCR 9792.10.6(d)): the chapters of the ACOEM Practice"
    " Guidelines (8 CCR 9792.23.1 to 9792.23.7) have different criteria.",
    catches={RATIONALE: "Some patients do not respond to treatment and would consider surgery." + NOT_NECESSARY},
    leaves={RATIONALE: "Special studies are not needed to evaluate most knee complaints." + NOT_NECESSARY},
)
def passage_of_another_chapter(case: Case) -> Iterator[Finding]:
    """The rationale contains a known passage of a guideline, but the reviewer's line cites only other guidelines."""
    for path, item in disputed_items(case):
        line = item.maximus_guideline
        cited = cited_sections(line)
        cites_odg = any(ODG.search(other) for other in (*line.non_mtus, line.text or ""))
        seen: set[str] = set()
        for passage in known_passages(item.decision_rationale) if cited - {ODG_SECTION} else ():
            if passage.also_odg and cites_odg:
                continue
            if cited.isdisjoint(passage.sections) and seen.isdisjoint(passage.sections):
                seen.update(passage.sections)
                held = " or ".join(map(title_of, passage.sections))
                yield Finding(
                    (*path, "decision_rationale"),
                    "this passage is not in the guideline that the reviewer's line cites",
                    f"{passage.text}; it is in {held}; the line: {cites(line)}",
                    passage.start,
                    (Place((*path, "maximus_guideline"), cites(line)),),
                )


@rule(
    "C17",
    "passage-turned",
    "warning",
    why="A guideline quoted without the word that decides its sense states the opposite of the evidence"
    " (8 CCR 9792.10.6(d)).",
    catches={RATIONALE: "Lumbar supports have been shown to have any lasting benefit." + NOT_NECESSARY},
    leaves={RATIONALE: "Lumbar supports have not been shown to have any lasting benefit." + NOT_NECESSARY},
)
def passage_turned(case: Case) -> Iterator[Finding]:
    """A known passage of a guideline is quoted without the word that decides its sense."""
    for path, item in disputed_items(case):
        for turned in turned_passages(item.decision_rationale):
            yield Finding(
                (*path, "decision_rationale"),
                "the passage of the guideline lost a word and states the opposite",
                f"{turned.text}; lost: {turned.lost}",
                turned.start,
            )


@rule(
    "C18",
    "figure-misquoted",
    "warning",
    why="A guideline quoted with another figure states another limit than the evidence (8 CCR 9792.10.6(d)).",
    catches={RATIONALE: "For myalgia and myositis, 9-10 visits over 4 weeks are allowed." + NOT_NECESSARY},
    leaves={RATIONALE: "For myalgia and myositis, 9-10 visits over 8 weeks are allowed." + NOT_NECESSARY},
)
def figure_misquoted(case: Case) -> Iterator[Finding]:
    """A known passage of a guideline is quoted with another number of visits, weeks or the like."""
    for path, item in disputed_items(case):
        for quoted in misquoted_figures(item.decision_rationale):
            yield Finding(
                (*path, "decision_rationale"),
                "the passage of the guideline has another figure",
                f"{quoted.text}: {quoted.figure}; the guideline: {quoted.right}",
                quoted.start,
            )
