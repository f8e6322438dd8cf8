"""Runs all jobs from many threads at once in a new process, then in one thread, and prints which results differ.

``test_threads`` runs this script. With the argument ``shared`` it runs jobs that share state, which must differ.
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
    """The jobs with their names: everything that the package can do."""
    yield "schema", case_schema
    yield "refused", partial(refused, SAMPLES / "invalid" / "several-faults.json")
    yield "own letter", partial(verified, own_letter)
    for name in NAMES:
        path = SAMPLES / f"{name}.json"
        yield f"{name} parties", partial(verified, partial(parties_letter, path))
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


def verified(letter: Callable[[], Letter]) -> object:
    """A letter as HTML and PDF, the case extracted from the PDF, and the result of verifying it."""
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
        options = RenderOptions(audiences=("public", "parties"), formats=("text", "html"))
        number = case.case_number  # without one, files are named after the position
        other = case.model_copy(update={"case_number": f"{number}-2"}) if number else case
        return list(render_many([case, other], options, executor=threads, jobs=2))


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
    """The names of the jobs whose results differ between many threads and one."""
    begin = Barrier(THREADS)
    queue = [*named.items()] * (1 + THREADS // len(named))

    def together(place: int) -> list[tuple[str, object]]:
        begin.wait()
        return [(name, job()) for name, job in queue[place::THREADS]]

    with ThreadPoolExecutor(THREADS) as threads:
        results = [each for some in threads.map(together, range(THREADS)) for each in some]
    alone = {name: job() for name, job in named.items()}
    return sorted({name for name, result in results if result != alone[name]})


if __name__ == "__main__":
    sys.setswitchinterval(1e-5)
    planted: dict[str, Job] = {}
    if "shared" in sys.argv:
        state: dict[str, str] = {}
        planted = {f"shared {word}": partial(shared, word, state) for word in "abcdefgh"}
    named = planted or dict(jobs())
    print(f"{len(named)} jobs, {differing(named)} differ")  # noqa: T201 - a script prints its result
