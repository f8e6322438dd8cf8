"""The machine-readable reports: the JSON list and the SARIF log.

SARIF logs are checked against a part of the schema 2.1.0, written by hand below and stricter than the original: an
object may have only the keys that are listed. No package that we found contains the official schema, and tests do not
use the network.
"""

import json
import re
from dataclasses import fields
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from imrletters.errors import Problem, Related
from imrletters.proofreading.registry import all_rules
from imrletters.proofreading.report import json_report, sarif_report

FOUND = Problem("a word is repeated: the the", "/clinical_case_summary", "a b/<ä>.json", None, 12, 3, "warning", "T03")
REFUSED = Problem('got "Denied"; expected "Upheld"', "/disputed_items/0/decision", "case.json", None, 4, 7)
IN_PRINT = Problem("a placeholder was not replaced", "/clinical_case_summary", "letter.pdf", 2, 9, None, "error", "T05")
NOWHERE = Problem("the folder contains no .json or .jsonl file")
PROBLEMS = [FOUND, REFUSED, IN_PRINT, NOWHERE]
URI_REFERENCE = r"^(?:[A-Za-z0-9\-._~/?#@!$&'()*+,;=]|%[0-9A-F]{2})+$"
"""A relative reference of RFC 3986 whose first segment has no colon."""


def keys(required: dict[str, Any], optional: dict[str, Any] | None = None) -> dict[str, Any]:
    """The schema of an object that has the keys required, may have the optional ones, and has no others."""
    known = required | (optional or {})
    return {"type": "object", "properties": known, "required": list(required), "additionalProperties": False}


def each(entry: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "array", "items": entry} | more


TEXT = {"type": "string"}
COUNT = {"type": "integer", "minimum": 1}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
MESSAGE = keys({"text": TEXT})
RULE = keys({"id": TEXT}, {"name": TEXT, "shortDescription": MESSAGE, "defaultConfiguration": keys({"level": LEVEL})})
ARTIFACT = keys({"uri": {"type": "string", "pattern": URI_REFERENCE}})
REGION = keys({"startLine": COUNT}, {"startColumn": COUNT})
LOCATION = keys(
    {"logicalLocations": each(keys({"fullyQualifiedName": TEXT}))},
    {"physicalLocation": keys({"artifactLocation": ARTIFACT}, {"region": REGION}), "message": MESSAGE},
)
RESULT = keys(
    {"ruleId": TEXT, "level": LEVEL, "message": MESSAGE, "locations": each(LOCATION)},
    {"properties": {"type": "object"}, "relatedLocations": each(LOCATION)},
)
DRIVER = keys({"name": TEXT}, {"version": TEXT, "rules": each(RULE, uniqueItems=True)})
RUN = keys({"tool": keys({"driver": DRIVER})}, {"results": each(RESULT)})
SARIF = keys({"version": {"const": "2.1.0"}, "runs": each(RUN)}, {"$schema": TEXT})
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
PLACE = st.none() | st.integers(1, 10**6)


def sarif(problems: list[Problem]) -> dict[str, Any]:
    """The run in the SARIF log of problems. Asserts that the log is valid and has the rules of its results."""
    log: dict[str, Any] = json.loads(sarif_report(problems, all_rules()))
    jsonschema.validate(log, SARIF)
    [run] = log["runs"]
    ids = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(set(ids)) == len(ids)
    assert {result["ruleId"] for result in run["results"]} <= set(ids)
    return run  # type: ignore[no-any-return] # parsed JSON


def test_a_json_report_has_every_field_of_every_problem() -> None:
    entries = json.loads(json_report(PROBLEMS))
    assert [entry["message"] for entry in entries] == [problem.message for problem in PROBLEMS]
    assert entries[0] == {
        "message": "a word is repeated: the the",
        "pointer": "/clinical_case_summary",
        "source": "a b/<ä>.json",
        "page": None,
        "line": 12,
        "column": 3,
        "severity": "warning",
        "code": "T03",
        "related": [],
    }
    assert set(entries[0]) == {field.name for field in fields(Problem) if not field.name.startswith("redacted")}


@pytest.mark.parametrize("report", [json_report([]), json_report(PROBLEMS), sarif_report(PROBLEMS, all_rules())])
def test_a_report_ends_with_one_line_feed(report: str) -> None:
    assert re.search(r"[^\n]\n\Z", report)


