"""Tests the drugs and other treatments."""

import pytest

from imrletters.lexicon import group_names, treatment_names, treatments_in


def names(text: str) -> list[str]:
    return [mention.treatment.name for mention in treatments_in(text)]


@pytest.mark.parametrize(
    ("text", "name", "group"),
    [
        ("Norco 10/325mg #60", "hydrocodone", "opioid"),
        ("Pepcid 20mg", "famotidine", "H2 blocker"),
        ("Lidoderm patches", "lidocaine", "topical analgesic"),
        ("an EMG", "EMG", "nerve study"),
        ("a lumbar ESI", "epidural steroid injection", "epidural injection"),
        ("physiotherapy", "physical therapy", "physical medicine"),
        ("a total knee arthroplasty", "arthroplasty", "surgery"),
        ("an LSO brace", "lumbar support", "brace"),
        ("a home H-wave device", "H-wave", "electrical stimulation"),
    ],
)
def test_a_treatment_is_found_with_its_group(text: str, name: str, group: str) -> None:
    mention = treatments_in(text)[0]
    assert mention.treatment.name == name
    assert group in mention.treatment.groups


def test_a_class_is_distinguished_from_a_drug() -> None:
    assert [mention.treatment.is_group for mention in treatments_in("Opioids such as tramadol")] == [True, False]


def test_treatments_of_one_kind_are_alike() -> None:
    first, second, third = (mention.treatment for mention in treatments_in("ranitidine, Pepcid, Prilosec"))
    assert first.is_like(second)
    assert first.is_like(third)  # both protect the stomach
    assert not first.is_like(treatments_in("MRI")[0].treatment)


def test_a_drug_has_its_usual_units() -> None:
    assert treatments_in("Norco")[0].treatment.units == ("mg",)
    assert "mcg/hr" in treatments_in("fentanyl")[0].treatment.units


def test_there_are_many_drugs() -> None:
    assert sum(mention.treatment.is_drug for name in treatment_names() for mention in treatments_in(name)) > 900


def test_groups_have_names() -> None:
    assert {"opioid", "NSAID", "imaging", "surgery"} <= group_names()
