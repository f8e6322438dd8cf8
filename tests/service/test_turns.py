"""The order in which requests of several kinds run."""

import asyncio

import pytest

from imrletters.service.turns import KEPT, Kind, Turns


class Requests:
    """Requests that have asked for a process, by name, and the names of those that run, in the order of their start."""

    def __init__(self, workers: int) -> None:
        self.turns = Turns(workers)
        self.began: dict[str, int] = {}
        self.tasks: dict[str, asyncio.Task[None]] = {}

    async def add(self, *requests: tuple[str, Kind]) -> None:
        """Adds requests in this order."""
        for name, kind in requests:
            self.tasks[name] = asyncio.create_task(self._begin(name, kind))
            await asyncio.sleep(0)
        await self.settle()

    async def _begin(self, name: str, kind: Kind) -> None:
        self.began[name] = await self.turns.begin(kind)

    async def finish(self, name: str, kind: Kind) -> None:
        """Ends a running request and makes its process available."""
        self.turns.end(kind)
        self.turns.free(self.began.pop(name))
        await self.settle()

    async def settle(self) -> None:
        """Lets all tasks run that can."""
        for _ in range(5):
            await asyncio.sleep(0)


def test_a_small_request_begins_although_all_others_wait() -> None:
    async def scenario() -> dict[str, int]:
        requests = Requests(2)
        await requests.add(
            *((f"large {n}", Kind.LARGE) for n in range(50)), *((f"pdf {n}", Kind.PDF) for n in range(50))
        )
        await requests.add(("small", Kind.SMALL))
        return requests.began

    assert asyncio.run(scenario()) == {"large 0": 2, "pdf 0": 1, "small": KEPT}


@pytest.mark.parametrize(("workers", "large"), [(1, 1), (2, 1), (3, 2), (8, 7)])
def test_large_requests_leave_a_process_for_pdfs(workers: int, large: int) -> None:
    async def scenario() -> int:
        requests = Requests(workers)
        await requests.add(*((f"{n}", Kind.LARGE) for n in range(20)))
        return len(requests.began)

    assert asyncio.run(scenario()) == large


def test_small_requests_use_all_processes() -> None:
    async def scenario() -> list[int]:
        requests = Requests(3)
        await requests.add(*((f"{n}", Kind.SMALL) for n in range(20)))
        return sorted(requests.began.values())

    assert asyncio.run(scenario()) == [KEPT, 2, 3]


def test_kinds_take_turns_and_each_keeps_its_order() -> None:
    async def scenario() -> list[str]:
        requests = Requests(1)
        await requests.add(("first", Kind.LARGE))
        await requests.add(*((f"large {n}", Kind.LARGE) for n in range(3)), *((f"pdf {n}", Kind.PDF) for n in range(3)))
        order = []
        name, kind = "first", Kind.LARGE
        for _ in range(6):
            await requests.finish(name, kind)
            [name] = requests.began
            kind = Kind.LARGE if name.startswith("large") else Kind.PDF
            order.append(name)
        return order

    assert asyncio.run(scenario()) == ["pdf 0", "large 0", "pdf 1", "large 1", "pdf 2", "large 2"]


def test_a_cancelled_request_gives_up_its_place_or_its_process() -> None:
    async def scenario() -> list[str]:
        requests = Requests(1)
        await requests.add(("first", Kind.PDF), ("second", Kind.PDF), ("third", Kind.PDF))
        requests.tasks["second"].cancel()
        await requests.finish("first", Kind.PDF)
        third = [*requests.began]
        await requests.add(("fourth", Kind.PDF), ("fifth", Kind.PDF))
        requests.turns.end(Kind.PDF)
        requests.turns.free(requests.began.pop("third"))
        requests.tasks["fourth"].cancel()  # its process is assigned, but it has not noticed
        await requests.settle()
        return [*third, *requests.began]

    assert asyncio.run(scenario()) == ["third", "fifth"]
