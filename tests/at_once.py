"""Does everything from many threads at once, in a process that has loaded nothing yet, and then alone: which differ?

Run by ``test_threads``; ``shared`` as argument plants what keeps its state where all threads have it.
"""

import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from threading import Barrier

from imrletters import (
    DataError,
    Letter,
    RenderOptions,
    canonical,
    case_schema,
    check,
    extract,
    load_case,
    load_letterhead,
    parse,
    render,
    render_many,
    verify,
)

SAMPLES = Path(__file__).parents[1] / "samples"
OWN = SAMPLES / "own-organization"
NAMES = ("mixed-decisions", "edition-2014", "corrected-determination")
THREADS = 8
Job = Callable[[], object]


def jobs() -> Iterator[tuple[str, Job]]:
    """All that can be asked for, each by a name."""
    yield "schema", case_schema
    yield "refused", partial(refused, SAMPLES / "invalid" / "several-faults.json")
    yield "own letter", partial(proved, own_letter)
    for name in NAMES:
        path = SAMPLES / f"{name}.json"
        yield f"{name} parties", partial(proved, partial(parties_letter, path))
        yield f"{name} public", partial(read_back, path)
        yield f"{name} words", partial(words, path)
        yield f"{name} batch", partial(batch, path)


def parties_letter(path: Path) -> Letter:
    return render(load_case(path), "parties")


def read_back(path: Path) -> object:
    return parse(render(load_case(path)).pdf())


def own_letter() -> Letter:
    case = load_case(OWN / "own-edition.json", OWN / "templates")
    return render(case, templates=OWN / "templates", letterhead=load_letterhead(OWN / "letterhead.toml"))


def proved(letter: Callable[[], Letter]) -> object:
    """A letter in all its forms, and what its PDF gives back."""
    made = letter()
    pdf, own = made.pdf(), made.house_style.templates
    return made.html(), pdf, extract(pdf, own), verify(pdf, templates=own, letterhead=made.house_style.letterhead)


def words(path: Path) -> object:
    case = load_case(path)
    text = render(case).text()
    return text, parse(text), canonical(case), check(case, audience="both")


def batch(path: Path) -> object:
    case = load_case(path)
    with ThreadPoolExecutor(2) as threads:
        order = RenderOptions(audiences=("public", "parties"), formats=("text", "html"))
        return list(render_many([case, case], order, executor=threads, jobs=2))


def refused(path: Path) -> object:
    try:
        return load_case(path)
    except DataError as error:
        return error.problems


def shared(word: str, state: dict[str, str]) -> str:
    state["word"] = word
    time.sleep(0.05)
    return state["word"]


def differing(named: dict[str, Job]) -> list[str]:
    """The names of those that give something else alone than they gave among the others."""
    begin = Barrier(THREADS)
    waiting = [*named.items()] * (1 + THREADS // len(named))

    def together(place: int) -> list[tuple[str, object]]:
        begin.wait()
        return [(name, job()) for name, job in waiting[place::THREADS]]

    with ThreadPoolExecutor(THREADS) as threads:
        given = [each for some in threads.map(together, range(THREADS)) for each in some]
    alone = {name: job() for name, job in named.items()}
    return sorted({name for name, result in given if result != alone[name]})


if __name__ == "__main__":
    sys.setswitchinterval(1e-5)
    planted: dict[str, Job] = {}
    if "shared" in sys.argv:
        state: dict[str, str] = {}
        planted = {f"shared {word}": partial(shared, word, state) for word in "abcdefgh"}
    named = planted or dict(jobs())
    print(f"{len(named)} jobs, {differing(named)} differ")  # noqa: T201 - a script
