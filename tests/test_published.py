"""Published letters are parsed, rendered and compared, if the option ``--published`` names their folder."""

import json
import re
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from imrletters import Case, check, parse, render
from imrletters.case.example import HEADER
from imrletters.documents import documents
from imrletters.tables import Row, item_rows, read_items
from tests import published as original
from tests.conftest import published_letters
from tests.support import ROOT, SAMPLES, case, sample_letter, sample_pdf, squeezed


@cache
def parsed(path: Path) -> Case:
    return parse(path.read_bytes())


def in_print(pdf: bytes, folder: Path) -> str:
    path = folder / "printed.pdf"
    path.write_bytes(pdf)
    return original.squeezed(original.read(path))


def wrong_facts(case: Case, facts: dict[str, Any]) -> list[str]:
    """The fields of a case that differ from the facts, ignoring white space."""
    data = case.to_data()
    reviewer = data["expert_reviewer"]
    pairs = [(name, data.get(name, ""), re.sub(r"(\d\d)/(\d\d)/(\d{4})", r"\3-\1-\2", facts[name])) for name in HEADER]
    pairs += [
        ("licensure_states", ",".join(reviewer["licensure_states"]), facts["reviewer"]["licensure"]),
        ("specialties", ",".join(reviewer["specialties"]), facts["reviewer"]["specialty"]),
        ("clinical_case_summary", data["clinical_case_summary"], facts["clinical_case_summary"]),
        ("disputed_items", str(len(case.disputed_items)), str(len(facts["items"]))),
    ]
    for number, (item, fact) in enumerate(zip(data["disputed_items"], facts["items"], strict=False)):
        service = squeezed(item["service"])
        pairs += [
            (f"{number}/decision", item["decision"], fact["decision"]),
            (f"{number}/decision_rationale", item["decision_rationale"], fact["rationale"]),
            (f"{number}/service", service if service in squeezed(fact["request"]) else "", service),
        ]
    return [name for name, received, expected in pairs if squeezed(received) != squeezed(expected)]


def structured(case: Case) -> list[bool]:
    """For each guideline line, whether it was parsed into citations."""
    sides = [
        side for item in case.disputed_items for side in (item.claims_administrator_guideline, item.maximus_guideline)
    ]
    return [side.text is None for side in sides]


def test_the_text_of_a_published_letter_has_the_same_words(published: Path) -> None:
    letter = render(parsed(published))
    expected = original.words(original.read(published))
    assert len(expected) > 300
    assert original.words(letter.text()) == expected
    assert original.words(letter.text(0)) == expected


def test_the_pdf_of_a_published_letter_has_the_same_characters(published: Path, tmp_path: Path) -> None:
    expected = original.squeezed(original.read(published))
    assert len(expected) > 2000
    assert in_print(render(parsed(published)).pdf(), tmp_path) == expected


def test_the_edition_of_a_published_letter_is_recognized(published: Path) -> None:
    assert parsed(published).edition == published.parent.name


def test_the_text_of_a_published_letter_parses_to_the_same_case(published: Path) -> None:
    letter = render(parsed(published))
    assert parse(letter.text()) == letter.case


def test_the_case_of_a_published_letter_matches_the_facts(published: Path) -> None:
    known = published.parent / "facts.json"
    if not known.exists():
        pytest.skip("the folder of this letter has no facts.json")
    [facts] = [facts for facts in json.loads(known.read_bytes()) if facts["case_number"] == published.stem]
    assert wrong_facts(parsed(published), facts) == []


def test_the_guideline_lines_of_2016_are_parsed_into_citations(pytestconfig: pytest.Config) -> None:
    folder = pytestconfig.getoption("--published")
    if folder is None:
        pytest.skip("published letters are not part of the project; use --published=DIR")
    letters = [path for path in published_letters(folder) if path.parent.name == "2016"]
    lines = [line for path in letters for line in structured(parsed(path))]
    assert len(lines) >= 2 * len(letters) > 0
    assert sum(lines) / len(lines) >= 0.95


def counted(cases: Iterable[Case]) -> dict[str, dict[str, int]]:
    """The content of docs/published-findings.json: letters and disputed items by edition, findings by rule."""
    letters, items, found = Counter[str](), Counter[str](), Counter[str]()
    for one in cases:
        letters[one.edition] += 1
        items[one.edition] += len(one.disputed_items)
        found.update(problem.code for problem in check(one))
    return {"letters": dict(letters), "items": dict(items), "findings": dict(found)}


