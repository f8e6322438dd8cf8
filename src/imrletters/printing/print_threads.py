"""Prints letters in threads for asyncio, so that the event loop continues while a letter is printed."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar
from weakref import WeakKeyDictionary

from imrletters.printing.engines import EngineName, load_engine

T = TypeVar("T")

_threads: WeakKeyDictionary[asyncio.AbstractEventLoop, dict[EngineName, ThreadPoolExecutor]] = WeakKeyDictionary()
"""For each event loop, the threads of each engine."""


async def print_in_thread(engine: EngineName, task: Callable[[], T]) -> T:
    """The result of ``task``, which prints with ``engine``, in another thread.

    An event loop has as many threads for an engine as can print with it at the same time. They are not those of the
    loop's executor, which waiting prints would occupy and other work needs.
    """
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(_threads_of(loop, engine), task)


def _threads_of(loop: asyncio.AbstractEventLoop, engine: EngineName) -> ThreadPoolExecutor:
    """The threads of an event loop for an engine; they end with the loop."""
    threads = _threads.setdefault(loop, {})
    if engine not in threads:
        threads[engine] = ThreadPoolExecutor(load_engine(engine).threads, thread_name_prefix=f"imrletters-{engine}")
    return threads[engine]
