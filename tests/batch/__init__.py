"""Batches, run as programs that can be killed."""
