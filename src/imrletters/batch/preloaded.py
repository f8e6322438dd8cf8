"""Renders and reads a letter once, when it is imported: in the process from which the workers of a batch are forked.

All workers then share the wordings of the editions, the templates and the catalogue of guidelines, for which each would
take 0.15 s of its own. Nothing is printed, because a process that has printed must not be forked.
"""

from contextlib import suppress

from imrletters.case import example_case
from imrletters.errors import ImrlettersError
from imrletters.letter import render

with suppress(ImrlettersError):  # a worker raises the same error, with the case that it concerns
    render(example_case()).carried_case()
