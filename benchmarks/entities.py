"""Organisations and places beside annotated corpora: precision, recall and strict F1, with 95% intervals.

    python benchmarks/entities.py CORPORA [GOLD.jsonl]

CORPORA is the folder with `train/` and `evaluate/`. The other projects' sets mark names only, so that
pointing words (本报, 该公司) are left out of ours there. Figures on `train/organisations` are of
sentences that the weights were made from; cross-validated ones are in the model's card.

A place is a region outside organisations or one of `find_places`; where a set writes 四川省资阳市 or 美国纽约 as one
place, those that stand one behind the other are joined (`joined`).
"""

import json
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from zhextract.entities import find_organisations, find_regions
from zhextract.entities.places import all_places, find_places
from zhextract.normalise import normalise

BATCH = 256
POINTING = ("issuer", "previous", "reader")
OURS = ("gold", "organisations (fitted)")
SETS = (
    ("UNER GSD test", "train/uner_gsdsimp/test.jsonl", ("ORG",)),
    ("UNER PUD", "evaluate/uner_pud/test.jsonl", ("ORG",)),
    ("AISHELL test", "train/aishell_ner/test.jsonl", ("ORG",)),
    ("People's Daily test", "evaluate/people_daily_time/test.jsonl", ("ORG",)),
    ("CLUENER dev", "evaluate/cluener/dev.jsonl", ("company", "government", "organization")),
    ("organisations (fitted)", "train/organisations/train.jsonl", ("ORG",)),
)
PLACES = (
    ("UNER GSD test", "train/uner_gsdsimp/test.jsonl", ("LOC",), True),
    ("UNER PUD", "evaluate/uner_pud/test.jsonl", ("LOC",), True),
    ("AISHELL test", "train/aishell_ner/test.jsonl", ("LOC",), False),
    ("People's Daily test", "evaluate/people_daily_time/test.jsonl", ("LOC",), False),
    ("CLUENER dev", "evaluate/cluener/dev.jsonl", ("address",), True),
)


def read(path: Path) -> Iterator[dict]:
    """Read JSON lines."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def measure(name: str, items: Iterable[tuple[str, set[tuple[int, int]], str | None]], *, names_only: bool) -> None:
    """Print one row: a set's scores, the interval by resampling its items, and the speed of this room."""
    texts, golds, issuers = zip(*items, strict=True)
    sources = [normalise(text) for text in texts]
    norms = [source.norm for source in sources]
    regions = [find_regions(norm) for norm in norms]
    find_organisations(norms[:1], regions[:1], issuers[:1])  # the first call reads the weights
    began = time.process_time()
    found = [
        o
        for at in range(0, len(norms), BATCH)
        for o in find_organisations(norms[at : at + BATCH], regions[at : at + BATCH], issuers[at : at + BATCH])
    ]
    spent = time.process_time() - began
    counts = []
    for source, gold, organisations in zip(sources, golds, found, strict=True):
        spans = {tuple(source.to_raw(o.start, o.end)) for o in organisations if not (names_only and o.rule in POINTING)}
        counts.append((len(spans & gold), len(spans), len(gold)))
    print_row(name, counts, f", {spent / sum(map(len, norms)) * 1e6:.2f} µs a character")


def measure_places(name: str, items: Iterable[tuple[str, set[tuple[int, int]]]], *, joined: bool) -> None:
    """Print one row: regions outside organisations and other places against a set's places."""
    texts, golds = zip(*items, strict=True)
    sources = [normalise(text) for text in texts]
    norms = [source.norm for source in sources]
    regions = [find_regions(norm) for norm in norms]
    bodies = find_organisations(norms, regions, [None] * len(norms))
    found = find_places(norms, regions, bodies)
    counts = []
    for source, gold, places, others, names in zip(sources, golds, regions, found, bodies, strict=True):
        chosen = all_places(source.norm, places, others, names, joined=joined)
        spans = {tuple(source.to_raw(*span)) for span in chosen}
        counts.append((len(spans & gold), len(spans), len(gold)))
    print_row(f"{name}, places", counts, ", joined" if joined else "")


def print_row(name: str, counts: Sequence[tuple[int, int, int]], note: str) -> None:
    """Print precision, recall and F1, with the interval by resampling the items."""
    table = np.array(counts)
    drawn = np.random.default_rng(1).integers(0, len(table), (1000, len(table)))
    scores = np.sort([f1(*table[rows].sum(axis=0)) for rows in drawn])
    right, predicted, wanted = table.sum(axis=0)
    print(
        f"{name:28} P {right / max(predicted, 1):6.1%}  R {right / max(wanted, 1):6.1%}  F1 {f1(right, predicted, wanted):6.1%}"
        f" [{scores[25]:.1%}, {scores[974]:.1%}]  ({wanted} mentions{note})"
    )


def f1(right: float, predicted: float, wanted: float) -> float:
    """Strict F1."""
    return 2 * right / max(predicted + wanted, 1)


def main(arguments: list[str]) -> None:
    """Measure every set that is there."""
    corpora = Path(arguments[0])
    for gold in arguments[1:]:
        measure(
            "gold",
            ((i["text"], {(o["start"], o["end"]) for o in i["orgs"]}, i["issuer"]) for i in read(Path(gold))),
            names_only=False,
        )
    for name, path, labels in SETS:
        measure(
            name,
            ((i["text"], {(e[0], e[1]) for e in i["entities"] if e[2] in labels}, None) for i in read(corpora / path)),
            names_only=name not in OURS,
        )
    for name, path, labels, joined in PLACES:
        measure_places(
            name,
            ((i["text"], {(e[0], e[1]) for e in i["entities"] if e[2] in labels}) for i in read(corpora / path)),
            joined=joined,
        )


if __name__ == "__main__":
    main(sys.argv[1:])
