"""Which fields of the case each template reads."""

from pathlib import Path

import pytest

from imrletters import HouseStyleError
from imrletters.rendering.environments import template_names
from imrletters.rendering.fields import template_fields
from tests.support import OWN


def mine(folder: Path, body: str) -> list[tuple[int, str, bool]]:
    """The fields that an own template reads: line, name, and whether the field is known."""
    path = folder / "editions" / "mine.j2"
    path.parent.mkdir()
    path.write_text(body, encoding="utf-8")
    fields = [field for field in template_fields(folder) if field.template == "editions/mine.j2"]
    return sorted((field.line, field.field, field.known) for field in fields)


def test_the_built_in_templates_read_known_fields_only() -> None:
    found = list(template_fields())
    assert len(found) > 40
    assert [field for field in found if not field.known] == []
    assert {field.template for field in found} < set(template_names())


@pytest.mark.parametrize(
    ("template", "field"),
    [
        ("letter.j2", "header.case_number"),
        ("letter.j2", "clinical_case_summary"),
        ("letter.j2", "disputed_items.*.partial_approval.original_request"),
        ("editions/2014.j2", "expert_reviewer.specialties"),
        ("editions/2015.j2", "disputed_items.*.maximus_guideline.mtus.*.pages"),
        ("copies/parties.j2", "parties.*.address"),
        ("copies/parties.j2", "replaces.error"),
        ("copies/parties.j2", "decisions"),
    ],
)
def test_a_field_is_found_where_it_is_read(template: str, field: str) -> None:
    found = {(one.template, one.field): one.line for one in template_fields()}
    assert found[template, field] > 1


def test_own_templates_are_included() -> None:
    names = {field.template for field in template_fields(OWN / "templates")}
    assert {"editions/lighthouse.j2", "editions/2016.j2"} <= names
    assert all(field.known for field in template_fields(OWN / "templates"))


def test_a_field_that_no_case_has_is_unknown(tmp_path: Path) -> None:
    body = "{% block words %}\n{{ telephone }}\n{{ organization.telephone }}\n{{ organization.name }}{% endblock %}\n"
    assert mine(tmp_path, body) == [
        (2, "telephone", False),
        (3, "organization.telephone", False),
        (4, "organization.name", True),
    ]


def test_loops_and_names_of_the_template_itself_are_followed(tmp_path: Path) -> None:
    body = """{% set gap = metadata.date %}{{ document.title }}{{ gap }}
{% macro twice(text) %}{{ text }}{{ text }}{% endmacro %}
{% for entry in disputed_items %}
{{ loop.index }}{{ twice(entry.service) }}{{ entry.price }}
{% endfor %}
"""
    assert mine(tmp_path, body) == [
        (1, "metadata.date", True),
        (3, "disputed_items", True),
        (4, "disputed_items.*.price", False),
        (4, "disputed_items.*.service", True),
    ]


def test_a_template_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(HouseStyleError, match=r"^editions/mine\.j2:2: error: "):
        mine(tmp_path, "fine\n{% if %}\n")
