"""Editions that do not fit the wording, the citations or the year."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imrletters import Case, Guideline, HouseStyleError, check, check_document, load_case
from imrletters.case.example import HEADER, example_item
from imrletters.proofreading.rule import Finding
from tests.planted import plant
from tests.proofreading import support
from tests.support import OWN, SAMPLES, case

CODES = ("E01", "E02", "E03", "E04")
SIDES = ("claims_administrator_guideline", "maximus_guideline")
OUTSIDE_2014 = "did not base their decision on the MTUS"
OUTSIDE_2016 = "based their decision on recommendation(s) outside of the MTUS Guidelines"
NOTHING_2016 = "did not cite any medical evidence for its decision"


def found(
    code: str,
    edition: str,
    guideline: dict[str, Any],
    side: str = "maximus_guideline",
    templates: Path | None = None,
) -> list[Finding]:
    sides: dict[str, Any] = {name: {"text": "Decision based on MTUS."} for name in SIDES} | {side: guideline}
    return support.found(code, case(edition=edition, disputed_items=[example_item(**sides)]), templates)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("code", CODES)
def test_nothing_is_found_in_the_samples(code: str, sample: str) -> None:
    assert support.found(code, load_case(sample)) == []


def test_there_are_samples() -> None:
    assert len(SAMPLES) >= 14


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize(
    ("edition", "guideline"),
    [
        ("2016", {"text": "Decision based on MTUS Knee Complaints Page(s): 341."}),
        ("2016", {"mtus": [{"title": "Knee Complaints Page(s): 341"}]}),
        ("2016", {"non_mtus": ["ODG Knee Page(s): 3"]}),
        ("2015", {"text": "Decision based on MTUS Knee Complaints 2004, Section(s): Summary."}),
        ("2015", {"mtus": [{"title": "Knee Complaints, Section(s): Summary"}]}),
        ("2015", {"non_mtus": ["ODG, Section(s): Knee"]}),
        ("2014", {"text": "Decision based on MTUS Knee Complaints 2004, Section(s): Summary."}),
        ("2014", {"non_mtus": ["ODG, Section(s): Knee"]}),
    ],
)
def test_places_of_another_edition_are_found(edition: str, guideline: dict[str, Any], side: str) -> None:
    (finding,) = found("E01", edition, guideline, side)
    assert finding.path[:3] == ("disputed_items", 0, side)


@pytest.mark.parametrize(
    ("edition", "guideline"),
    [
        ("2015", {"mtus": [{"title": "Knee Complaints", "pages": "3"}]}),
        ("2014", {"text": "Decision based on MTUS Knee Complaints Page(s): Table 3."}),
        ("2016", {"mtus": [{"title": "Knee Complaints 2004", "sections": ["Summary"]}]}),
        ("2016", {"non_mtus": ["ACOEM, 3rd ed., Knee, page 607, sections 2 and 3"]}),
    ],
)
def test_places_of_the_same_edition_are_not_found(edition: str, guideline: dict[str, Any]) -> None:
    assert not found("E01", edition, guideline)


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize(
    ("edition", "words"),
    [
        ("2016", f"The Expert Reviewer {OUTSIDE_2014}."),
        ("2016", f"The Claims Administrator {OUTSIDE_2014}. Decision based on Non-MTUS Citation ODG."),
        *((edition, f"The Expert Reviewer {OUTSIDE_2016}.") for edition in ("2014", "2015")),
        *((edition, f"The Claims Administrator {NOTHING_2016}.") for edition in ("2014", "2015")),
    ],
)
def test_wording_of_another_edition_is_found(edition: str, words: str, side: str) -> None:
    (finding,) = found("E02", edition, {"text": words}, side)
    assert finding.start == words.index(finding.evidence) > 0


@pytest.mark.parametrize(
    ("edition", "words"),
    [
        ("2014", f"The Expert Reviewer {OUTSIDE_2014}."),
        ("2015", f"The Claims Administrator {OUTSIDE_2014}."),
        ("2016", f"The Expert Reviewer {OUTSIDE_2016}."),
        ("2016", f"The Claims Administrator {NOTHING_2016}."),
    ],
)
def test_wording_of_the_same_edition_is_not_found(edition: str, words: str) -> None:
    assert not found("E02", edition, {"text": words})


@pytest.mark.parametrize(
    ("edition", "title"),
    [
        ("2016", "Chronic Pain Treatment Guidelines"),
        ("2016", "Chronic Pain Treatment Guidelines Physical Medicine"),
        ("2016", "Acupuncture Treatment Guidelines"),
        ("2016", "ACOEM Chapter 13 Knee Complaints"),
        ("2016", "ACOEM Chapter 9 Shoulder Complaints"),
        ("2016", "Postsurgical Treatment Guidelines"),
        ("2015", "Knee Complaints 2004"),
        ("2015", "Chronic Pain Medical Treatment 2009"),
        ("2015", "Chronic Pain Medical Treatment 2016 Guidelines"),
        ("2014", "Acupuncture Treatment 2007"),
        ("2014", "Low Back Complaints 2004"),
    ],
)
def test_a_title_of_another_edition_is_found(edition: str, title: str) -> None:
    assert found("E03", edition, {"mtus": [{"title": title}]})


@pytest.mark.parametrize(
    ("edition", "title"),
    [
        ("2016", "Knee Complaints 2004"),
        ("2016", "Chronic Pain Medical Treatment 2016 Guidelines"),
        ("2016", "Nothing Known"),
        ("2015", "Chronic Pain Treatment Guidelines"),
        ("2014", "ACOEM Chapter 13 Knee Complaints"),
    ],
)
def test_a_title_of_the_same_edition_is_not_found(edition: str, title: str) -> None:
    assert not found("E03", edition, {"mtus": [{"title": title}]})


@pytest.mark.parametrize(
    ("edition", "decided"),
    [
        ("2014", "2016-01-01"),
        ("2014", "2016-12-06"),
        ("2014", "2017-01-06"),
        ("2014", "2012-12-31"),
        ("2015", "2013-12-31"),
        ("2015", "2017-01-01"),
        ("2015", "2018-05-05"),
        ("2015", "3026-05-05"),
        ("2016", "2015-12-31"),
        ("2016", "2014-06-01"),
        ("2016", "2013-06-01"),
    ],
)
def test_an_edition_of_another_year_is_found(edition: str, decided: str) -> None:
    assert support.found("E04", case(**HEADER | {"edition": edition, "decision_date": decided}))


@pytest.mark.parametrize(
    ("edition", "decided"),
    [
        ("2014", "2013-09-26"),
        ("2014", "2015-03-01"),
        ("2015", "2014-12-31"),
        ("2015", "2016-06-01"),
        ("2016", "2016-01-02"),
        ("2016", "2024-02-29"),
    ],
)
def test_an_edition_in_use_in_the_year_is_not_found(edition: str, decided: str) -> None:
    assert not support.found("E04", case(**HEADER | {"edition": edition, "decision_date": decided}))


OWN_2016 = """{% extends "imrletters/editions/2015.j2" %}
{% block first_year %}2020{% endblock %}
{% block last_year %}2021{% endblock %}
{% block dated_titles %}dated{% endblock %}
{% block outside_mtus %}did not base their decision on the MTUS at all{% endblock %}
{% block no_evidence %}{{ side }}: no source was named.{% endblock %}
"""
"""An own edition in place of ours of 2016: it cites pages, and titles with their year."""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return plant(tmp_path / "templates", **{"2016": OWN_2016})


@pytest.mark.parametrize(
    ("code", "guideline"),
    [
        ("E01", {"text": "Decision based on MTUS Knee Complaints 2004, Section(s): Summary."}),
        ("E02", {"text": f"The Expert Reviewer {OUTSIDE_2016}."}),
        ("E02", {"text": f"The Expert Reviewer {NOTHING_2016}."}),
        ("E03", {"mtus": [{"title": "Chronic Pain Treatment Guidelines"}]}),
    ],
)
def test_the_style_of_another_edition_is_found_in_an_own_edition(
    code: str, guideline: dict[str, Any], own: Path
) -> None:
    assert found(code, "2016", guideline, templates=own)


@pytest.mark.parametrize(
    ("code", "guideline"),
    [
        ("E01", {"text": "Decision based on MTUS Knee Complaints 2004 Page(s): 341, a chart."}),
        ("E02", {"text": f"The Expert Reviewer {OUTSIDE_2014} at all."}),
        ("E02", {"text": "Expert Reviewer: no source was named."}),
        ("E03", {"mtus": [{"title": "Knee Complaints 2004"}]}),
    ],
)
def test_the_style_of_an_own_edition_is_not_found(code: str, guideline: dict[str, Any], own: Path) -> None:
    assert not found(code, "2016", guideline, templates=own)


@pytest.mark.parametrize(("year", "outside"), [(2016, True), (2019, True), (2020, False), (2021, False), (2022, True)])
def test_an_own_edition_is_used_in_the_years_that_it_states(year: int, own: Path, *, outside: bool) -> None:
    subject = case(**HEADER | {"decision_date": f"{year}-12-06"})
    assert bool(support.found("E04", subject, own)) == outside
    assert [problem.code for problem in check(subject, {"E04"}, templates=own)] == ["E04"] * outside
    checked = check_document(subject.to_json().encode(), {"E04"}, templates=own)
    assert [problem.code for problem in checked] == ["E04"] * outside


def test_nothing_is_found_in_a_sample_of_an_own_edition() -> None:
    templates = OWN / "templates"
    assert check(load_case(OWN / "own-edition.json", templates), audience="both", templates=templates) == []


def test_an_own_edition_that_cannot_be_learned_is_refused(tmp_path: Path) -> None:
    own = plant(tmp_path, mine='{% extends "imrletters/editions/2016.j2" %}{% block citation_joint %}{% endblock %}')
    with pytest.raises(HouseStyleError, match=r"editions/mine\.j2: error: block citation_joint"):
        check(case(edition="mine"), templates=own)


@pytest.mark.parametrize("code", CODES)
@settings(deadline=None)
@given(text=st.text(), edition=st.sampled_from(["2014", "2015", "2016"]))
def test_no_text_makes_a_rule_fail(code: str, text: str, edition: str) -> None:
    sound = case(**HEADER)
    guideline = Guideline.model_construct(mtus=(), non_mtus=(text,), text=text)
    item = sound.disputed_items[0].model_copy(update=dict.fromkeys(SIDES, guideline))
    broken: Case = sound.model_copy(update={"edition": edition, "disputed_items": (item,)})
    support.found(code, broken)
