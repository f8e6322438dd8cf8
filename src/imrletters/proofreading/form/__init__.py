"""Readers of slips of form: broken sentences, punctuation and spelling.

Each reader takes a sentence or a text and yields slips; ``reader`` applies readers to a case. The TOML files list
sequences of words, one file for each kind.
"""

from imrletters.proofreading.form.agreement import disagreements
from imrletters.proofreading.form.articles import wrong_articles
from imrletters.proofreading.form.clauses import bare_persons, verbless
from imrletters.proofreading.form.existence import wrong_existence
from imrletters.proofreading.form.lists import lost_commas
from imrletters.proofreading.form.punctuation import (
    doubled_marks,
    lost_stops,
    missing_end,
    small_starts,
    spacing,
    unbalanced,
)
from imrletters.proofreading.form.reader import (
    all_listed_sequences,
    in_all_sentences,
    in_narratives,
    in_passages,
    in_sentences,
    in_texts,
    listed_sequences,
)
from imrletters.proofreading.form.repetition import repeated_passages, repeated_phrases
from imrletters.proofreading.form.report import findings_of
from imrletters.proofreading.form.shared_subjects import joined_requests, joined_subjects, mismatched_verbs
from imrletters.proofreading.form.slip import Slip
from imrletters.proofreading.form.spelling import misspellings
from imrletters.proofreading.form.template_remnants import remnants, states_sex
from imrletters.proofreading.form.terms import near_terms

__all__ = [
    "Slip",
    "all_listed_sequences",
    "bare_persons",
    "disagreements",
    "doubled_marks",
    "findings_of",
    "in_all_sentences",
    "in_narratives",
    "in_passages",
    "in_sentences",
    "in_texts",
    "joined_requests",
    "joined_subjects",
    "listed_sequences",
    "lost_commas",
    "lost_stops",
    "mismatched_verbs",
    "missing_end",
    "misspellings",
    "near_terms",
    "remnants",
    "repeated_passages",
    "repeated_phrases",
    "small_starts",
    "spacing",
    "states_sex",
    "unbalanced",
    "verbless",
    "wrong_articles",
    "wrong_existence",
]
