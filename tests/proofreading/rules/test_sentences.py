"""Slips of grammar: found at their places, and nothing else."""

import pytest

from tests.proofreading.support import found, is_found_inside
from tests.support import case

FOUND = {
    "T25": [
        "a MRI of", "an lumbar brace", "a EMG of", "an UR report", "a 8-week course", "an 6 week course",
        "a ulnar nerve",
        "an unit", "a hour", "a NCV",
    ],
    "T26": [
        "there no sign of it", "the worker has can return", "in the including the hip", "a diagnosis of for",
        "in the of it",
        "it can returns", "she did not showed", "it does not has", "has underwent surgery", "it is been proven",
        "was denied due to there was no note", "denied due to the report was late", "he of the ship", "and or hip",
        "is currently undergo therapy", "the worker in a 46 year old", "the request is no medically necessary",
        "with of the", "than per visit", "the knee is is", "may by performed at", "able to performed a", "a the knee",
        "documented decrease sensation to",
    ],
    "T27": [
        "8 session of", "a prescriptions for", "these symptom of", "there is no findings of",
        "there are no evidence of",
        "1 weeks of", "multiple injection of", "two week of", "a patient who have", "3 time a week",
        "a 6 weeks course",
    ],
    "T28": [
        "it seems that the results of the test was", "that the notes fails to",
        "because the review of the records reveal",
    ],
    "T29": ["the injured workers knee is", "the patients pain is", "its not so", "the patient's is a"],
    "T30": ["to ease pain to ease pain", "rest, a long swim, a long swim, and", "of rest of rest"],
    "T31": [
        "complained pain in", "prior the dive", "range motion of", "no evidence the worker's consent to",
        "despite of it",
        "as a result from the", "states that patient has", "suggestive L5 disease", "was diagnosed right hip pain",
        "in event of pain", "over past 3 weeks", "the guides do not address.",
    ],
}  # fmt: skip
NOT_FOUND = {
    "T25": [
        "an MRI of", "a urine test", "a UR report", "a TENS unit", "an NSAID", "a LESI", "an LESI", "a unit",
        "a one-time",
        "an hour", "an 8-week", "an 80 mg", "a 60 mg", "a European", "a history", "an historical",
        "vitamin A is", "a UDS",
        "an X-ray", "a x b",
    ],
    "T26": [
        "there is no sign", "what she has can be", "the pain she complains of with walking", "from within the whale",
        "that he was diagnosed with for years", "for over a year", "should surgery be", "the symptoms she has are",
        "due to the report being late", "due to increased pain", "does not rest", "had undergone", "is to be",
        "in and of",
        "has been to", "to and from the ship", "all it is is", "not only the knee",
    ],
    "T27": [
        "8 sessions of", "a week of", "these symptoms of", "a sports injury", "a series of", "two week trial of it",
        "there is pain and spasms", "there are a number of", "this results in", "level 3 session of", "a few weeks",
        "patients who have", "a 6-week course", "8 visit trial",
    ],
    "T28": [
        "the number of visits are", "the results of the test were", "pain and spasm were",
        "recommended that the worker rest",
        "the results were normal and the test was", "6 visits is", "the list of drugs is",
    ],
    "T29": ["the injured worker's knee", "patients with pain", "its own", "it's so", "the workers rest"],
    "T30": ["rest and rest", "day by day", "more and more", "as soon as", "2, 2, 2, 2", "what is advised is advised"],
    "T31": [
        "complained of pain", "prior to the dive", "prior authorization", "range of motion",
        "evidence the worker failed",
        "such as", "regarding the", "that the patient has", "suggestive of it", "a suggestive sign", "due to",
        "in the past",
    ],
}  # fmt: skip


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in FOUND.items() for text in texts])
def test_a_slip_of_grammar_is_found_at_its_place(code: str, text: str) -> None:
    assert is_found_inside(code, text)


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in NOT_FOUND.items() for text in texts])
def test_correct_english_is_not_found(code: str, text: str) -> None:
    assert not is_found_inside(code, text)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("T28", "The request for an X-ray and an MRI were denied."),
        ("T28", "Gait and posture was normal."),
        ("T28", "Drugs are given for a week and does not help."),
        ("T28", "The MTUS recommend rest."),
        ("T28", "No prior MRI are found."),
        ("T28", "The MTUS guidelines states that rest helps."),
        ("T31", "The last portion of the original request, three long visits for the hip."),
        ("T31", "The injured worker a 46 year old male."),
        ("T30", "Rest is advised for whoever hurts a hip or a knee. " * 2),
    ],
)  # fmt: skip
def test_a_slip_of_a_whole_sentence_is_found(code: str, text: str) -> None:
    assert found(code, case(clinical_case_summary=text))


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("T28", "Evaluation and treatment is advised."),
        ("T28", "The request for an X-ray and an MRI was denied."),
        ("T31", "The patient reports pain."),
        ("T31", "Positive Quill sign."),
        ("T31", "The following drugs: Quillin, Whalex."),
    ],
)
def test_a_correct_sentence_is_left(code: str, text: str) -> None:
    assert not found(code, case(clinical_case_summary=text))
