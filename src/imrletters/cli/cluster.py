"""The executor of a Dask cluster, for imrletters render --scheduler."""

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
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
    try:
        client: Any = Client(scheduler)  # type: ignore[no-untyped-call] # it has no types
    except (OSError, ValueError, TimeoutError) as error:
        raise click.UsageError(f"no Dask scheduler answers at {scheduler}: {error}") from None
    with client:
        try:
            client.wait_for_workers(1, timeout=dask.config.get("distributed.comm.timeouts.connect"))
        except TimeoutError:
            raise click.UsageError(f"the Dask scheduler at {scheduler} has no workers") from None
        yield client.get_executor(), sum(client.nthreads().values())
