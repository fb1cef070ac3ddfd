"""Damaged documents: the damage is real, the annotations move with the text, and most facts survive."""

import json
from pathlib import Path

import pytest

from benchmarks.corruption import DAMAGES, damage, survival

CORPUS = Path(__file__).parents[2] / "corpora" / "notices" / "test.jsonl"
ROWS = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("kind", DAMAGES)
def test_every_damage_changes_texts_and_moves_annotations(kind):
    changed = 0
    for row in ROWS:
        damaged = damage(row, kind)
        changed += damaged["text"] != row["text"]
        assert len(damaged["facts"]) == len(row["facts"])
        for before, after in zip(row["regions"], damaged["regions"], strict=True):
            if kind in ("HTML leftovers", "broken encoding", "decorative runs"):  # these fall between clauses only
                assert after["text"] == before["text"]
    assert changed > len(ROWS) / 2


def test_at_least_nine_tenths_of_the_facts_survive():
    scores = survival(ROWS)
    clean = scores.pop("clean")
    assert {kind: round(score / clean, 3) for kind, score in scores.items() if score < 0.9 * clean} == {}
