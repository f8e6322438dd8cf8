"""The limit of request bodies."""

import asyncio

import pytest

from imrletters.rendering.house_style import HouseStyle
from imrletters.service import state as state_module
from imrletters.service.limits import Limits
from imrletters.service.state import ServiceState
from imrletters.service.worker_pool import UnavailableError, WorkerPool


def test_when_there_are_too_many_half_bodies_the_oldest_one_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state_module, "MAX_BODIES", 2)
    pool = WorkerPool(Limits(workers=1))
    state = ServiceState(pool, HouseStyle())
    ended = []

    async def receive(number: int, seconds: float) -> None:
        try:
            async with state.receiving_body():
                await asyncio.sleep(seconds)
        except UnavailableError as error:
            assert str(error) == "too many requests are being received; try again"
            ended.append(number)

    async def all_at_once() -> None:
        async with asyncio.TaskGroup() as group:
            for number in range(4):
                group.create_task(receive(number, 60 if number < 2 else 0.1))
                await asyncio.sleep(0)

    asyncio.run(all_at_once())
    assert (ended, state.bodies) == ([0, 1], {})
    pool.close()