def test_the_findings_match_the_rules_page(pytestconfig: pytest.Config) -> None:
    folder = pytestconfig.getoption("--published")
    if folder is None:
        pytest.skip("published letters are not part of the project; use --published=DIR")
    known = json.loads((ROOT / "docs" / "published-findings.json").read_bytes())
    assert counted(map(parsed, published_letters(folder))) == known


def test_another_finding_changes_the_counts() -> None:
    sound, slipped = case(), case(clinical_case_summary="The the knee.")
    assert counted([sound, sound]) == {"letters": {"2016": 2}, "items": {"2016": 2}, "findings": {}}
    assert counted([sound, slipped])["findings"] == {"T03": 1}


MIXED = next(path for path in SAMPLES if path.stem == "mixed-decisions")


LINK = " and Other Medical Treatment Guidelines "
"""What links a second source outside the MTUS to the first one, in some lines."""


def line_of(row: Row, side: str) -> str:
    """A guideline line of edition 2016, written again from the columns of one side."""
    whose = {"claims_administrator": "Claims Administrator", "reviewer": "Expert Reviewer"}[side]
    titles, sections, others = (row[f"{side}_{name}"] for name in ("titles", "sections", "other_sources"))
    assert isinstance(titles, tuple)
    assert isinstance(sections, tuple)
    assert isinstance(others, tuple)
    if row[f"{side}_basis"] == "text":
        return str(row[f"{side}_text"])
    if row[f"{side}_basis"] == "none":
        return f"The {whose} did not cite any medical evidence for its decision."
    cites = []
    for title in titles:
        named = [section.removeprefix(f"{title}: ") for section in sections if section.startswith(f"{title}: ")]
        cites.append(", Section(s): ".join(filter(None, [title, ", ".join(named)])))
    outside = f"The {whose} based their decision on recommendation(s) outside of the MTUS Guidelines."
    lines = [f"Decision based on MTUS {', and '.join(cites)}."] if titles else [outside]
    return " ".join([*lines, *(f"Decision based on Non-MTUS Citation {other}." for other in others)])


def wrong_columns(rows: list[Row], facts: dict[str, Any]) -> list[str]:
    """The columns of the rows of a letter that differ from the facts, ignoring white space."""
    dates = [name for name in HEADER if name not in ("case_number", "priority")]
    same: list[tuple[str, object, object]] = [("number of rows", len(rows), len(facts["items"]))]
    for place, (row, fact) in enumerate(zip(rows, facts["items"], strict=False), start=1):
        days = [datetime.strptime(facts[name], "%m/%d/%Y").date() for name in ("ur_denial_date", "decision_date")]
        service = squeezed(str(row["service"]))
        same += [
            *((name, row[name], facts[name]) for name in ("case_number", "priority")),
            *((name, f"{row[name]:%m/%d/%Y}", facts[name]) for name in dates),
            ("days_to_decision", row["days_to_decision"], (days[1] - days[0]).days),
            ("reviewer_states", ",".join(listed(row, "reviewer_states")), facts["reviewer"]["licensure"]),
            ("reviewer_specialties", ",".join(listed(row, "reviewer_specialties")), facts["reviewer"]["specialty"]),
            ("item", (row["item"], row["items"]), (place, len(facts["items"]))),
            ("decision", row["decision"], fact["decision"]),
            ("service", service if service in squeezed(fact["request"]) else "", service),
            *(
                (
                    side,
                    line_of(row, side),
                    fact[f"{name}_guideline"].replace(LINK, ". Decision based on Non-MTUS Citation "),
                )
                for side, name in (("claims_administrator",) * 2, ("reviewer", "maximus"))
            ),
            *(
                (name, squeezed(str(row[name])) in squeezed(fact["request"]), True)
                for name in ("original_request", "authorized")
                if row["partial_approval"]
            ),
            # a heading that does not fit the wording of a partial approval exactly stays whole in the service
            (
                "partial_approval",
                bool(row["partial_approval"]),
                "wastheoriginalrequest" in squeezed(fact["request"]).replace(service, "", 1),
            ),
        ]
    return [name for name, received, expected in same if squeezed(str(received)) != squeezed(str(expected))]


def listed(row: Row, column: str) -> tuple[str, ...]:
    value = row[column]
    assert isinstance(value, tuple)
    return value


