"""A letter that other templates printed, and that is no longer what would be printed today."""

from pathlib import Path

import pytest

from imrletters import load_case, render, verify
from imrletters.manifest import Record
from imrletters.printing.provenance import _digest_of_own, digest
from imrletters.rendering.environments import environment_of
from tests.cli.command import imrletters
from tests.verification.letters import SAMPLE, attached_stream, print_letter
from tests.verification.rewriting import Change, add_open_action, annotate, change_attached_decision, rewritten

SENTENCE = '{% extends "imrletters/editions/2016.j2" %}\n{% block items_title %}THE ITEMS IN DISPUTE{% endblock %}\n'


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    (tmp_path / "templates/editions").mkdir(parents=True)
    (tmp_path / "templates/editions/2016.j2").write_text(SENTENCE)
    return tmp_path / "templates"


@pytest.fixture
def letter(templates: Path) -> bytes:
    """A letter of templates whose title of a section has changed since."""
    pdf = print_letter(render(load_case(SAMPLE, templates), templates=templates))
    (templates / "editions/2016.j2").write_text(SENTENCE.replace("THE ITEMS", "ALL ITEMS"))
    forget()
    return pdf


def forget() -> None:
    """Clears what a process keeps of templates, as if it had ended."""
    _digest_of_own.cache_clear()
    environment_of.cache_clear()


def test_a_letter_of_templates_that_were_changed_is_outdated_and_not_altered(letter: bytes, templates: Path) -> None:
    result = verify(letter, templates=templates)
    assert (result.answer, result.where, result.sound) == ("outdated", None, False)
    assert "own_templates: printed with" in result.what
    assert "'THE' instead of 'ALL'" in result.what
    record = Record(case_number="CM16-0000002", files={"a.pdf": digest(letter)})
    recorded = verify(letter, templates=templates, record=[record])
    assert (recorded.answer, recorded.sound) == ("outdated", False)


@pytest.mark.parametrize("change", [annotate, add_open_action, change_attached_decision])
def test_a_changed_letter_of_other_templates_is_altered(letter: bytes, templates: Path, change: Change) -> None:
    assert verify(rewritten(change, letter), templates=templates).answer == "altered"


def test_a_letter_of_other_templates_that_exchanges_decisions_is_altered(templates: Path) -> None:
    data = load_case(SAMPLE, templates)
    decisions = {"Upheld": "Overturned", "Overturned": "Upheld"}
    items = [item.model_copy(update={"decision": decisions[item.decision]}) for item in data.disputed_items]
    assert len({item.decision for item in items}) == 2
    exchanged = data.model_copy(update={"disputed_items": tuple(items)})
    forged = print_letter(render(exchanged, templates=templates))
    (templates / "editions/2016.j2").write_text(SENTENCE.replace("THE ITEMS", "ALL ITEMS"))
    forget()
    assert verify(with_case(forged, data.to_json()), templates=templates).answer == "altered"


def with_case(pdf: bytes, case: str) -> bytes:
    return rewritten(lambda document: attached_stream(document).write(case.encode()), pdf)


def test_the_command_has_its_own_answer_and_exit_code(letter: bytes, templates: Path, tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(letter)
    result = imrletters("verify", path, "--templates", templates)
    assert result.exit_code == 5
    assert "letter.pdf: not what would be printed today" in result.stdout
    assert "altered" not in result.stdout
