"""A workflow for determinations in a SQLite database: draft, check, issue, correct."""
