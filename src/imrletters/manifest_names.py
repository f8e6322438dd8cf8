"""The names of what a batch writes into its output folder besides letters. They need no model of a record."""

MANIFEST = "manifest.jsonl"
"""The name of the manifest that a batch writes beside its letters."""
JOURNAL = ".imrletters-account"
"""The name of the journal of a batch, which is beside its letters until every case has been tried."""
SUPERSEDED = "superseded"
"""The name of the folder to which a batch moves letters that are no longer current. It has a manifest of its own."""
