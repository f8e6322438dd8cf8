"""Connects to a Dask cluster, for ``imrletters render --scheduler``."""

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any

import click


@contextmanager
def cluster(scheduler: str | None) -> Iterator[tuple[Executor | None, int | None]]:
    """The executor of the cluster at this address, and its number of processes; None and None without an address.

    Raises UsageError if Dask is not installed, or the cluster cannot be reached or has no workers.
    """
    if scheduler is None:
        yield None, None
        return
    try:
        import dask  # noqa: PLC0415 - an optional dependency
        from distributed import Client  # noqa: PLC0415 - an optional dependency
    except ModuleNotFoundError:
        raise click.UsageError("--scheduler needs pip install 'imrletters[dask]'") from None
    for handler in logging.getLogger("distributed").handlers:
        handler.setLevel(logging.CRITICAL)  # this command reports errors itself, in one line
    try:
        client: Any = Client(scheduler)  # type: ignore[no-untyped-call] # distributed has no types
    except (OSError, ValueError, TimeoutError) as error:
        raise click.UsageError(f"cannot connect to a Dask scheduler at {scheduler}: {error}") from None
    with client:
        try:
            client.wait_for_workers(1, timeout=dask.config.get("distributed.comm.timeouts.connect"))
        except TimeoutError:
            raise click.UsageError(f"the Dask scheduler at {scheduler} has no workers") from None
        with _ClusterExecutor(client) as executor:
            yield executor, sum(client.nthreads().values())


class _ClusterExecutor(Executor):
    """The executor of Dask, except that futures are cancelled when the scheduler dies; Dask leaves them pending."""

    def __init__(self, client: Any) -> None:
        self.client = client
        self.executor: Executor = client.get_executor()
        self.pending: set[Future[Any]] = set()
        self.stopped = Event()
        Thread(target=self._cancel_when_lost, daemon=True).start()

    def submit(self, function: Callable[..., Any], /, *arguments: Any, **named: Any) -> "Future[Any]":
        """Submits one call. Raises CancelledError if the connection to the scheduler is lost."""
        if self._is_lost():
            raise CancelledError
        future = self.executor.submit(function, *arguments, **named)
        self.pending.add(future)
        future.add_done_callback(self.pending.discard)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - the signature of Executor
        """Stops watching the scheduler, and returns immediately."""
        self.stopped.set()
        if not self._is_lost():
            self.executor.shutdown(wait=False)

    def _cancel_when_lost(self) -> None:
        while not self.stopped.wait(1):
            if self._is_lost():
                for future in list(self.pending):
                    future.cancel()

    def _is_lost(self) -> bool:
        return self.client.status in ("closing", "closed")
