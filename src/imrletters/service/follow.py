"""Follows a case file, and what its letter is printed with, as they are edited; tells the pages that listen."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from pathlib import Path

from watchfiles import awatch

from imrletters.errors import HouseStyleError, Problem
from imrletters.rendering import HouseStyle, load_letterhead

CASE, TEMPLATES = "case", "templates"
PAUSE = 0.2
"""Seconds between two looks whether a folder that was removed is there again."""


class Followed:
    """A case file, and the folder of templates and the letterhead file of its letter, where there are any."""

    def __init__(self, case: Path, templates: Path | None, letterhead: Path | None) -> None:
        self.case = case.absolute()
        self.templates = templates.absolute() if templates else None
        self.letterhead = letterhead.absolute() if letterhead else None
        self._counts = {CASE: 0, TEMPLATES: 0}
        self._news = asyncio.Condition()
        self._moved = asyncio.Event()

    def house_style(self) -> HouseStyle | Problem:
        """What its letter is printed with now, or what is wrong with the letterhead."""
        try:
            return HouseStyle(self.templates, load_letterhead(self.letterhead) if self.letterhead else None)
        except HouseStyleError as error:
            return Problem(str(error).replace(f"{self.letterhead.parent}/" if self.letterhead else "", ""))

    async def watch(self, changed: Callable[[], None]) -> None:
        """Watches until it is cancelled.

        ``changed`` is called when the templates or the letterhead are other ones, before anybody is told.
        """
        async with asyncio.TaskGroup() as watching:
            watching.create_task(self._watch_names(changed))
            if self.templates:
                watching.create_task(self._watch_below(self.templates, changed))

    async def news(self, stopping: Callable[[], bool]) -> AsyncIterator[str | None]:
        """What changes from now on, ``case`` or ``templates``; None each second in which nothing does."""
        told = dict(self._counts)
        while not stopping():
            try:
                async with asyncio.timeout(1), self._news:
                    await self._news.wait()
            except TimeoutError:
                yield None
            for what, count in self._counts.items():
                if count != told[what]:
                    told[what] = count
                    yield what

    async def _watch_names(self, changed: Callable[[], None]) -> None:
        """Watches the folders in which all of it stands, since editors put a new file in the place of the old."""
        names = {self.case: CASE, self.letterhead: TEMPLATES, self.templates: TEMPLATES}
        # a link and what it leads to may both become another
        places = {place: what for path, what in names.items() if path for place in (path, path.resolve())}
        for place in [*places]:
            places.setdefault(place.parent.resolve() / place.name, places[place])
        async for changes in awatch(*{place.parent for place in places}, recursive=False):
            found = {Path(path) for _, path in changes}
            if self.templates in found:
                self._moved.set()
            for what in {places[path] for path in found if path in places}:
                await self._tell(what, changed)

    async def _watch_below(self, folder: Path, changed: Callable[[], None]) -> None:
        while True:
            self._moved = asyncio.Event()
            with suppress(FileNotFoundError):
                async for _ in awatch(folder, stop_event=self._moved):
                    await self._tell(TEMPLATES, changed)
            while not folder.is_dir():
                await asyncio.sleep(PAUSE)

    async def _tell(self, what: str, changed: Callable[[], None]) -> None:
        if what == TEMPLATES:
            changed()
        self._counts[what] += 1
        async with self._news:
            self._news.notify_all()
