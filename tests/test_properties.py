"""Properties of all cases, any JSON and any text."""

import json

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from imrletters import Case, CaseError, LetterError, canonical, parse, read_case, render
from imrletters.testing.strategies import cases, cases_for_parties, one_line
from tests.support import public_part

pytestmark = pytest.mark.long


def words(case: Case) -> list[str]:
    return render(case).text(0).split()


@given(cases)
@settings(max_examples=100)
def test_parsing_a_text_letter_returns_the_canonical_case(case: Case) -> None:
    for width in (80, 33, 0):
        letter = render(case).text(width)
        parsed = parse(letter)
        assert parsed.to_data() == canonical(case).to_data()
        assert render(parsed).text(width) == letter


@given(cases)
@settings(max_examples=40, phases=[Phase.explicit, Phase.reuse, Phase.generate])  # shrinking would print too many PDFs
def test_parsing_a_pdf_letter_returns_the_canonical_case(case: Case) -> None:
    parsed = parse(render(case).pdf())
    assert parsed.to_data() == canonical(case).to_data()
    assert render(parsed).html() == render(case).html()


@given(cases_for_parties)
@settings(max_examples=60)
def test_parsing_the_text_of_a_parties_copy_returns_its_public_part(case: Case) -> None:
    for width in (80, 0):
        assert parse(render(case, "parties").text(width)).to_data() == public_part(case).to_data()


@given(cases_for_parties)
@settings(max_examples=10, phases=[Phase.explicit, Phase.reuse, Phase.generate])
def test_parsing_the_pdf_of_either_copy_returns_the_same_case(case: Case) -> None:
    assert parse(render(case, "parties").pdf()).to_data() == parse(render(case).pdf()).to_data()


@given(cases_for_parties)
@settings(max_examples=60)
def test_the_fields_for_the_parties_do_not_change_the_public_copy(case: Case) -> None:
    assert render(case).text() == render(case.for_audience("public")).text()
    assert render(case).html() == render(case.for_audience("public")).html()


@given(cases)
@settings(max_examples=100)
def test_the_canonical_case_has_the_same_words_and_is_its_own_canonical_form(case: Case) -> None:
    parsed = canonical(case)
    assert words(parsed) == words(case)
    assert canonical(parsed) == parsed
    assert parsed.clinical_case_summary.split() == case.clinical_case_summary.split()
    for item, other in zip(parsed.disputed_items, case.disputed_items, strict=True):
        assert item.decision == other.decision
        assert item.decision_rationale.split() == other.decision_rationale.split()


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text() | st.sampled_from(list(Case.model_fields)), inner)
    ),
    max_leaves=20,
)


@given(json_values)
@settings(max_examples=200)
def test_any_json_gives_a_case_or_problems(value: object) -> None:
    assert_case_or_problems(json.dumps(value))


@given(cases, st.data())
@settings(max_examples=100)
def test_a_damaged_case_file_gives_a_case_or_problems(case: Case, data: st.DataObject) -> None:
    text = case.to_json()
    start = data.draw(st.integers(0, len(text)))
    assert_case_or_problems(
        text[:start] + data.draw(st.text(max_size=5)) + text[start + data.draw(st.integers(0, 5)) :]
    )


def assert_case_or_problems(text: str) -> None:
    try:
        case = read_case(text)
    except CaseError as error:
        assert error.problems
        assert all(problem.line and problem.column and problem.message for problem in error.problems)
    else:
        assert parse(render(case).text()).to_data() == canonical(case).to_data()


@given(cases, st.data())
@settings(max_examples=100)
def test_any_text_gives_a_case_or_a_letter_error(case: Case, data: st.DataObject) -> None:
    text = render(case).text(data.draw(st.sampled_from([0, 40, 80])))
    start = data.draw(st.integers(0, len(text)))
    damaged = text[:start] + data.draw(one_line) + text[start + data.draw(st.integers(0, 200)) :]
    for letter in (damaged, data.draw(st.text()), data.draw(st.binary())):
        try:
            parsed = parse(letter)
        except LetterError as error:
            assert error.problems[0].message
        else:
            assert render(parsed).text(0)
