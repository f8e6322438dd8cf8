"""Printing for asyncio: in as many threads of its own as the engine uses at the same time."""

import asyncio
import threading
import time
from dataclasses import replace

import pytest

from imrletters import PrintError, render
from imrletters.case.example import example_case
from imrletters.printing import load_engine, print_in_thread

LETTER = render(example_case(), engine="typst")


def test_a_letter_is_printed_while_the_event_loop_continues() -> None:
    ticks = 0

    async def tick() -> None:
        nonlocal ticks
        while True:
            ticks += 1
            await asyncio.sleep(0)

    async def main() -> bytes:
        ticking = asyncio.create_task(tick())
        pdf = await LETTER.pdf_async(attach=False)
        ticking.cancel()
        return pdf

    assert asyncio.run(main()) == LETTER.pdf(attach=False)
    assert ticks > 2


def test_an_error_of_the_print_is_raised() -> None:
    letter = replace(LETTER, engine="nosuch")  # type: ignore[arg-type]
    with pytest.raises(PrintError, match="unknown PDF engine"):
        asyncio.run(letter.pdf_async())


def names_of_threads(engine: str, count: int) -> set[str]:
    """The names of the threads that run ``count`` tasks; no task ends before all that can run at once have begun."""
    all_began = threading.Barrier(load_engine(engine).threads)

    def task() -> str:
        all_began.wait(60)
        return threading.current_thread().name

    async def main() -> list[str]:
        return await asyncio.gather(*(print_in_thread(engine, task) for _ in range(count)))  # type: ignore[arg-type]

    return set(asyncio.run(main()))


@pytest.mark.parametrize(("engine", "threads"), [("weasyprint", 1), ("typst", 2)])
def test_an_engine_has_threads_of_its_own_and_leaves_those_of_the_event_loop_free(engine: str, threads: int) -> None:
    names = names_of_threads(engine, 4)
    assert len(names) == threads
    assert all(name.startswith(f"imrletters-{engine}") for name in names)


def test_every_event_loop_has_its_own_threads_which_end_with_it() -> None:
    before = threading.active_count()
    for _ in range(3):
        assert len(names_of_threads("weasyprint", 2)) == 1
    for _ in range(500):  # a thread ends soon after its event loop
        if threading.active_count() <= before:
            return
        time.sleep(0.01)
    pytest.fail("the threads did not end")
