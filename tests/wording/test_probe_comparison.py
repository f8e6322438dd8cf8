"""The fixed words of an edition are the same for every case and in both copies."""

from pathlib import Path

import pytest

from imrletters.wording.probe_comparison import read_letters
from tests.planted import EDITIONS, plant
from tests.wording.support import refuses

pytestmark = pytest.mark.long
SEVERAL = "{{ 'S' if disputed_items | length > 1 }}"
URGENT = "{% if header and header.priority == 'Expedited' %}It was urgent.{% endif %}"
CONDITIONAL = [
    ("how_made_title", f"THE DECISION{SEVERAL}"),
    ("summary_title", f"SUMMARY FOR THE ITEM{SEVERAL}"),
    ("items_title", f"ITEM{SEVERAL}"),
    ("items_opening", "{% call m.paragraph() %}There are {{ disputed_items | length }} items.{% endcall %}"),
    ("items_opening", "{% if disputed_items | length > 1 %}{{ super() }}{% endif %}"),
    ("rationale_label", f"REASON{SEVERAL}:"),
    ("decision_gap", "{{ ' - ' if disputed_items[0].decision == 'Overturned' else ' ' }}"),
    ("request", "{{ super() }}{{ ' (not granted)' if item.decision == 'Upheld' }}"),
    ("how_made", "{{ super() }}" + URGENT),
    ("how_made", "{{ super() }}" + URGENT.replace("Expedited", "Standard")),
    ("how_made", "{{ super() }}{% if ',' in expert_reviewer.licensure_states %}Of several states.{% endif %}"),
    ("credentials", "{{ super() }}{% if ',' in expert_reviewer.specialties %}{{ m.title('SKILLS') }}{% endif %}"),
    ("credentials", "{{ super() }}{% if not header %}{{ m.title('CASE') }}{% endif %}"),
    ("summary_opening", "{% if header %}{{ super() }}{% endif %}"),
    ("summary_opening", "{% if clinical_case_summary | length == 1 %}{{ super() }}{% endif %}"),
    ("no_evidence", "{{ side }}: none{{ ', yet overturned' if item.decision == 'Overturned' }}."),
    ("outside_mtus", "{{ 'cited others:' if disputed_items[0].decision == 'Upheld' else 'cites others:' }}"),
    ("guideline_label", "{{ label }} evidence{{ ' (urgent)' if header and header.priority == 'Expedited' }}:"),
    ("header", "{{ super() }}{{ m.stacked(['Items: ' ~ header.case_number]) if disputed_items | length == 1 }}"),
    ("first_year", "{{ 2016 if disputed_items | length > 1 else 2017 }}"),
    ("opioid_advisory", "{{ 'expected' if header }}"),
    ("precedence", "{{ 10 if disputed_items | length > 1 else 30 }}"),
]  # fmt: skip


@pytest.mark.parametrize(("block", "words"), CONDITIONAL)
def test_an_edition_whose_words_depend_on_the_case_is_refused(block: str, words: str, tmp_path: Path) -> None:
    refuses(tmp_path, block, words, f"block {block}: prints other words for another case: ")


def test_the_words_that_depend_on_the_case_are_shown(tmp_path: Path) -> None:
    shown = "block items_title: prints other words for another case: 'ITEMS', and 'ITEM'"
    refuses(tmp_path, "items_title", f"ITEM{SEVERAL}", shown)


def test_a_parties_copy_whose_title_depends_on_the_decisions_is_refused(tmp_path: Path) -> None:
    (tmp_path / "copies").mkdir()
    copy = (
        '{% extends "imrletters/copies/parties.j2" %}{% block notice %}{{ m.title("DENIAL " ~ outcome) }}{% endblock %}'
    )
    (tmp_path / "copies" / "parties.j2").write_text(copy, encoding="utf-8")
    refuses(tmp_path, "decision_gap", " ", "block notice: prints other words for another case: 'DENIAL UPHELD', and")


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_titles_of_the_parties_copy_are_read(edition: str, tmp_path: Path) -> None:
    letters = read_letters(edition, plant(tmp_path, **EDITIONS))
    assert letters.notice_title == "NOTICE OF INDEPENDENT MEDICAL REVIEW FINAL DETERMINATION"
    assert letters.documents_title == "DOCUMENTS REVIEWED"
