"""Draws three plots from a table of disputed items: decisions by treatment, guidelines by side, days to the decision.

    imrletters table letters/*.pdf -o items.csv
    python plots.py items.csv plots

Needs matplotlib.
"""

import csv
import sys
from collections import Counter
from pathlib import Path

import matplotlib as mpl

mpl.use("agg")
from matplotlib import pyplot as plt

SEPARATOR = " | "
"""Between the texts of a list in CSV (docs/data.md)."""
MOST = 15
"""The number of bars of a plot."""
SIDES = {"claims_administrator": "Claims administrator", "reviewer": "Reviewer"}

Item = dict[str, str]


def read_items(path: Path) -> list[Item]:
    """The rows of the table."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def listed(item: Item, column: str) -> list[str]:
    """The texts of a list in one cell."""
    return item[column].split(SEPARATOR) if item[column] else []


def decisions_by_treatment(items: list[Item]) -> dict[str, Counter[str]]:
    """The number of each decision for each treatment, the most frequent treatments first."""
    counts: dict[str, Counter[str]] = {}
    for item in items:
        for treatment in listed(item, "treatments"):
            counts.setdefault(treatment, Counter())[item["decision"]] += 1
    ordered = sorted(counts, key=lambda name: (-counts[name].total(), name))
    return {name: counts[name] for name in ordered[:MOST]}


def guidelines_by_side(items: list[Item]) -> dict[str, dict[str, int]]:
    """For each guideline of the MTUS, the number of items for which each side cited it."""
    cited = {side: Counter(title for item in items for title in listed(item, f"{side}_titles")) for side in SIDES}
    together: Counter[str] = sum(cited.values(), Counter())
    ordered = sorted(together, key=lambda title: (-together[title], title))
    return {title: {side: cited[side][title] for side in SIDES} for title in ordered[:MOST]}


def days_to_decision(items: list[Item]) -> list[int]:
    """The days from the denial to the decision, once for each letter that states them."""
    letters = {(item["source"], item["line"]): item["days_to_decision"] for item in items}
    return sorted(int(days) for days in letters.values() if days)


def draw(items: list[Item], folder: Path) -> list[Path]:
    """Draws the three plots; returns their files."""
    treatments, guidelines = decisions_by_treatment(items), guidelines_by_side(items)
    decisions = {word: [counts[word] for counts in treatments.values()] for word in ("Upheld", "Overturned")}
    sides = {name: [counts[side] for counts in guidelines.values()] for side, name in SIDES.items()}
    return [
        _bars("Decisions by treatment", list(treatments), decisions, folder / "decisions.png"),
        _bars("Guidelines of the MTUS by side", list(guidelines), sides, folder / "guidelines.png"),
        _histogram("Days from denial to decision", days_to_decision(items), folder / "days.png"),
    ]


def _bars(title: str, names: list[str], values: dict[str, list[int]], path: Path) -> Path:
    """Horizontal bars, one on top of the other for each name."""
    figure, axes = plt.subplots(figsize=(9, 5), layout="constrained")
    starts = [0] * len(names)
    for label, lengths in values.items():
        axes.barh(names, lengths, left=starts, label=label)
        starts = [start + length for start, length in zip(starts, lengths, strict=True)]
    axes.invert_yaxis()
    axes.set(title=title, xlabel="Disputed items")
    axes.legend()
    figure.savefig(path)
    plt.close(figure)
    return path


def _histogram(title: str, values: list[int], path: Path) -> Path:
    figure, axes = plt.subplots(figsize=(9, 5), layout="constrained")
    axes.hist(values, bins=20)
    axes.set(title=title, xlabel="Days", ylabel="Letters")
    figure.savefig(path)
    plt.close(figure)
    return path


if __name__ == "__main__":
    table, output = map(Path, sys.argv[1:])
    output.mkdir(parents=True, exist_ok=True)
    print(*draw(read_items(table), output), sep="\n")  # noqa: T201 - the result of the program
