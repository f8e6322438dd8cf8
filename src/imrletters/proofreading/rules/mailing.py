"""Rules about the service of the determination, which only the parties' copy states."""

from collections.abc import Iterator

from imrletters.case import Case
from imrletters.proofreading.rule import Finding, rule


@rule(
    "P05",
    "no-mailing",
    "warning",
    why="The time to appeal runs from the mailing (Labor Code 4610.6(h)), and the letter names its last day.",
    catches={"/mailing": None},
    leaves={"/mailing": {"date": "2016-12-07", "service_method": "mail"}},
    audiences=("parties",),
)
def no_mailing(case: Case) -> Iterator[Finding]:
    """The case does not state when and how the determination was served."""
    if case.mailing is None:
        yield Finding(("mailing",), "the date and the method of service are missing")


@rule(
    "P06",
    "mailed-before-decision",
    "error",
    why="A determination is served after it is made, and the time to appeal runs from then (Labor Code 4610.6(h)).",
    catches={"/mailing": {"date": "2016-12-05", "service_method": "mail"}},
    leaves={"/mailing": {"date": "2016-12-06", "service_method": "mail"}},
    audiences=("parties",),
)
def mailed_before_decision(case: Case) -> Iterator[Finding]:
    """The determination was served before the decision."""
    if case.mailing and case.decision_date and case.mailing.date < case.decision_date:
        evidence = f"{case.mailing.date} before {case.decision_date}"
        yield Finding(("mailing", "date"), "the date of service is before the decision date", evidence)