@pytest.fixture(scope="session")
def tables(pytestconfig: pytest.Config) -> dict[str, list[Row]]:
    """The rows of each published letter, read as ``imrletters table`` does, by its file."""
    letters = published_letters(pytestconfig.getoption("--published"))
    read = read_items(documents(tuple(map(str, letters)), BytesIO()), jobs=2)
    return {str(letter): each.content or [] for letter, each in zip(letters, read, strict=True)}


def test_the_table_of_a_published_letter_equals_the_facts(published: Path, request: pytest.FixtureRequest) -> None:
    known = published.parent / "facts.json"
    if not known.exists():
        pytest.skip("the folder of this letter has no facts.json")
    [facts] = [facts for facts in json.loads(known.read_bytes()) if facts["case_number"] == published.stem]
    assert wrong_columns(request.getfixturevalue("tables")[str(published)], facts) == []


def test_a_wrong_column_is_detected() -> None:
    stated = case(**HEADER)
    data = stated.to_data()
    [row] = item_rows(stated)
    facts: dict[str, Any] = {name: re.sub(r"(\d{4})-(\d\d)-(\d\d)", r"\2/\3/\1", data[name]) for name in HEADER}
    facts |= {"reviewer": {"licensure": "California", "specialty": "Occupational Medicine"}}
    lines: dict[str, object] = {"claims_administrator_guideline": line_of(row, "claims_administrator")}
    lines |= {"maximus_guideline": line_of(row, "reviewer"), "request": row["service"], "decision": "Upheld"}
    assert wrong_columns([row], facts | {"items": [lines]}) == []
    changes: Row = {"reviewer_states": ("Ohio",), "decision_date": date(2016, 1, 2), "days_to_decision": 1}
    for name in (*changes, "decision", "service", "case_number"):
        changed: Row = {**row, name: changes.get(name, "x")}
        assert wrong_columns([changed], facts | {"items": [lines]}) == [name]
    elbow: Row = {**row, "reviewer_titles": ("Elbow",)}
    assert wrong_columns([elbow], facts | {"items": [lines]}) == ["reviewer"]


def test_the_text_and_the_pdf_of_a_sample_compare_as_equal(tmp_path: Path) -> None:
    text = sample_letter(MIXED).text()
    path = tmp_path / "letter.pdf"
    path.write_bytes(sample_pdf(MIXED))
    assert original.words(original.read(path)) == original.words(text)
    assert in_print(sample_pdf(MIXED), tmp_path) == original.squeezed(text)


@pytest.mark.parametrize(
    ("old", "new"),
    [("carousel", "carrousel"), ("a wooden", "wooden"), ("low back", "lowback"), ("Overturned", "Upheld")],
)
def test_a_changed_word_is_detected(old: str, new: str) -> None:
    text = sample_letter(MIXED).text(0)
    assert original.words(text) != original.words(text.replace(old, new, 1))


def test_white_space_and_kinds_of_hyphens_are_ignored() -> None:
    text = sample_letter(MIXED).text(0)
    assert "California, Oregon" in text
    changed = text.replace("California, Oregon", "California,Oregon").replace("-", "\u2010").replace(". ", ".\n")
    assert original.words(changed) == original.words(text)
    assert original.squeezed(changed.replace(",Oregon", ", Oregon")) == original.squeezed(text)


def test_wrong_facts_are_detected() -> None:
    case = sample_letter(MIXED).case
    facts: dict[str, Any] = {name: str(getattr(case, name)) for name in HEADER} | {
        "date_assigned": "11/10/2016",
        "reviewer": {"licensure": "California,Oregon", "specialty": "Physical Medicine & Rehabilitation"},
        "clinical_case_summary": case.clinical_case_summary.replace(" ", "  "),
        "items": [
            {"request": f"{item.service}:", "decision": item.decision, "rationale": item.decision_rationale}
            for item in case.disputed_items
        ],
    }
    assert wrong_facts(case, facts) == []
    facts["items"][0]["decision"] = "Upheld"
    facts["date_assigned"] = "11/11/2016"
    assert wrong_facts(case, facts) == ["date_assigned", "0/decision"]


def test_a_guideline_line_kept_as_text_is_detected() -> None:
    case = sample_letter(MIXED).case
    item = case.disputed_items[0].model_copy(
        update={"maximus_guideline": case.disputed_items[0].maximus_guideline.model_copy(update={"text": "x"})}
    )
    assert structured(case.model_copy(update={"disputed_items": (item,)})) == [True, False]


def test_a_folder_without_letters_is_refused(tmp_path: Path) -> None:
    with pytest.raises(pytest.UsageError, match=r"no \.txt or \.pdf letter"):
        published_letters(tmp_path)
