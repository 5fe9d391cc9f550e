"""`python -m benchmarks.triage_page`: the tables of docs/triage.md, and its calibration plot."""

import importlib
from pathlib import Path

import numpy as np

from city.triage.judging import f1, first, judge
from city.triage.propose import propose
from tests.triage import town

PLOT = Path(__file__).parents[1] / "docs" / "triage_calibration.png"
BINS = np.linspace(0, 1, 9)


def main() -> None:
    """Print markdown; draw the plot where matplotlib is installed."""
    tried = town.part("test")
    known = town.known()
    found = judge(known, tried)
    names = town.names()
    print("\n".join(f"| {name} | {value:.3f} |" for name, value in found.told().items()))
    print("\n| 类别 | 条 | 建议 | 对 | F1 |\n|---|---|---|---|---|")
    for code, score in sorted(found.scores.items(), key=lambda one: (f1(one[1]), one[0])):
        was, told, right = score
        print(f"| {names.get(code, code)} | {was} | {told} | {right} | {f1(score):.2f} |")
    print("\n| 应为 | 判成 | 次 |\n|---|---|---|")
    for code, told, count in found.confused:
        print(f"| {names.get(code, code)} | {names.get(told, told) or '不知道'} | {count} |")
    pairs = []
    for one in tried:
        made = propose(known, one.words)
        best = made.elsewhere or (made.choices[0] if made.choices else None)
        if best:
            pairs.append((best.share, first(made) == one.code))
    _draw(pairs)


def _draw(pairs: list[tuple[float, bool]]) -> None:
    matplotlib = importlib.import_module("matplotlib")
    matplotlib.use("Agg")
    plot = importlib.import_module("matplotlib.pyplot")
    shares = np.array([share for share, _ in pairs])
    right = np.array([is_right for _, is_right in pairs], dtype=float)
    where = np.clip(np.digitize(shares, BINS) - 1, 0, len(BINS) - 2)
    kept = [at for at in range(len(BINS) - 1) if (where == at).any()]
    figure, axes = plot.subplots(figsize=(5, 4.2), dpi=120)
    axes.plot([0, 1], [0, 1], "--", color="#999999", label="as sure as right")
    said = [shares[where == at].mean() for at in kept]
    came = [right[where == at].mean() for at in kept]
    counts = [int((where == at).sum()) for at in kept]
    axes.plot(said, came, "o-", color="#1a7f64", label="held-out texts")
    for x, y, count in zip(said, came, counts, strict=True):
        axes.annotate(str(count), (x, y), textcoords="offset points", xytext=(6, -10), fontsize=8)
    error = sum(abs(x - y) * count for x, y, count in zip(said, came, counts, strict=True))
    axes.set(
        xlabel="share that triage says",
        ylabel="how often it was right",
        xlim=(0, 1),
        ylim=(0, 1.03),
    )
    axes.set_title(
        f"{len(pairs)} texts, expected calibration error {error / len(pairs):.3f}", fontsize=10
    )
    axes.legend(loc="lower right")
    figure.tight_layout()
    figure.savefig(PLOT)
    print(f"\n{PLOT.name}: ECE {error / len(pairs):.3f}")


if __name__ == "__main__":
    main()
