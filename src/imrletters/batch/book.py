"""Runs a batch into a folder: only what is missing or changed is made, and entered when it is whole."""

from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Executor
from contextlib import closing

from imrletters.batch.ledger import Ledger
from imrletters.batch.run import render_many
from imrletters.batch.work import Outcome
from imrletters.documents import Document


def make_missing(
    documents: Iterable[Document],
    ledger: Ledger,
    *,
    jobs: int | None = None,
    executor: Executor | None = None,
    kept: Callable[[Document], None],
) -> Generator[Outcome, None, None]:
    """Makes and enters what the ledger does not have yet; ``kept`` is told of each case that it has.

    Yields each outcome once it is entered. Raises OSError and sqlite3.Error where the folder cannot be written; the
    ledger then goes on from there at the next call.
    """
    given: dict[str, Document] = {}

    def missing() -> Iterator[Document]:
        for document in documents:
            if ledger.is_made(document):
                kept(document)
            else:
                given[document.stem] = document
                yield document

    with closing(render_many(missing(), ledger.options, jobs=jobs, executor=executor)) as outcomes:
        for outcome in outcomes:
            yield ledger.enter(given.pop(outcome.stem), outcome)
