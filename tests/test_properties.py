"""What holds for every case, any JSON and any text."""

import json

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from imrletters import Case, CaseError, LetterError, canonical, parse, read_case, render
from imrletters.testing.strategies import cases, cases_for_parties, one_line
from tests.support import public_part


def words(case: Case) -> list[str]:
    return render(case).text(0).split()


@given(cases)
@settings(max_examples=100)
def test_a_text_letter_is_read_back_as_the_canonical_case(case: Case) -> None:
    for width in (80, 33, 0):
        letter = render(case).text(width)
        told = parse(letter)
        assert told.to_data() == canonical(case).to_data()
        assert render(told).text(width) == letter


@given(cases)
@settings(max_examples=40, phases=[Phase.explicit, Phase.reuse, Phase.generate])  # shrinking prints too often
def test_a_printed_letter_is_read_back_as_the_canonical_case(case: Case) -> None:
    told = parse(render(case).pdf())
    assert told.to_data() == canonical(case).to_data()
    assert render(told).html() == render(case).html()


@given(cases_for_parties)
@settings(max_examples=60)
def test_of_the_copy_to_the_parties_the_public_part_is_read_back_as_text(case: Case) -> None:
    for width in (80, 0):
        assert parse(render(case, "parties").text(width)).to_data() == public_part(case).to_data()


@given(cases_for_parties)
@settings(max_examples=10, phases=[Phase.explicit, Phase.reuse, Phase.generate])
def test_of_the_copy_to_the_parties_the_same_is_read_back_from_print_as_of_the_public_copy(case: Case) -> None:
    assert parse(render(case, "parties").pdf()).to_data() == parse(render(case).pdf()).to_data()


@given(cases_for_parties)
@settings(max_examples=60)
def test_the_public_copy_is_that_of_a_case_without_what_only_the_parties_are_told(case: Case) -> None:
    assert render(case).text() == render(case.for_audience("public")).text()
    assert render(case).html() == render(case.for_audience("public")).html()


@given(cases)
@settings(max_examples=100)
def test_the_canonical_case_says_the_same_words_and_is_its_own_canonical_form(case: Case) -> None:
    told = canonical(case)
    assert words(told) == words(case)
    assert canonical(told) == told
    for field in ("clinical_case_summary",):
        assert getattr(told, field).split() == getattr(case, field).split()
    for item, other in zip(told.disputed_items, case.disputed_items, strict=True):
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
def test_any_json_ends_as_a_case_or_as_problems(value: object) -> None:
    check_ends_well(json.dumps(value))


@given(cases, st.data())
@settings(max_examples=100)
def test_a_damaged_case_file_ends_as_a_case_or_as_problems(case: Case, data: st.DataObject) -> None:
    text = case.to_json()
    start = data.draw(st.integers(0, len(text)))
    check_ends_well(text[:start] + data.draw(st.text(max_size=5)) + text[start + data.draw(st.integers(0, 5)) :])


def check_ends_well(text: str) -> None:
    try:
        case = read_case(text)
    except CaseError as error:
        assert error.problems
        assert all(problem.line and problem.column and problem.message for problem in error.problems)
    else:
        assert parse(render(case).text()).to_data() == canonical(case).to_data()


@given(cases, st.data())
@settings(max_examples=100)
def test_any_text_ends_as_a_case_or_as_a_refusal(case: Case, data: st.DataObject) -> None:
    text = render(case).text(data.draw(st.sampled_from([0, 40, 80])))
    start = data.draw(st.integers(0, len(text)))
    damaged = text[:start] + data.draw(one_line) + text[start + data.draw(st.integers(0, 200)) :]
    for letter in (damaged, data.draw(st.text()), data.draw(st.binary())):
        try:
            told = parse(letter)
        except LetterError as error:
            assert error.problems[0].message
        else:
            assert render(told).text(0)
