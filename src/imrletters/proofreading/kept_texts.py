"""Deletes the results that readers of statements keep while a case is checked, because several rules read a text."""

from imrletters.lexicon import body_mentions, treatments_in
from imrletters.proofreading.dated_events import dated_events
from imrletters.proofreading.prose.quoted import own_sentences, stated_sentences
from imrletters.proofreading.prose.requests import requests_in
from imrletters.proofreading.prose.sentences import sentences
from imrletters.proofreading.prose.words import words

READERS = (body_mentions, treatments_in, dated_events, sentences, stated_sentences, own_sentences, requests_in, words)


def delete_kept_texts() -> None:
    """Deletes all results, so that no words of the case stay in memory."""
    for reader in READERS:
        reader.cache_clear()
