"""Batches, run as a person runs them: as processes that can be killed."""
