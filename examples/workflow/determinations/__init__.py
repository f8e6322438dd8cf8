"""Determinations on their way from a draft to the letters that are issued, kept in a SQLite database."""
