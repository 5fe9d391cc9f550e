"""`python -m benchmarks.duplicates_page`: the tables of docs/duplicates.md, and its plot."""

import importlib
from pathlib import Path

import numpy as np

from city.cases.duplicates.judging import Judged, by_channels, judge, score
from city.cases.duplicates.labelled import pairs, strangers

PLOT = Path(__file__).parents[1] / "docs" / "duplicates_calibration.png"
BINS = np.linspace(0, 1, 11)


def main() -> None:
    """Print markdown; draw the plot where matplotlib is installed."""
    judged = judge(pairs("test"))
    print("| channels | same | joined | shown or joined | different | joined |")
    print("|---|---|---|---|---|---|")
    for name, found in [*by_channels(judged).items(), ("all", score(judged))]:
        print(f"| {name} | {found.same} | {found.recall:.0%} | {found.told:.0%} | {found.others}"
              f" | {found.falsely} |")  # fmt: skip
    print("\n| label | pairs | joined | shown |\n|---|---|---|---|")
    for label in sorted({one.pair.label for one in judged}):
        rows = [one for one in judged if one.pair.label == label]
        joined = sum(one.verdict == "join" for one in rows)
        shown = sum(one.verdict == "suggest" for one in rows)
        print(f"| {label} | {len(rows)} | {joined} | {shown} |")
    _draw([*judged, *judge(strangers("test"))])


def _draw(judged: list[Judged]) -> None:
    matplotlib = importlib.import_module("matplotlib")
    matplotlib.use("Agg")
    plot = importlib.import_module("matplotlib.pyplot")
    figure, axes = plot.subplots(figsize=(5, 4.2), dpi=120)
    axes.plot([0, 1], [0, 1], "--", color="#999999", label="as sure as right")
    hard = [one for one in judged if one.pair.label != "stranger"]
    for rows, color, label in (
        (hard, "#1a7f64", "labelled pairs"), (judged, "#b45309", "and strangers nearby"),
    ):  # fmt: skip
        shares = np.array([one.share for one in rows])
        same = np.array([one.pair.is_same for one in rows], dtype=float)
        where = np.clip(np.digitize(shares, BINS) - 1, 0, len(BINS) - 2)
        kept = [at for at in range(len(BINS) - 1) if (where == at).any()]
        said = [shares[where == at].mean() for at in kept]
        came = [same[where == at].mean() for at in kept]
        counts = [int((where == at).sum()) for at in kept]
        error = sum(abs(x - y) * n for x, y, n in zip(said, came, counts, strict=True)) / len(rows)
        told = f"{label}: {len(rows)}, error {error:.3f}"
        axes.plot(said, came, "o-", color=color, label=told, markersize=4)
        if rows is hard:
            for x, y, n in zip(said, came, counts, strict=True):
                axes.annotate(
                    str(n), (x, y), textcoords="offset points", xytext=(5, -9), fontsize=8
                )
        print(f"\n{label}: expected calibration error {error:.3f}")
    axes.set(xlabel="share that likeness says", ylabel="how many were one thing",
             xlim=(0, 1), ylim=(0, 1.03))  # fmt: skip
    axes.legend(loc="upper left", fontsize=8)
    figure.tight_layout()
    figure.savefig(PLOT)


if __name__ == "__main__":
    main()
