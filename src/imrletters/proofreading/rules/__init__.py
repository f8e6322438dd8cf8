"""The proofreading rules, one module per theme. Importing a module registers its rules."""
