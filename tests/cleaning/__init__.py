"""Tests of the repair of pasted text."""
