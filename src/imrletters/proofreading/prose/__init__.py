"""Reads statements from the prose of a letter.

``sentences`` splits a text into sentences. ``quoted`` separates the reviewer's own sentences from quotations and from
sentences that report a guideline. ``negation`` finds what a sentence denies. ``sources`` finds the guidelines that a
rationale relies on, and ``silence`` those that it calls silent. ``passages`` recognizes known guideline passages.
"""
