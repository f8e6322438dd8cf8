"""The state of the running service. It contains no case."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from fastapi import Request

from imrletters.errors import DataError, Problem
from imrletters.mtus import OwnGuidelines
from imrletters.printing import EngineName
from imrletters.rendering import HouseStyle
from imrletters.service.file_watching import WatchedFiles
from imrletters.service.worker_pool import UnavailableError, WorkerPool

MAX_BODIES = 256
"""The number of request bodies that are received at the same time."""
logger = logging.getLogger("imrletters.service")


@dataclass
class ServiceState:
    """The worker processes and the settings; ``house_style`` is a Problem while the watched letterhead is invalid.

    ``bodies`` are the request bodies that are being received, the oldest first.
    """

    pool: WorkerPool
    house_style: HouseStyle | Problem
    browser_storage: bool = True
    watched: WatchedFiles | None = None
    guidelines: OwnGuidelines | None = None
    bodies: dict[asyncio.Timeout, None] = field(default_factory=dict)

    @property
    def followed(self) -> Path | None:
        """The case file that the review page shows and follows; None if a person opens the files."""
        return self.watched.case if self.watched else None

    def current_house_style(self) -> HouseStyle:
        """The house style of letters. Raises DataError while the watched letterhead is invalid."""
        if isinstance(self.house_style, Problem):
            raise DataError([self.house_style])
        return self.house_style

    def preview_engine(self) -> EngineName:
        """The engine of the preview; with own templates that of letters, since their macros may be for it alone."""
        own_templates = isinstance(self.house_style, HouseStyle) and self.house_style.templates
        return self.pool.engine if own_templates else self.pool.preview_engine

    @asynccontextmanager
    async def receiving_body(self) -> AsyncIterator[None]:
        """Counts a body while it is received. If there are too many, the oldest one ends with UnavailableError."""
        if len(self.bodies) >= MAX_BODIES:
            oldest = next(iter(self.bodies))
            del self.bodies[oldest]
            oldest.reschedule(0)
        ended = asyncio.timeout(None)
        try:
            async with ended:
                self.bodies[ended] = None
                try:
                    yield
                finally:
                    self.bodies.pop(ended, None)
        except TimeoutError:
            if not ended.expired():
                raise
            raise UnavailableError("too many requests are being received; try again") from None

    async def watch_files(self) -> None:
        """Watches the files, if there are any, until it is cancelled."""
        if self.watched:
            try:
                await self.watched.watch(self._reload_house_style)
            except* Exception as errors:  # noqa: BLE001 - the service can print without watching files
                logger.error("file watching stopped: %s", errors.exceptions[0])  # noqa: TRY400 - the message is enough

    def _reload_house_style(self) -> None:
        self.pool.replace_processes()
        if self.watched:
            self.house_style = self.watched.house_style()


def service_state(request: Request) -> ServiceState:
    """The state of the service that received a request."""
    state: ServiceState = request.app.state.service
    return state
