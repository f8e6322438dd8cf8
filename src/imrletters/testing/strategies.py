"""Hypothesis strategies for valid cases, with texts that resemble the words of the letter.

``cases`` generates any case that can be printed and read back, of any edition of ours, with or without a header block;
``cases_for_parties`` adds any fields that only the parties' copy contains: ``@given(cases)``. A whole letter takes some
time: ``@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])``.
"""

from datetime import date
from typing import Any, get_args

from hypothesis import strategies as st

from imrletters.case import AttestationKind, Case, Decision, DocumentKind, ServiceMethod, example_data
from imrletters.rendering import bundled_typefaces, editions
from imrletters.validation import faults
from imrletters.wording import wording_of, wordings

PRINTABLE = "".join(sorted(bundled_typefaces().characters))
CITATION_TITLES = ["Knee Complaints 2004", "Forearm, Wrist, and Hand Complaints 2004"]
SECTIONS = ["Special Studies", "Summary", "Opioids, dosing"]


def fixed_words() -> list[str]:
    """The words that letters of our editions print around values, in item headings and in guideline lines."""
    found: list[str] = []
    for wording in wordings():
        found += wording.heading_words
        for side in wording.guidelines:
            found += [side.opening, side.place, side.place_joint, side.citation_joint, side.closing]
            found += [side.other_opening, side.other_joint, side.outside, side.no_evidence]
    return [words for words in dict.fromkeys(found) if words]


FRAGMENTS = [
    *("the", "knee", "MRI", "10-13-16", "and/or", "2004", "(s)", "<b>", "{{ x }}", "&amp;", ".", " is", "A, B"),
    *("guideline: ", "  ", " ", "-", "\u00a0", "x" * 90),
    *get_args(Decision),
    *CITATION_TITLES,
    *SECTIONS,
    *fixed_words(),
]
pieces = st.one_of(
    st.sampled_from(FRAGMENTS), st.text(st.sampled_from(PRINTABLE), max_size=12), st.text("abc XYZ,.-", max_size=40)
)
one_line = st.lists(pieces, min_size=1, max_size=6).map("".join).filter(lambda text: text.strip())
paragraph = st.lists(st.one_of(pieces, st.just(" word and another ")), min_size=1, max_size=30).map("".join)
narrative = st.lists(paragraph, min_size=1, max_size=4).map("\n\n".join).filter(lambda text: text.strip())
days = st.dates(date(1, 1, 1), date(9999, 12, 31)).map(date.isoformat)


def guidelines(edition: str) -> st.SearchStrategy[dict[str, Any]]:
    """A guideline for which ``edition`` has words."""
    wording = wording_of(edition).guidelines[0]
    titles = st.one_of(one_line, st.sampled_from(CITATION_TITLES))
    names = st.one_of(one_line, st.sampled_from(SECTIONS))
    place: dict[str, Any] = (
        {"sections": st.lists(names, max_size=3)}
        if wording.cites == "sections"
        else {"pages": st.from_regex(r"[0-9][0-9, -]{0,8}", fullmatch=True)}
    )
    citation = st.fixed_dictionaries({"title": titles}, optional=place)
    citations = st.fixed_dictionaries(
        {}, optional={"mtus": st.lists(citation, max_size=3), "non_mtus": st.lists(one_line, max_size=3)}
    )
    kinds = st.one_of(citations, st.fixed_dictionaries({"text": one_line}))
    return kinds if wording.no_evidence else kinds.filter(lambda guideline: any(guideline.values()))


def items(edition: str) -> st.SearchStrategy[dict[str, Any]]:
    """A disputed item of ``edition``."""
    partial = st.fixed_dictionaries(
        {"kind": st.sampled_from(["quantity", "substitution"]), "original_request": one_line, "authorized": one_line}
    )
    return st.fixed_dictionaries(
        {
            "service": one_line,
            "decision": st.sampled_from(get_args(Decision)),
            "claims_administrator_guideline": guidelines(edition),
            "maximus_guideline": guidelines(edition),
            "decision_rationale": narrative,
        },
        optional={"partial_approval": partial},
    )


@st.composite
def case_data(draw: st.DrawFn) -> dict[str, Any]:
    """The JSON data of a valid case."""
    edition = draw(st.sampled_from(editions()))
    names = st.lists(
        st.one_of(one_line, st.sampled_from(["California", "New York", "Pain Medicine"])), min_size=1, max_size=3
    )
    data = {
        "edition": edition,
        "expert_reviewer": {"licensure_states": draw(names), "specialties": draw(names)},
        "clinical_case_summary": draw(narrative),
        "disputed_items": draw(st.lists(items(edition), min_size=1, max_size=3)),
    }
    if draw(st.booleans()):
        data |= {"case_number": draw(st.from_regex(r"[!-~]{1,14}", fullmatch=True)), "priority": "Standard"}
        for name in ("date_of_injury", "ur_denial_date", "application_received", "date_assigned", "decision_date"):
            data[name] = draw(days)
    if draw(st.integers(0, 3)) == 0:
        data["organization"] = {"name": draw(one_line), "label": draw(one_line)}
    return data


def documents() -> st.SearchStrategy[dict[str, Any]]:
    """A document reviewed."""
    basis = {"kind": st.sampled_from(get_args(DocumentKind)), "title": one_line}
    more = {"author": one_line, "pages": st.integers(1, 9999)}
    dated = st.fixed_dictionaries(basis, optional=more | {"date": days})
    return st.one_of(dated, st.fixed_dictionaries(basis | {"first_date": days, "last_date": days}, optional=more))


def for_parties() -> st.SearchStrategy[dict[str, Any]]:
    """The fields that only the parties' copy contains, each of them present or not."""
    address = {"address": st.lists(one_line, max_size=3)}
    attestation = {"kind": st.sampled_from(get_args(AttestationKind)), "date": days}
    return st.fixed_dictionaries(
        {},
        optional={
            "request_date": days,
            "records_complete_date": days,
            "documents_reviewed": st.lists(documents(), max_size=4),
            "parties": st.lists(
                st.fixed_dictionaries({"role": one_line, "name": one_line}, optional=address), max_size=3
            ),
            "mailing": st.fixed_dictionaries(
                # the last day to appeal is in the calendar
                {
                    "date": st.dates(date(1, 1, 1), date(9998, 12, 31)).map(date.isoformat),
                    "service_method": st.sampled_from(get_args(ServiceMethod)),
                }
            ),
            "replaces": st.fixed_dictionaries({"case_number": one_line, "decision_date": days, "error": one_line}),
            "attestations": st.lists(st.fixed_dictionaries(attestation), max_size=3),
        },
    )


def valid(data: dict[str, Any]) -> bool:
    """Whether the letter of a case can be printed and read back."""
    return not list(faults(data))


# the first validation learns the wording of an edition, which hypothesis would report as a slow example
for each in editions():
    valid(example_data(edition=each))

cases = case_data().filter(valid).map(Case.model_validate)
"""Any valid case, with the fields that the public copy contains."""
cases_for_parties = (
    st.builds(lambda data, more: data | more, case_data(), for_parties()).filter(valid).map(Case.model_validate)
)
"""Any valid case, with fields that only the parties' copy contains."""
