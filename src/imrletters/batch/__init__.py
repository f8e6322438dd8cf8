"""Many cases to their letters: fast, in order, and so that nothing is lost whatever happens on the way."""

from imrletters.batch.order import Order
from imrletters.batch.run import render_many
from imrletters.batch.work import Outcome

__all__ = ["Order", "Outcome", "render_many"]
