"""Prints the ratios of the benchmarks and their limits, after the table of times."""

from typing import Any

import pytest
from tests.hostile_texts import CASES, LETTERS

from imrletters.printing import ENGINES

GROWTH = 12
"""The limit of the ratio of the processor times for ten times the text."""
RATIOS = (
    ("text letter / its PDF, cold start", "test_cold_start[text]", "test_cold_start[pdf]", 1 / 3),
    ("PDF by Typst / PDF, cold start", "test_cold_start_of_typst", "test_cold_start[pdf]", 0.4),
    ("PDF with page check / plain PDF", "test_print[checked]", "test_print[plain]", 4 / 3),
    ("PDF with page check and tags / plain PDF", "test_print[tagged]", "test_print[plain]", 4 / 3),
    ("complete PDF / plain PDF", "test_print[complete]", "test_print[plain]", 4 / 3),
    ("four snapshots of a letter / printing it", "test_snapshots_of_three_pages", "test_print_of_three_pages", 2),
    (
        "checking 2,000 disputed items / printing them",
        "test_checking_2000_items",
        "test_printing_of_2000_items",
        1 / 10,
    ),
    ("checking a rationale of 1 MB / printing it", "test_checking_1_mb", "test_printing_1_mb", 1),
    ("checking the slowest 1 MB / printing 1 MB", "test_checking_the_slowest_1_mb", "test_printing_1_mb", 1),
    ("repairing a pasted narrative of 100 kB / printing it", "test_repairing_100_kb", "test_printing_100_kb", 1 / 10),
    (
        "key press to page, 60 items / the service's time for the PDF",
        "from a key press to its page",
        "the service prints 60 items",
        1.5,
    ),
    *(
        (
            f"ten times the length, {what}: {kind}",
            f"test_growth_of_{what}[{kind}-long]",
            f"test_growth_of_{what}[{kind}-short]",
            GROWTH,
        )
        for what, kinds in (("case", CASES), ("letter", LETTERS), ("pdf", ENGINES))
        for kind in kinds
    ),
)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    benches = config._benchmarksession.benchmarks  # type: ignore[attr-defined] # noqa: SLF001 - the plugin offers no other way
    times = {bench.name: _time(bench) for bench in benches}
    for bench in benches:
        times |= bench.extra_info.get("seconds", {})
    for title, measured, peer, limit in RATIOS:
        if measured in times and peer in times:
            ratio = times[measured] / times[peer]
            verdict = "within the limit" if ratio <= limit else "OVER THE LIMIT"
            terminalreporter.write_line(f"{title}: {ratio:.2f}, {verdict} of {limit:.2f}")


def _time(bench: Any) -> float:
    """The median time of a benchmark for one item; of those of growth the least, which other programs disturb least."""
    if bench.name.startswith("test_growth"):
        return float(bench.stats.min)
    return float(bench.stats.median / bench.extra_info.get("items", 1))
