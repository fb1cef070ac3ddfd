"""Counts, and the precision, recall and F1 that they give.

Every scorer gives one `Tally` a measure for each document. Sums of tallies are
micro-averages; the documents' tallies, kept apart, give the intervals
(`intervals.py`) and the slices (`report.py`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

__all__ = ["DocumentScore", "Miss", "Tally", "add_up"]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many items were right, predicted, and in the gold.

    `right` may be halves, where a partial hit counts for one half.

    >>> tally = Tally(3, 4, 6)
    >>> tally.precision, tally.recall, tally.f1
    (75.0, 50.0, 60.0)
    """

    right: float = 0
    predicted: int = 0
    gold: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        """Add two tallies of the same measure."""
        return Tally(self.right + other.right, self.predicted + other.predicted, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """Right of predicted, in per cent, to two decimals."""
        return round(100 * _ratio(self.right, self.predicted), 2)

    @property
    def recall(self) -> float:
        """Right of gold, in per cent, to two decimals."""
        return round(100 * _ratio(self.right, self.gold), 2)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall before they are rounded, in per cent, to two decimals."""
        precision, recall = _ratio(self.right, self.predicted), _ratio(self.right, self.gold)
        return round(200 * precision * recall / (precision + recall), 2) if precision + recall else 0.0


@dataclass(frozen=True, slots=True)
class Miss:
    """One difference between gold and prediction, with where it stands.

    `what` is a short stable word (`fact missed`, `region wrong`, `fact: metric period`, …);
    `gold` and `predicted` describe the two sides, `""` where there is none.
    """

    document: str
    what: str
    start: int
    end: int
    gold: str
    predicted: str


@dataclass(frozen=True, slots=True)
class DocumentScore:
    """What one scorer found in one document."""

    tallies: Mapping[str, Tally]
    misses: tuple[Miss, ...] = ()
    confusions: Mapping[tuple[str, str, str], int] | None = None
    traits: Mapping[str, Tally] | None = None


def add_up(scores: Iterable[Mapping[str, Tally]]) -> dict[str, Tally]:
    """Sum tallies by measure, in the order of first appearance.

    >>> add_up([{"region": Tally(1, 1, 2)}, {"region": Tally(1, 2, 2)}])
    {'region': Tally(right=2, predicted=3, gold=4)}
    """
    total: dict[str, Tally] = {}
    for tallies in scores:
        for name, tally in tallies.items():
            total[name] = total[name] + tally if name in total else tally
    return total


def _ratio(part: float, whole: int) -> float:
    return part / whole if whole else 0.0
