"""Cross-validate the tagger of organisations with the whole room: rules, lists and the weights of the other parts.

    python -m zhextract.training.crossvalidation CORPORA BULK

The sentences of `train/organisations` come in eight batches; two at a time are left out. The rules and lists are
the same for all four parts, so that only the weights are unseen. Takes as long as four trainings.
"""

import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from zhextract.entities.organisations.find import find_organisations
from zhextract.entities.regions import find_regions
from zhextract.entities.tagger import Tagger, read_tagger
from zhextract.training.corpora import Annotated
from zhextract.training.organisations import make_recipe, read_corpora
from zhextract.training.weights import sample_bulk, train_tagger

__all__ = ["count_mentions", "interval", "main"]

PARTS = 4
Counts = NDArray[np.int64]


def count_mentions(tagger: Tagger, items: Sequence[Annotated]) -> Counts:
    """For each sentence: mentions right at both ends, found, and marked."""
    texts = [item.text for item in items]
    found = find_organisations(texts, [find_regions(text) for text in texts], [None] * len(texts), tagger=tagger)
    rows = []
    for item, bodies in zip(items, found, strict=True):
        spans, marked = {(body.start, body.end) for body in bodies}, set(item.spans)
        rows.append((len(spans & marked), len(spans), len(marked)))
    return np.array(rows)


def f1(right: int, found: int, marked: int) -> float:
    """F1 in per cent.

    >>> f1(1, 2, 2)
    50.0
    """
    return 200 * right / max(found + marked, 1)


def interval(counts: Counts) -> tuple[float, float]:
    """The middle 95% of F1 over a thousand samples of the sentences."""
    drawn = np.random.default_rng(1).integers(0, len(counts), (1000, len(counts)))
    scores = np.sort([f1(*counts[rows].sum(axis=0)) for rows in drawn])
    return float(scores[25]), float(scores[974])


def main(arguments: list[str]) -> None:
    """Train four times and print the scores: by part, by source, in all."""
    corpora, bulk = map(Path, arguments[:2])
    recipe, texts = make_recipe(corpora), sample_bulk(bulk, every=6, length=600)
    items = read_corpora(corpora)
    ours = [item for item in items if item.domain == "ours"]
    with (corpora / "train" / "organisations" / "train.jsonl").open(encoding="utf-8") as lines:
        batches = [json.loads(line)["id"].partition("-")[0] for line in lines]
    order = sorted(set(batches))
    counted: list[Counts] = []
    by_source: dict[str, list[Counts]] = defaultdict(list)
    for part in range(PARTS):
        held = set(order[2 * part : 2 * part + 2])
        left_out = [item for item, batch in zip(ours, batches, strict=True) if batch in held]
        kept = [item for item, batch in zip(ours, batches, strict=True) if batch not in held]
        with tempfile.TemporaryDirectory() as folder:
            train_tagger(kept + items[len(ours) :], recipe, texts, Path(folder))
            counts = count_mentions(read_tagger(Path(folder)), left_out)
        counted.append(counts)
        for item, row in zip(left_out, counts, strict=True):
            by_source[item.group].append(row)
        print(f"part {part + 1}: F1 {f1(*counts.sum(axis=0)):.1f}")
    for source, rows in sorted(by_source.items()):
        print(f"{source:36} F1 {f1(*np.sum(rows, axis=0)):.1f} ({np.sum(rows, axis=0)[2]} mentions)")
    counts = np.concatenate(counted)
    right, found, marked = counts.sum(axis=0)
    low, high = interval(counts)
    print(
        f"P {100 * right / found:.1f} R {100 * right / marked:.1f} F1 {f1(right, found, marked):.1f} ({low:.1f}-{high:.1f})"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
