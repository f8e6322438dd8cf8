"""Holds letters against veraPDF: every sample in each edition it can have, both copies, with and without a letterhead.

Both copies of every sample are also signed, of one also twice. PDF files that are named on the command line are looked
at instead. A letter broken on purpose must be refused first.
"""

import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from io import BytesIO
from itertools import chain
from pathlib import Path

import pikepdf
from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12

from imrletters import Case, CaseError, load_case, load_letterhead, render
from imrletters.case.base import AUDIENCES
from imrletters.rendering.templates import editions
from imrletters.signing.signers import pkcs12_signer
from imrletters.signing.signing import sign
from keys import key_and_certificate
from verapdf import Judge, NoJavaError, judges

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
OWN = SAMPLES / "own-organization"
SIGNED_TWICE = SAMPLES / "expedited.json"
PLANTED = {"without tags": "/StructTreeRoot", "without metadata": "/Metadata"}
"""What a broken letter lacks, and its key in the PDF's catalog; neither standard allows that."""
FEWEST_RULES = {"PDF/UA-1": 100, "PDF/A-3a": 150}
"""With fewer the profile was not read whole: there are 106 and 155."""
FEWEST_CHECKS = 1000
"""Every character is looked at, and the shortest letter takes several thousand checks."""


def main(arguments: Sequence[str]) -> int:
    """Prints a line for each letter and standard; 0 if all letters conform and no broken one does."""
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
    answers = [conforms(name, pdf, standards) for name, pdf in chain([first], letters)]
    rules = ", ".join(f"{standard}: {judge(first[1]).rules} rules" for standard, judge in standards.items())
    outcome = "all conform" if all(answers) else f"{answers.count(False)} do not conform"
    print(f"{len(answers)} letters, {rules}, {outcome}")
    return 0 if all(answers) else 1


def sample_letters() -> Iterator[tuple[str, bytes]]:
    """The name and the PDF of every letter that the samples make."""
    folders = [(path, None) for path in sorted(SAMPLES.glob("*.json"))]
    heads = {"": None, "letterhead": load_letterhead(OWN / "letterhead.toml")}
    for path, templates in [*folders, (OWN / "own-edition.json", OWN / "templates")]:
        for case in in_each_edition(load_case(path, templates), templates):
            for audience in AUDIENCES:
                for dress, letterhead in heads.items():
                    letter = render(case, audience, templates=templates, letterhead=letterhead)
                    yield f"{path.stem} {case.edition} {audience} {dress}".rstrip(), letter.pdf()
    yield from signed_letters()


def signed_letters() -> Iterator[tuple[str, bytes]]:
    """Both copies of every sample, signed (a tagged field); of one also twice (the second lies outside of the page)."""
    bundle = pkcs12.serialize_key_and_certificates(None, *key_and_certificate("A. Test Signer"), None, NoEncryption())
    signer = pkcs12_signer(bundle, lambda _: "")
    letterhead = load_letterhead(OWN / "letterhead.toml")
    for path in sorted(SAMPLES.glob("*.json")):
        for audience in AUDIENCES:
            once = sign(render(load_case(path), audience, letterhead=letterhead).pdf(), signer)
            yield f"{path.stem} {audience} letterhead signed", once
            if path == SIGNED_TWICE:
                yield f"{path.stem} {audience} letterhead signed twice", sign(once, signer)


def in_each_edition(case: Case, templates: Path | None) -> Iterator[Case]:
    """The case in every edition that has words for all it says."""
    for edition in editions(templates):
        changed = case.model_copy(update={"edition": edition})
        with suppress(CaseError):
            render(changed, templates=templates)
            yield changed


def refuses_broken(pdf: bytes, standards: dict[str, Judge]) -> bool:
    """Whether each standard refuses the letter once something that it asks for is taken out."""
    sound = True
    for name, key in PLANTED.items():
        with pikepdf.open(BytesIO(pdf)) as document:
            if key in document.Root:
                del document.Root[key]
            document.save(broken := BytesIO())
        for standard, judge in standards.items():
            failures = judge(broken.getvalue()).failures
            sound = sound and bool(failures)
            answer = f"refused, as it must be: {failures[0]}" if failures else "NOT REFUSED, which no validator may do"
            print(f"planted: a letter {name}, {standard}: {answer}")
    return sound


def conforms(name: str, pdf: bytes, standards: dict[str, Judge]) -> bool:
    """Whether a letter keeps every standard; prints what it does not keep."""
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
