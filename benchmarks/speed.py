"""Measures all contenders in one run, ``python -m benchmarks.speed``, and writes docs/performance.json.

Every contender has its own process. They take turns, so that other load on the machine slows all of them equally.
Times are processor times, except where wall time is stated. ``python -m benchmarks.speed PART...`` measures some parts
(the keys of the file) and prints them instead.
"""

import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from importlib.metadata import version
from operator import itemgetter
from pathlib import Path
from typing import Any

from benchmarks.contenders import CONTENDERS, SAMPLE, natural_html
from imrletters import load_case, render
from imrletters.printing import ENGINES, load_engine

FIGURES = Path(__file__).parents[1] / "docs" / "performance.json"
ROUNDS = 25
WARM = 20
"""Letters that each contender prints before the measurement."""
EACH = {"text": 40}
"""Letters in one round, for contenders that are too fast to measure with the default of 3."""
STARTS = 31
"""Processes of each kind that a cold start is measured with; the first one does not count."""
THREADS = 8
TRIES = 5
"""Runs of each batch and of the threads."""
QUIET = 0.1
"""The share of the processors that other programs may use before wall time is measured."""
PATIENCE = 20
"""The most times to wait three seconds for the machine to become quiet."""


def main(*parts: str) -> None:
    """Measures everything and writes the figures, or prints the figures of some parts."""
    figures = {part: PARTS[part]() for part in parts or PARTS}
    text = json.dumps(figures, indent=1) + "\n"
    if parts:
        sys.stdout.write(text)
    else:
        FIGURES.write_text(text, encoding="utf-8")


def report(text: str) -> None:
    """Prints the progress to standard error."""
    print(text, file=sys.stderr, flush=True)  # noqa: T201 - progress of a long run


def machine() -> dict[str, Any]:
    """The hardware and the versions, without the machine's name or any path."""
    with Path("/proc/cpuinfo").open(encoding="utf-8") as lines:
        fields = dict(line.split(":", 1) for line in lines if ":" in line)
    models = [value.strip() for name, value in fields.items() if name.strip() == "model name"]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    engines = [load_engine(name).toolchain() for name in ENGINES]
    return {
        "processor": models[0] if models else platform.machine(),
        "cores": os.cpu_count(),
        "memory": f"{memory:.0f} GB",
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "libraries": ", ".join([*engines, f"reportlab {version('reportlab')}"]),
    }


def letter() -> dict[str, Any]:
    """The letter that is printed."""
    rendered = render(load_case(SAMPLE))
    return {"sample": SAMPLE.name, "pages": rendered.printed().pages, "words": len(rendered.text().split())}


def warm() -> dict[str, Any]:
    """The time of one letter for each contender, in milliseconds: median, quartiles and minimum of the rounds."""
    report(f"warm: {len(CONTENDERS)} contenders, {ROUNDS} rounds")
    with ExitStack() as stack:
        processes = {name: stack.enter_context(_started(name)) for name in CONTENDERS}
        for process in processes.values():
            _timed(process, WARM)
        rounds = [{name: _timed(processes[name], EACH.get(name, 3)) for name in processes} for _ in range(ROUNDS)]
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


def _timed(process: "subprocess.Popen[str]", number: int) -> dict[str, Any]:
    assert process.stdin
    assert process.stdout
    process.stdin.write(f"{number}\n")
    process.stdin.flush()
    found: dict[str, Any] = json.loads(process.stdout.readline())
    return found


