"""Prints the ratios that the benchmarks are about, after the table of times."""

import pytest

RATIOS = (("text letter, cold start, to its PDF", "test_cold_start[text]", "test_cold_start[pdf]", 1 / 3),)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    medians = {bench.name: bench.stats.median for bench in config._benchmarksession.benchmarks}  # type: ignore[attr-defined] # noqa: SLF001 - the plugin offers no other way
    for title, measured, peer, limit in RATIOS:
        if measured in medians and peer in medians:
            ratio = medians[measured] / medians[peer]
            verdict = "as asked" if ratio <= limit else "MORE THAN ASKED"
            terminalreporter.write_line(f"{title}: {ratio:.2f} (at most {limit:.2f}: {verdict})")
