"""The proofreading rules, one module per theme. ``registry`` loads every module here."""
