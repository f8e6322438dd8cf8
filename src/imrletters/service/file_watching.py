"""Watches the templates and the letterhead of letters, and the case file of a preview, and reports their changes."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from pathlib import Path

from watchfiles import awatch

from imrletters.errors import HouseStyleError, Problem
from imrletters.rendering import HouseStyle, load_letterhead

CASE, TEMPLATES = "case", "templates"
"""The two kinds of changes; a change of the letterhead counts as one of the templates."""
RETRY_SECONDS = 0.2
"""Time between two checks whether a deleted templates folder exists again."""


class WatchedFiles:
    """The templates folder and the letterhead file of letters, and the case file of a preview, if any."""

    def __init__(self, templates: Path | None, letterhead: Path | None, case: Path | None = None) -> None:
        self.case = case.absolute() if case else None
        self.templates = templates.absolute() if templates else None
        self.letterhead = letterhead.absolute() if letterhead else None
        self._versions = {CASE: 0, TEMPLATES: 0}
        self._changed = asyncio.Condition()
        self._templates_replaced = asyncio.Event()

    def house_style(self) -> HouseStyle | Problem:
        """The house style in its current state, or the problem of the letterhead."""
        try:
            return HouseStyle(
                self.templates, load_letterhead(self.letterhead, self.templates) if self.letterhead else None
            )
        except HouseStyleError as error:
            return Problem(str(error).replace(f"{self.letterhead.parent}/" if self.letterhead else "", ""))

    async def watch(self, on_house_style_change: Callable[[], None]) -> None:
        """Watches until it is cancelled.

        Calls ``on_house_style_change`` when the templates or the letterhead change, before ``changes`` reports it.
        """
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._watch_paths(on_house_style_change))
            if self.templates:
                tasks.create_task(self._watch_inside(self.templates, on_house_style_change))

    async def changes(self, is_stopping: Callable[[], bool]) -> AsyncIterator[str | None]:
        """``case`` or ``templates`` for each change from now on, and None for each second without one."""
        reported = dict(self._versions)
        while not is_stopping():
            try:
                async with asyncio.timeout(1), self._changed:
                    await self._changed.wait()
            except TimeoutError:
                yield None
            for kind, version in self._versions.items():
                if version != reported[kind]:
                    reported[kind] = version
                    yield kind

    async def _watch_paths(self, on_house_style_change: Callable[[], None]) -> None:
        """Watches the parent folders of all paths, since many editors replace a file by a new one."""
        kinds = {self.case: CASE, self.letterhead: TEMPLATES, self.templates: TEMPLATES}
        # a symbolic link and its target may both be replaced
        watched = {path: kind for given, kind in kinds.items() if given for path in (given, given.resolve())}
        for path in [*watched]:
            watched.setdefault(path.parent.resolve() / path.name, watched[path])
        async for changes in awatch(*{path.parent for path in watched}, recursive=False):
            changed = {Path(path) for _, path in changes}
            if self.templates in changed:
                self._templates_replaced.set()
            for kind in {watched[path] for path in changed if path in watched}:
                await self._report(kind, on_house_style_change)

    async def _watch_inside(self, folder: Path, on_house_style_change: Callable[[], None]) -> None:
        """Watches the files in the templates folder, also after the folder was replaced."""
        while True:
            self._templates_replaced = asyncio.Event()
            with suppress(FileNotFoundError):
                async for _ in awatch(folder, stop_event=self._templates_replaced):
                    await self._report(TEMPLATES, on_house_style_change)
            while not folder.is_dir():
                await asyncio.sleep(RETRY_SECONDS)

    async def _report(self, kind: str, on_house_style_change: Callable[[], None]) -> None:
        if kind == TEMPLATES:
            on_house_style_change()
        self._versions[kind] += 1
        async with self._changed:
            self._changed.notify_all()
