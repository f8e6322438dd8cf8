"""What the service knows while it runs: how it prints, who works, and the file it follows. No case is among it."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from fastapi import Request

from imrletters.errors import DataError, Problem
from imrletters.rendering import HouseStyle
from imrletters.service.follow import Followed
from imrletters.service.workers import BusyError, Workers

MOST_BODIES = 256
"""So many bodies come in at once."""
logger = logging.getLogger("imrletters.service")


@dataclass
class Service:
    """How the service was started; in place of the house stands the problem of a letterhead that is followed."""

    workers: Workers
    house_style: HouseStyle | Problem
    browser_storage: bool = True
    followed: Followed | None = None
    bodies: int = 0

    def current_house_style(self) -> HouseStyle:
        """What letters are printed with. Raises DataError where that is at fault now."""
        if isinstance(self.house_style, Problem):
            raise DataError([self.house_style])
        return self.house_style

    @contextmanager
    def reading_a_body(self) -> Iterator[None]:
        """While a body comes in. Raises BusyError if as many come in as have room in memory."""
        if self.bodies >= MOST_BODIES:
            raise BusyError
        self.bodies += 1
        try:
            yield
        finally:
            self.bodies -= 1

    async def follow(self) -> None:
        """Follows the files that are followed, until it is cancelled."""
        if self.followed:
            try:
                await self.followed.watch(self._print_otherwise)
            except* Exception as errors:  # noqa: BLE001 - whatever it is, letters are printed all the same
                logger.error("changes are not followed: %s", errors.exceptions[0])  # noqa: TRY400 - it says it all

    def _print_otherwise(self) -> None:
        self.workers.renew()
        if self.followed:
            self.house_style = self.followed.house_style()


def service_of(request: Request) -> Service:
    """The service that a request came to."""
    service: Service = request.app.state.service
    return service
