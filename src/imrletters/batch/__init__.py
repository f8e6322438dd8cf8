"""Many cases to their letters: fast, in order, and so that nothing is lost whatever happens on the way."""

from imrletters.batch.book import make_missing
from imrletters.batch.files import write_whole
from imrletters.batch.ledger import Ledger
from imrletters.batch.options import SUFFIXES, Format, RenderOptions
from imrletters.batch.pool import processes
from imrletters.batch.run import render_many
from imrletters.batch.work import Outcome, make, warm_up
from imrletters.batch.workers import LIFE

__all__ = [
    "LIFE",
    "SUFFIXES",
    "Format",
    "Ledger",
    "Outcome",
    "RenderOptions",
    "make",
    "make_missing",
    "processes",
    "render_many",
    "warm_up",
    "write_whole",
]
