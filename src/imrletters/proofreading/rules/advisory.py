"""A rule that compares the advisory about opioids with its fixed wording."""

from collections.abc import Iterator

from imrletters.case import Case, disputed_items
from imrletters.proofreading.examples import RATIONALE
from imrletters.proofreading.prose.advisory import alterations
from imrletters.proofreading.rule import Finding, rule

ADVISORY = (
    "The request is not medically necessary. {} medical necessity decision should not be interpreted as a"
    " recommendation to"
    " stop long-term opioids abruptly and the patient is advised to speak with their treating physician. The treating"
    " physician and the patient are advised to consult the MTUS Opioids Treatment Guidelines (“Tapering"
    " opioids”), and if"
    " necessary, other relevant guidelines, regarding the most appropriate method for weaning and terminating"
    " opioids for"
    " this patient."
)


@rule(
    "R13",
    "advisory-altered",
    "warning",
    why="The advisory about opioids has one wording in published letters; an alteration may change what it advises"
    " (MTUS Opioids Treatment Guidelines 2016, 8 CCR 9792.24.4).",
    catches={RATIONALE: ADVISORY.format("No")},
    leaves={RATIONALE: ADVISORY.format("This")},
)
def advisory_altered(case: Case) -> Iterator[Finding]:
    """The advisory about opioids differs from its fixed wording. Any usual word for the worker is accepted."""
    for path, item in disputed_items(case):
        altered = list(alterations(item.decision_rationale))
        if altered:
            others = f" and {len(altered) - 1} more" if len(altered) > 1 else ""
            first = altered[0]
            yield Finding(
                (*path, "decision_rationale"),
                "the advisory about opioids differs from its fixed wording",
                f"here: {first.text or 'nothing'}; fixed: {first.fixed or 'nothing'}{others}",
                first.start,
            )
