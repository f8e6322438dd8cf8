"""All letters conform to PDF/UA-1 by a validator without Java; both validators refuse broken letters."""

import importlib
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import jpype
import pytest

from imrletters.case.base import AUDIENCES, Audience
from tests.support import ROOT, SAMPLES, every, sample_pdf
from tests.validators import FAULTS, broken, ua1_failures


@pytest.fixture
def conformance(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module that `make conformance` runs. Tests never start Java: both Java and pytest install signal handlers."""
    monkeypatch.syspath_prepend(ROOT / "tools")
    return importlib.import_module("conformance")


def has_java() -> bool:
    try:
        jpype.getDefaultJVMPath()
    except (jpype.JVMNotFoundException, jpype.JVMNotSupportedException):
        return False
    return True


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("path", every(3, SAMPLES), ids=lambda path: path.stem)
def test_a_letter_conforms_to_pdf_ua(path: Path, audience: Audience) -> None:
    assert ua1_failures(sample_pdf(path, audience)) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_a_broken_letter_does_not_conform(fault: str) -> None:
    assert ua1_failures(broken(sample_pdf(SAMPLES[0]), fault))


@pytest.mark.long
@pytest.mark.skipif(not has_java(), reason="veraPDF needs a Java runtime, which was not found")
def test_verapdf_accepts_a_letter_and_refuses_broken_ones(tmp_path: Path) -> None:
    sound = tmp_path / "sound.pdf"
    sound.write_bytes(sample_pdf(SAMPLES[0]))
    faulty = [tmp_path / f"{fault}.pdf" for fault in FAULTS]
    for letter in faulty:
        letter.write_bytes(broken(sample_pdf(SAMPLES[0]), letter.stem))
    command: list[str | Path] = [sys.executable, ROOT / "tools" / "conformance.py", sound, *faulty]
    outcome = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert outcome.returncode == 1, outcome.stderr
    planted, *lines, summary = outcome.stdout.split("broken on purpose: ")[-1].splitlines()
    assert "refused as expected" in planted
    assert [line.split(" rules")[0] for line in lines[:2]] == [
        f"ok: {sound}, PDF/UA-1: 106",
        f"ok: {sound}, PDF/A-3a: 155",
    ]
    for letter in faulty:
        assert f"FAILS: {letter}, PDF/UA-1: 106 rules" in outcome.stdout
    number = len(faulty)
    assert summary == f"{number + 1} letters, PDF/UA-1: 106 rules, PDF/A-3a: 155 rules, {number} do not conform"


@pytest.mark.parametrize(("rules", "checks"), [(0, 0), (99, 9999), (106, 10)])
def test_a_profile_with_too_few_rules_or_checks_passes_no_letter(
    conformance: ModuleType, rules: int, checks: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert not conformance.conforms("letter", b"", {"PDF/UA-1": lambda _: (rules, checks, [])})
    assert "too few: expected 100 rules and 1000 checks or more" in capsys.readouterr().out
    assert conformance.conforms("letter", b"", {"PDF/UA-1": lambda _: (106, 9999, [])})


def test_a_validator_that_accepts_a_broken_letter_fails_the_run(
    conformance: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    verapdf = importlib.import_module("verapdf")
    blind = {"PDF/UA-1": lambda _: verapdf.Verdict(106, 9999, [])}
    monkeypatch.setattr(conformance, "judges", lambda: blind)
    monkeypatch.setattr(conformance, "sample_letters", lambda: iter([("letter", sample_pdf(SAMPLES[0]))]))
    assert conformance.main([]) == 1
    assert "NOT REFUSED" in capsys.readouterr().out


def test_without_java_the_message_names_the_package_to_install(
    conformance: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def none() -> str:
        raise jpype.JVMNotFoundException

    monkeypatch.setattr(jpype, "getDefaultJVMPath", none)
    assert conformance.main([]) == 1
    output = capsys.readouterr().out
    assert output.count("\n") == 1
    assert "apt install default-jre-headless" in output
