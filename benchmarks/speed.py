"""Measures how fast letters are made, ours and others', in one run, and keeps the figures in docs/performance.json.

``python -m benchmarks.speed``: every contender has a process of its own, and they take turns, so that what else the
machine does slows all of them alike. Times are of the processor, unless they are said to be of the clock.
"""

import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from contextlib import ExitStack
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.contenders import CONTENDERS, SAMPLE, letters, natural_html
from imrletters import load_case, render
from imrletters.batch.options import RenderOptions
from imrletters.batch.run import render_many
from imrletters.printing.weasyprint.setup import engine

FIGURES = Path(__file__).parents[1] / "docs" / "performance.json"
ROUNDS = 25
WARM = 20
"""Letters that a contender prints before it is measured."""
EACH = {"text": 40}
"""Letters of a round, where one is too short to measure."""
BATCH = 300
TRIES = 3
QUIET = 0.1
"""The share of the machine that others may use while the batch is measured."""
PATIENCE = 20
"""How often to look whether the machine is quiet, for three seconds each."""


def main() -> None:
    """Measures all and writes it down."""
    figures = {
        "machine": machine(),
        "letter": letter(),
        "milliseconds": warm(),
        "cold": cold(),
        "profile": answer("benchmarks.shares"),
        "batch": batch(),
        "memory": answer("benchmarks.memory"),
    }
    FIGURES.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def tell(words: str) -> None:
    """Says on the standard error what is under way."""
    print(words, file=sys.stderr, flush=True)  # noqa: T201 - this is for whoever waits


def machine() -> dict[str, Any]:
    """The machine's particulars, without its name or any path of it."""
    with Path("/proc/cpuinfo").open(encoding="utf-8") as lines:
        said = dict(line.split(":", 1) for line in lines if ":" in line)
    models = [value.strip() for name, value in said.items() if name.strip() == "model name"]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    libraries = ", ".join(f"{name} {version(name)}" for name in ("typst", "reportlab"))
    return {
        "processor": models[0] if models else platform.machine(),
        "cores": os.cpu_count(),
        "memory": f"{memory:.0f} GB",
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "libraries": f"{engine()}, {libraries}",
    }


def letter() -> dict[str, Any]:
    """What letter is printed."""
    made = render(load_case(SAMPLE))
    return {"sample": SAMPLE.name, "pages": made.printed().pages, "words": len(made.text().split())}


def warm() -> dict[str, Any]:
    """What one letter takes each contender, in milliseconds: median, quarters and least of the rounds."""
    tell(f"warm: {len(CONTENDERS)} contenders, {ROUNDS} rounds")
    with ExitStack() as stack:
        processes = {name: stack.enter_context(_started(name)) for name in CONTENDERS}
        for process in processes.values():
            _asked(process, WARM)
        rounds = [{name: _asked(processes[name], EACH.get(name, 3)) for name in processes} for _ in range(ROUNDS)]
        for process in processes.values():
            assert process.stdin
            process.stdin.close()
    found = {}
    for name in CONTENDERS:
        times = [each[name]["seconds"] * 1000 for each in rounds]
        low, median, high = statistics.quantiles(times, n=4)
        figures = {"median": median, "low": low, "high": high, "least": min(times)}
        found[name] = {key: round(value, 3) for key, value in figures.items()} | {"bytes": rounds[-1][name]["bytes"]}
    return found


def _started(name: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-W", "ignore", "-m", "benchmarks.contenders", name]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _asked(process: "subprocess.Popen[str]", number: int) -> dict[str, Any]:
    assert process.stdin
    assert process.stdout
    process.stdin.write(f"{number}\n")
    process.stdin.flush()
    found: dict[str, Any] = json.loads(process.stdout.readline())
    return found


def cold() -> dict[str, float]:
    """What one letter takes a process that is started for it, in milliseconds of the processor."""
    tell("cold")
    folder = FIGURES.parents[1] / "out" / "cold"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "letter.html").write_text(natural_html(load_case(SAMPLE)), encoding="utf-8")
    ours = [str(Path(sys.executable).with_name("imrletters")), "render", str(SAMPLE), "-o", str(folder), "--format"]
    theirs = "import sys, weasyprint; weasyprint.HTML(sys.argv[1]).write_pdf(sys.argv[2])"
    commands = {
        "text": [*ours, "text"],
        "pdf": [*ours, "pdf"],
        "weasyprint": [sys.executable, "-c", theirs, str(folder / "letter.html"), str(folder / "letter.pdf")],
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(8):
        for name, command in commands.items():
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            done = subprocess.run(command, check=False, capture_output=True)
            if done.returncode:  # seen once, of WeasyPrint with fonts of the page's own: a signal
                tell(f"cold: {name} failed: {done.returncode}")
                continue
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            times[name].append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return {name: round(statistics.median(each[1:]) * 1000, 1) for name, each in times.items()}


def answer(module: str) -> dict[str, Any]:
    """What another module measures, in a process of its own."""
    tell(module)
    run = subprocess.run([sys.executable, "-m", module], check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, Any] = json.loads(run.stdout)
    return found


def batch() -> dict[str, Any]:
    """What a batch takes on one core and on all, by the clock: the least of several tries of each."""
    cores = os.cpu_count() or 1
    tries = []
    for _ in range(TRIES):
        busy = _quiet()
        one, everyone = _batch(1), _batch(cores)
        tell(f"batch: {one:.1f} s on one core, {everyone:.1f} s on {cores}; others used {busy:.0%} before it")
        tries.append((round(one, 2), round(everyone, 2)))
    least = [min(seconds) for seconds in zip(*tries, strict=True)]
    return {"letters": BATCH, "cores": cores, "one": least[0], "all": least[1], "tries": len(tries)}


def _batch(jobs: int) -> float:
    cases = list(islice(letters(), BATCH))
    start = time.perf_counter()
    problems = [outcome.problems for outcome in render_many(cases, RenderOptions(formats=("pdf",)), jobs=jobs)]
    seconds = time.perf_counter() - start
    assert len(problems) == BATCH
    assert not any(problems)
    return seconds


def _quiet() -> float:
    """Waits until others use little of the machine, or patience ends; gives the share they use."""
    busy = 1.0
    for _ in range(PATIENCE):
        before = _idle_and_all()
        time.sleep(3)
        after = _idle_and_all()
        busy = 1 - (after[0] - before[0]) / (after[1] - before[1])
        if busy <= QUIET:
            break
    return busy


def _idle_and_all() -> tuple[int, int]:
    times = [int(part) for part in Path("/proc/stat").read_text(encoding="ascii").split("\n")[0].split()[1:]]
    return times[3] + times[4], sum(times[:8])


if __name__ == "__main__":
    main()
