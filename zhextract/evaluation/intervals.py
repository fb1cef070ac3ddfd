"""How sure a score is: bootstrap intervals, and whether two systems differ by more than chance.

Documents are the units: sentences of one document stand or fall together, so
resampling them apart would promise more than is known.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zhextract.errors import InputValueError
from zhextract.evaluation.tally import Tally

__all__ = ["Difference", "bootstrap", "compare_scores"]

Counts = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Difference:
    """How two systems differ in F1, in points: B minus A, its 95 % interval, and how likely chance is.

    `p` is two-sided, from approximate randomisation over documents.
    """

    a: float
    b: float
    difference: float
    low: float
    high: float
    p: float


def bootstrap(
    rows: Sequence[Mapping[str, Tally]], *, samples: int = 1000, seed: int = 0
) -> dict[str, tuple[float, float]]:
    """The 95 % interval of each measure's F1 (of its recall where nothing is predicted), in per cent.

    Args:
        rows: The tallies of each document by measure; a measure that a document lacks counts nothing.
        samples: How many times the documents are drawn anew; one draw serves all measures.
        seed: The same seed gives the same intervals.

    >>> bootstrap([{"words": Tally(1, 1, 1)}] * 20)
    {'words': (100.0, 100.0)}
    """
    names = list(dict.fromkeys(name for row in rows for name in row))
    if not names:
        return {}
    counts = np.hstack([_counts([row.get(name, Tally()) for row in rows]) for name in names])
    drawn = _resample(counts, samples, seed)
    intervals = {}
    for index, name in enumerate(names):
        low, high = np.percentile(_f1(drawn[:, 3 * index : 3 * index + 3]), [2.5, 97.5])
        intervals[name] = (round(float(low), 2), round(float(high), 2))
    return intervals


def compare_scores(
    a: Sequence[Tally], b: Sequence[Tally], *, samples: int = 1000, trials: int = 10_000, seed: int = 0
) -> Difference:
    """Compare two systems on the same documents.

    Args:
        a: The tallies of one system, one a document.
        b: Those of the other, in the same order.
        samples: Bootstrap samples for the interval.
        trials: Random exchanges of the two systems' documents for `p`.
        seed: The same seed gives the same answer.

    Raises:
        InputValueError: The two did not read the same number of documents.

    >>> compare_scores([Tally(1, 1, 2)] * 30, [Tally(1, 1, 2)] * 30).p
    1.0
    """
    if len(a) != len(b):
        raise InputValueError(f"{len(a)} documents cannot be compared with {len(b)}")
    one, other = _counts(a), _counts(b)
    score_a, score_b = float(_f1(one.sum(0)[None])[0]), float(_f1(other.sum(0)[None])[0])
    observed = score_b - score_a
    drawn = _resample(np.hstack([one, other]), samples, seed)
    low, high = np.percentile(_f1(drawn[:, 3:]) - _f1(drawn[:, :3]), [2.5, 97.5])
    return Difference(
        a=round(score_a, 2),
        b=round(score_b, 2),
        difference=round(observed, 2),
        low=round(float(low), 2),
        high=round(float(high), 2),
        p=_chance(one, other, observed, trials=trials, seed=seed),
    )


def _chance(one: Counts, other: Counts, observed: float, *, trials: int, seed: int) -> float:
    """How often exchanging the systems document by document at random gives as large a difference."""
    if not len(one):
        return 1.0
    random = np.random.default_rng(seed)
    gap, total_one, total_other = other - one, one.sum(0), other.sum(0)
    as_large = 0
    for size in _blocks(trials, len(one)):
        moved = (random.random((size, len(one))) < 0.5).astype(np.float64) @ gap
        shuffled = _f1(total_other - moved) - _f1(total_one + moved)
        as_large += int((np.abs(shuffled) >= abs(observed) - 1e-9).sum())
    return round((as_large + 1) / (trials + 1), 4) if as_large < trials else 1.0


def _counts(tallies: Sequence[Tally]) -> Counts:
    return np.array([(tally.right, tally.predicted, tally.gold) for tally in tallies], dtype=np.float64).reshape(-1, 3)


def _resample(counts: Counts, samples: int, seed: int) -> Counts:
    """The summed counts of as many documents, drawn anew with replacement, sample by sample."""
    random = np.random.default_rng(seed)
    documents = len(counts)
    if not documents:
        return np.zeros((samples, counts.shape[1]))
    even = np.full(documents, 1 / documents)
    sums = [random.multinomial(documents, even, size=size) @ counts for size in _blocks(samples, documents)]
    return np.concatenate(sums)


def _blocks(rows: int, width: int) -> Iterator[int]:
    """Split rows into blocks of some two million cells, so that large corpora do not fill the memory."""
    step = max(1, 2_000_000 // width)
    for start in range(0, rows, step):
        yield min(step, rows - start)


def _f1(counts: Counts) -> Counts:
    """F1 in per cent of rows of (right, predicted, gold); recall where nothing is predicted, as for `oov`."""
    right, predicted, gold = counts[:, 0], counts[:, 1], counts[:, 2]
    whole = np.where(predicted > 0, (predicted + gold) / 2, gold)
    return np.divide(100 * right, whole, out=np.zeros_like(right), where=whole > 0)
