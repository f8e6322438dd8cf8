"""The executor of a Dask cluster, for imrletters render --scheduler."""

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any

import click


@contextmanager
def cluster(scheduler: str | None) -> Iterator[tuple[Executor | None, int | None]]:
    """The executor behind the scheduler at an address, and how many processes it has; neither without an address."""
    if scheduler is None:
        yield None, None
        return
    try:
        import dask  # noqa: PLC0415 - an extra
        from distributed import Client  # noqa: PLC0415
    except ModuleNotFoundError:
        raise click.UsageError("--scheduler needs pip install 'imrletters[dask]'") from None
    for handler in logging.getLogger("distributed").handlers:
        handler.setLevel(logging.CRITICAL)  # what goes wrong is said here, in a line
    try:
        client: Any = Client(scheduler)  # type: ignore[no-untyped-call] # it has no types
    except (OSError, ValueError, TimeoutError) as error:
        raise click.UsageError(f"no Dask scheduler answers at {scheduler}: {error}") from None
    with client:
        try:
            client.wait_for_workers(1, timeout=dask.config.get("distributed.comm.timeouts.connect"))
        except TimeoutError:
            raise click.UsageError(f"the Dask scheduler at {scheduler} has no workers") from None
        with _Watched(client) as executor:
            yield executor, sum(client.nthreads().values())


class _Watched(Executor):
    """Dask's executor, but for a scheduler that is gone: its futures would never end, here they are cancelled."""

    def __init__(self, client: Any) -> None:
        self.client = client
        self.executor: Executor = client.get_executor()
        self.under_way: set[Future[Any]] = set()
        self.over = Event()
        Thread(target=self._watch, daemon=True).start()

    def submit(self, function: Callable[..., Any], /, *arguments: Any, **named: Any) -> "Future[Any]":
        """Gives out one call. Raises CancelledError where the scheduler is gone."""
        if self._is_gone():
            raise CancelledError
        future = self.executor.submit(function, *arguments, **named)
        self.under_way.add(future)
        future.add_done_callback(self.under_way.discard)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - Executor's
        """Ends the watch, and gives up what is not done."""
        self.over.set()
        if not self._is_gone():
            self.executor.shutdown(wait=False)

    def _watch(self) -> None:
        while not self.over.wait(1):
            if self._is_gone():
                for future in list(self.under_way):
                    future.cancel()

    def _is_gone(self) -> bool:
        return self.client.status in ("closing", "closed")
