"""Reports of problems in machine-readable formats: JSON, and SARIF 2.1.0 for code-scanning tools."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from imrletters.errors import Problem, Related
from imrletters.proofreading.rule import Rule

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
IN_URI = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")
REFUSED = "case"
"""The rule id of problems that validation or parsing reports."""


def json_report(problems: Iterable[Problem]) -> str:
    """The problems as a JSON list; an unknown page, line or column is null."""
    return json.dumps([entry(problem) for problem in problems], indent=2, ensure_ascii=False) + "\n"


def entry(problem: Problem) -> dict[str, Any]:
    """A problem as JSON data, without its redacted form."""
    values = asdict(problem) | {"related": [asdict(other) for other in problem.related]}
    return {name: value for name, value in values.items() if name not in ("redacted", "redacted_pointer")}


def sarif_report(problems: Iterable[Problem], rules: Sequence[Rule]) -> str:
    """The problems as a SARIF 2.1.0 log with the rules that were applied."""
    from importlib.metadata import version  # noqa: PLC0415 - it takes a tenth of the time of a cold start

    driver = {
        "name": "imrletters",
        "version": version("imrletters"),
        "rules": [
            {"id": REFUSED, "name": "valid-case", "shortDescription": {"text": "The case or letter cannot be read."}},
            *(
                {
                    "id": rule.code,
                    "name": rule.name,
                    "shortDescription": {"text": rule.why},
                    "defaultConfiguration": {"level": rule.severity},
                }
                for rule in rules
            ),
        ],
    }
    run = {"tool": {"driver": driver}, "results": [_result(problem) for problem in problems]}
    return json.dumps({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False) + "\n"


def _result(problem: Problem) -> dict[str, Any]:
    result = {
        "ruleId": problem.code or REFUSED,
        "level": problem.severity,
        "message": {"text": problem.message},
        "locations": [_location(problem, problem.source)],
        "properties": {"page": problem.page} if problem.page is not None else {},
    }
    if problem.related:
        result["relatedLocations"] = [_related_location(other, problem.source) for other in problem.related]
    return result


def _location(at: Problem | Related, source: str | None) -> dict[str, Any]:
    """The place of a problem, or a related place, in the file."""
    location: dict[str, Any] = {"logicalLocations": [{"fullyQualifiedName": at.pointer or "/"}]}
    if source:
        location["physicalLocation"] = {"artifactLocation": {"uri": _uri(source)}}
        if at.line is not None:
            region = {"startLine": at.line} | ({"startColumn": at.column} if at.column else {})
            location["physicalLocation"]["region"] = region
    return location


def _related_location(other: Related, source: str | None) -> dict[str, Any]:
    """A related place, with the words there."""
    return _location(other, source) | ({"message": {"text": other.text}} if other.text else {})


def _uri(path: str) -> str:
    """The path, as the caller wrote it, as a URI reference."""
    return "".join(chr(byte) if byte in IN_URI else f"%{byte:02X}" for byte in path.encode(errors="surrogateescape"))
