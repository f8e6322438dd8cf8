"""Editions to add to ours in tests: each changes what an edition may change."""

from pathlib import Path

TITLES = """{% extends "imrletters/editions/2016.j2" %}
{% block how_made_title %}HOW WE DECIDED{% endblock %}
{% block summary_title %}SUMMARY OF THE FILE{% endblock %}
{% block items_title %}WHAT WE DECIDED{% endblock %}
{% block rationale_label %}Why:{% endblock %}
{% block guideline_label %}Evidence of {{ label }}:{% endblock %}
{% block decision_gap %} - {% endblock %}
"""
FEWER = """{% extends "imrletters/editions/2016.j2" %}
{% block how_made %}{{ organization.name }} asked a reviewer with these credentials:{% endblock %}
{% block summary_opening %}{% endblock %}
{% block items_opening %}{% endblock %}
{% block citation %}
{{ citation.title }}{% if citation.sections %} (see {{ citation.sections | join("; ") }}){% endif %}
{%- endblock %}
{% block citation_joint %}; {% endblock %}
"""
MORE = """{% extends "imrletters/editions/2015.j2" %}
{% block header %}
{{ m.stacked([
  "Application: " ~ header.application_received,
  "Decided: " ~ header.decision_date,
  "Denied: " ~ header.ur_denial_date,
]) }}
{{ m.stacked([
  "Injury: " ~ header.date_of_injury,
  "Assigned: " ~ header.date_assigned,
  "Priority: " ~ header.priority,
  "Case: " ~ header.case_number,
]) }}
{{ m.blank() }}
{% endblock %}
{% block how_made %}
The reviewer read the file. {{ expert_reviewer.specialties }} is the field of the reviewer, who is licensed in
{{ expert_reviewer.licensure_states }} and was chosen by {{ organization.name }}.
{% endblock %}
{% block credentials %}
{{ m.title("WHAT THE REVIEWER READ") }}
{% call m.paragraph() %}
All of it.
{% endcall %}
{{ m.blank() }}
{% endblock %}
{% block summary_opening %}
{{ super() }}
{{ m.blank() }}
{% call m.paragraph() %}
It is short.
{% endcall %}
{% endblock %}
{% block no_evidence %}{{ side }}: none.{% endblock %}
"""
COPY = '{% extends "imrletters/editions/2016.j2" %}'
EDITIONS = {"titles": TITLES, "fewer": FEWER, "more": MORE, "draft": COPY}
"""The templates of the editions by name. "draft" prints the same letters as 2016."""


def plant(folder: Path, **editions: str) -> Path:
    """The folder with a template for each edition."""
    (folder / "editions").mkdir(parents=True, exist_ok=True)
    for name, template in editions.items():
        (folder / "editions" / f"{name}.j2").write_text(template, encoding="utf-8")
    return folder
