"""The tests of the workflow."""