def cold() -> dict[str, float]:
    """The processor time of a process that is started for one letter, in milliseconds."""
    report("cold")
    folder = FIGURES.parents[1] / "out" / "cold"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "letter.html").write_text(natural_html(load_case(SAMPLE)), encoding="utf-8")
    ours = [str(Path(sys.executable).with_name("imrletters")), "render", str(SAMPLE), "-o", str(folder), "--format"]
    theirs = "import sys, weasyprint; weasyprint.HTML(sys.argv[1]).write_pdf(sys.argv[2])"
    commands = {
        "imports": [sys.executable, "-c", "import pydantic, jinja2, click"],
        "text": [*ours, "text"],
        "pdf": [*ours, "pdf", "--engine", "weasyprint"],
        "pdf-typst": [*ours, "pdf", "--engine", "typst"],
        "weasyprint": [sys.executable, "-c", theirs, str(folder / "letter.html"), str(folder / "letter.pdf")],
    }
    # as an installed program: the first process, which does not count, may write Python's bytecode and our cache
    environment = os.environ | {"IMRLETTERS_CACHE": str(folder / "cache")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(STARTS):
        for name, command in commands.items():
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            done = subprocess.run(command, check=False, capture_output=True, env=environment)
            if done.returncode:  # WeasyPrint with @font-face fonts was once ended by a signal
                report(f"cold: {name} failed: {done.returncode}")
                continue
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            times[name].append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return {name: round(statistics.median(each[1:]) * 1000, 1) for name, each in times.items()}


def profile() -> dict[str, Any]:
    """The parts of the work in printing one letter, for each engine."""
    return {"weasyprint": measured_by("benchmarks.shares"), "typst": measured_by("benchmarks.typst_parts")}


def batch() -> dict[str, Any]:
    """The wall time of a batch by each engine on one core and on all cores, in seconds; see ``_fastest``."""
    cores = os.cpu_count() or 1
    runs: dict[str, dict[str, list[Sequence[str]]]] = {
        engine: {"one": [("benchmarks.batch", engine, "1")], "all": [("benchmarks.batch", engine, str(cores))]}
        for engine in ENGINES
    }
    return {"cores": cores, **_fastest(runs)}


def threads() -> dict[str, Any]:
    """The wall time of letters that one thread and several threads print with Typst, in seconds; see ``_fastest``.

    Also the time of separate processes, one for each core, which print as many letters each: the most that the machine
    can do at the same time.
    """
    one = ("benchmarks.threads", "1")
    cores = os.cpu_count() or 1
    runs = {"one": [one], "all": [("benchmarks.threads", str(THREADS))], "separate": [one] * cores}
    return {"threads": THREADS, "processes": cores, **_fastest({"typst": runs})}


def memory() -> dict[str, Any]:
    """The resident memory of a worker after each hundred letters, for each engine."""
    return {engine: measured_by("benchmarks.memory", engine) for engine in ENGINES}


def measured_by(module: str, *arguments: str) -> dict[str, Any]:
    """The figures that another module measures in its own process."""
    [figures] = _measured_at_once([(module, *arguments)])
    return figures


def _measured_at_once(commands: Sequence[Sequence[str]]) -> list[dict[str, Any]]:
    """The figures of modules that run at the same time, each with its arguments."""
    processes = []
    for command in commands:
        report(" ".join(command))
        processes.append(subprocess.Popen([sys.executable, "-m", *command], stdout=subprocess.PIPE, text=True))
    outputs = [process.communicate()[0] for process in processes]
    assert not any(process.returncode for process in processes)
    return [json.loads(output) for output in outputs]


def _fastest(runs: Mapping[str, Mapping[str, Sequence[Sequence[str]]]]) -> dict[str, Any]:
    """The least seconds of several tries of each run, with the number of letters and of tries.

    A run is one module with its arguments, or several at the same time, of which the slowest counts.
    """
    seconds: dict[str, dict[str, float]] = {}
    letters = 0
    for _ in range(TRIES):
        for engine, each in runs.items():
            report(f"other programs use {_quiet():.0%}")
            for name, commands in each.items():
                measured = max(_measured_at_once(commands), key=itemgetter("seconds"))
                letters = measured["letters"]
                report(f"{measured['seconds']:.1f} s")
                before = seconds.setdefault(engine, {}).get(name, measured["seconds"])
                seconds[engine][name] = round(min(before, measured["seconds"]), 2)
    return {"letters": letters, "tries": TRIES, **seconds}


def _quiet() -> float:
    """Waits until the machine is quiet, at most PATIENCE times three seconds; returns the share that others use."""
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


PARTS: Mapping[str, Callable[[], dict[str, Any]]] = {
    "machine": machine,
    "letter": letter,
    "milliseconds": warm,
    "cold": cold,
    "profile": profile,
    "batch": batch,
    "threads": threads,
    "memory": memory,
}
"""The parts of the figures, each with the function that measures it."""

if __name__ == "__main__":
    main(*sys.argv[1:])
