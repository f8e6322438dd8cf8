"""Validates letters with veraPDF: every sample in every possible edition, both copies, with and without a letterhead.

Each is printed by every PDF engine, and the engines must print it alike. Both copies of every sample are also validated
signed, and those of one sample signed twice. Every tenth letter is merged into a print file, which is validated too.
PDF files given on the command line are validated instead of the samples.
First, veraPDF must refuse letters that were broken on purpose.
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from itertools import chain, product
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12

from imrletters import Case, CaseError, Letter, load_case, load_letterhead, render
from imrletters.case.base import AUDIENCES
from imrletters.mailing import merge
from imrletters.printing import ENGINES
from imrletters.rendering.templates import editions
from imrletters.signing.signers import pkcs12_signer
from imrletters.signing.signing import sign
from imrletters.testing import assert_engines_agree
from keys import key_and_certificate
from verapdf import Judge, NoJavaError, judges

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
OWN = SAMPLES / "own-organization"
SIGNED_TWICE = SAMPLES / "expedited.json"
BROKEN_PARTS = {"without tags": "/StructTreeRoot", "without metadata": "/Metadata"}
"""The part that is missing from a broken letter, and its key in the catalog of the PDF; both standards require it."""
FEWEST_RULES = {"PDF/UA-1": 100, "PDF/A-3a": 150}
"""The profiles have 106 and 155 rules; fewer mean that a profile was not read completely."""
FEWEST_CHECKS = 1000
"""Every character is checked, so the shortest letter has several thousand checks."""


def main(arguments: Sequence[str]) -> int:
    """Prints a line for each letter and standard; returns 0 if all letters conform and no broken one does."""
    try:
        standards = judges()
    except NoJavaError:
        print("conformance: veraPDF needs a Java runtime; on Debian and Ubuntu: apt install default-jre-headless")
        return 1
    named = [(path, Path(path).read_bytes()) for path in arguments]
    letters = iter(named) if named else sample_letters()
    first = next(letters)
    if not refuses_broken(first[1], standards):
        return 1
    # veraPDF runs in this process, so the letters are compared in another one at the same time
    with ProcessPoolExecutor(1, get_context("spawn")) as process:
        compared = [] if named else [*unsigned_letters()]
        disagreements = process.map(disagreement, [letter for _, letter in compared])
        merged: list[tuple[str, bytes]] = []
        answers = [conforms(name, pdf, standards) for name, pdf in remembered(chain([first], letters), merged)]
        if not named:
            answers.append(conforms(f"print file of {len(merged)} letters", print_file(merged), ua1_only(standards)))
        agreeing = [agrees(name, found) for (name, _), found in zip(compared, disagreements, strict=True)]
    rules = ", ".join(f"{standard}: {judge(first[1]).rules} rules" for standard, judge in standards.items())
    outcome = "all conform" if all(answers) else f"{answers.count(False)} do not conform"
    print(f"{len(answers)} letters, {rules}, {outcome}")
    if compared:
        print(f"{len(agreeing)} letters printed by {' and '.join(ENGINES)}: {agreeing.count(False)} differ")
    return 0 if all([*answers, *agreeing]) else 1


def sample_letters() -> Iterator[tuple[str, bytes]]:
    """The name and the PDF of every letter of the samples, printed by every engine."""
    for name, letter in unsigned_letters():
        for engine in ENGINES:
            yield f"{name} {engine}", replace(letter, engine=engine).pdf()
    yield from signed_letters()


def unsigned_letters() -> Iterator[tuple[str, Letter]]:
    """The name and the letter of every sample in every edition, both copies, with and without a letterhead."""
    folders = [(path, None) for path in sorted(SAMPLES.glob("*.json"))]
    letterheads = {"": None, "letterhead": load_letterhead(OWN / "letterhead.toml")}
    for path, templates in [*folders, (OWN / "own-edition.json", OWN / "templates")]:
        for case in in_each_edition(load_case(path, templates), templates):
            for audience in AUDIENCES:
                for label, letterhead in letterheads.items():
                    letter = render(case, audience, templates=templates, letterhead=letterhead)
                    yield f"{path.stem} {case.edition} {audience} {label}".rstrip(), letter


def signed_letters() -> Iterator[tuple[str, bytes]]:
    """Both copies of every sample, signed with a tagged field; those of one also signed again, outside of the page."""
    bundle = pkcs12.serialize_key_and_certificates(None, *key_and_certificate("A. Test Signer"), None, NoEncryption())
    signer = pkcs12_signer(bundle, lambda _: "")
    letterhead = load_letterhead(OWN / "letterhead.toml")
    for path in sorted(SAMPLES.glob("*.json")):
        for audience, engine in product(AUDIENCES, ENGINES):
            once = sign(render(load_case(path), audience, letterhead=letterhead, engine=engine).pdf(), signer)
            yield f"{path.stem} {audience} letterhead {engine} signed", once
            if path == SIGNED_TWICE:
                yield f"{path.stem} {audience} letterhead {engine} signed twice", sign(once, signer)


def remembered(letters: Iterable[tuple[str, bytes]], into: list[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """The same letters; every tenth one is added to ``into``."""
    for place, letter in enumerate(letters):
        if place % 10 == 0:
            into.append(letter)
        yield letter


def print_file(letters: Iterable[tuple[str, bytes]]) -> bytes:
    """The print file of these letters, which conforms to PDF/UA-1 and is no archive file (PDF/A)."""
    with TemporaryDirectory() as folder:
        merge(letters, Path(folder) / "mail.pdf", duplex=True)
        return (Path(folder) / "mail.pdf").read_bytes()


def ua1_only(standards: dict[str, Judge]) -> dict[str, Judge]:
    """Only PDF/UA-1."""
    return {"PDF/UA-1": standards["PDF/UA-1"]}


def in_each_edition(case: Case, templates: Path | None) -> Iterator[Case]:
    """The case in every edition that can print it."""
    for edition in editions(templates):
        changed = case.model_copy(update={"edition": edition})
        with suppress(CaseError):
            render(changed, templates=templates)
            yield changed


def disagreement(letter: Letter) -> str:
    """The differences of a letter between the engines; "" if they agree."""
    try:
        assert_engines_agree(letter)
    except AssertionError as error:
        return str(error)
    return ""


def agrees(name: str, differences: str) -> bool:
    """Whether the engines print a letter alike; prints the differences."""
    print(f"DIFFERS: {name}, {differences}" if differences else f"alike: {name}")
    return not differences


def refuses_broken(pdf: bytes, standards: dict[str, Judge]) -> bool:
    """Whether each standard refuses the letter after a required part is removed."""
    sound = True
    for name, key in BROKEN_PARTS.items():
        with pikepdf.open(BytesIO(pdf)) as document:
            if key in document.Root:
                del document.Root[key]
            document.save(broken := BytesIO())
        for standard, judge in standards.items():
            failures = judge(broken.getvalue()).failures
            sound = sound and bool(failures)
            result = f"refused as expected: {failures[0]}" if failures else "NOT REFUSED: the validator does not work"
            print(f"broken on purpose: letter {name}, {standard}: {result}")
    return sound


def conforms(name: str, pdf: bytes, standards: dict[str, Judge]) -> bool:
    """Whether a letter conforms to every standard; prints the violations."""
    sound = True
    for standard, judge in standards.items():
        rules, checks, failures = judge(pdf)
        if rules < FEWEST_RULES[standard] or checks < FEWEST_CHECKS:
            failures.append(f"too few: expected {FEWEST_RULES[standard]} rules and {FEWEST_CHECKS} checks or more")
        sound = sound and not failures
        print(f"{'FAILS' if failures else 'ok'}: {name}, {standard}: {rules} rules, {checks} checks")
        print("".join(f"    {failure}\n" for failure in failures), end="")
    return sound


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