def test_no_problems_are_an_empty_list() -> None:
    assert json.loads(json_report([])) == []
    assert sarif([])["results"] == []


def test_a_sarif_result_has_a_rule_a_level_a_message_and_a_place() -> None:
    [found, refused, in_print, nowhere] = sarif(PROBLEMS)["results"]
    assert (found["ruleId"], found["level"], found["message"]["text"]) == ("T03", "warning", FOUND.message)
    assert found["locations"] == [
        {
            "logicalLocations": [{"fullyQualifiedName": "/clinical_case_summary"}],
            "physicalLocation": {
                "artifactLocation": {"uri": "a%20b/%3C%C3%A4%3E.json"},
                "region": {"startLine": 12, "startColumn": 3},
            },
        }
    ]
    assert (refused["ruleId"], refused["level"]) == ("case", "error")
    assert in_print["locations"][0]["physicalLocation"]["region"] == {"startLine": 9}
    assert in_print["properties"] == {"page": 2}
    assert "physicalLocation" not in nowhere["locations"][0]


CONTRADICTED = Related("/ur_denial_date", "11/01/2016", None, 6, 5)
CONTRADICTING = Problem(
    "another date", "/clinical_case_summary", "case.json", None, 9, 4, code="D04", related=(CONTRADICTED,)
)


def test_a_related_place_is_in_every_report() -> None:
    assert str(CONTRADICTING) == (
        'case.json:9:4: error: /clinical_case_summary: another date; see /ur_denial_date (line 6) "11/01/2016" [D04]'
    )
    [entry] = json.loads(json_report([CONTRADICTING]))
    assert entry["related"] == [
        {"pointer": "/ur_denial_date", "text": "11/01/2016", "page": None, "line": 6, "column": 5}
    ]
    [result] = sarif([CONTRADICTING])["results"]
    [location] = result["relatedLocations"]
    assert location["message"]["text"] == "11/01/2016"
    assert location["physicalLocation"]["region"] == {"startLine": 6, "startColumn": 5}


def test_a_related_place_without_values_has_no_words() -> None:
    assert "11/01/2016" not in str(CONTRADICTING.without_values())


def test_a_sarif_log_describes_the_rules_that_were_applied() -> None:
    described = {rule["id"]: rule for rule in sarif([])["tool"]["driver"]["rules"]}
    assert list(described) == ["case", *(rule.code for rule in all_rules())]
    for rule in all_rules():
        assert described[rule.code]["shortDescription"]["text"] == rule.why
        assert described[rule.code]["defaultConfiguration"]["level"] == rule.severity
        assert described[rule.code]["name"] == rule.name


@pytest.mark.parametrize(
    "broken",
    [
        {},
        {"version": "2.1.0"},
        {"version": "2.0.0", "runs": []},
        {"version": "2.1.0", "runs": [{}]},
        {"version": "2.1.0", "runs": [{"tool": {"driver": {}}}]},
        {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "x"}}, "result": []}]},
    ],
)
def test_an_invalid_sarif_log_is_found(broken: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, SARIF)


@pytest.mark.parametrize(
    ("key", "value"), [("level", "fatal"), ("line", 0), ("message", {}), ("uri", "a b.json"), ("uri", "<stdin>")]
)
def test_an_invalid_sarif_result_is_found(key: str, value: Any) -> None:
    result = sarif([FOUND])["results"][0]
    physical = result["locations"][0]["physicalLocation"]
    holder = {"uri": physical["artifactLocation"], "line": physical["region"]}.get(key, result)
    holder["startLine" if key == "line" else key] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(result, RESULT)


@given(
    st.builds(
        Problem,
        TEXTS,
        TEXTS,
        st.none() | TEXTS,
        PLACE,
        PLACE,
        PLACE,
        st.sampled_from(["error", "warning", "note"]),
        st.sampled_from(["", *(rule.code for rule in all_rules())]),
        related=st.lists(st.builds(Related, TEXTS, TEXTS, PLACE, PLACE, PLACE), max_size=2).map(tuple),
    )
)
def test_every_problem_gives_valid_reports(problem: Problem) -> None:
    [entry] = json.loads(json_report([problem]))
    related = tuple(Related(**other) for other in entry.pop("related"))
    assert Problem(**entry, related=related) == problem
    assert sarif([problem])["results"][0]["message"]["text"] == problem.message
