"""The form of the tables in the lexicon's TOML files."""

from pydantic import BaseModel, ConfigDict


class Table(BaseModel):
    """A table of a TOML file: every key is known, and no value changes."""

    model_config = ConfigDict(extra="forbid", frozen=True)
