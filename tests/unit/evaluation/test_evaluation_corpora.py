"""The project's own corpora: up to date, whole, and read by us no worse than the floors say."""

import runpy
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from zhextract.evaluation.formats import read_corpus
from zhextract.evaluation.report import Report, evaluate
from zhextract.evaluation.systems import load_system

ROOT = Path(__file__).parents[3]
NOTICES = ROOT / "corpora" / "notices"
FLOORS = ROOT / "tests" / "cases" / "evaluation" / "floors.tsv"


def test_the_lines_are_what_the_sheets_give() -> None:
    build = runpy.run_path(str(ROOT / "corpora" / "build.py"))
    assert build["main"](["--check"]) == 0


def test_thirty_documents_of_every_genre_on_both_sides() -> None:
    splits = [list(read_corpus(NOTICES / f"{split}.jsonl")) for split in ("dev", "test")]
    documents = [document for split in splits for document in split]
    assert len(documents) >= 30
    assert (
        len({document.id for document in documents}) == len({document.text for document in documents}) == len(documents)
    )
    assert all(400 <= len(document.text) <= 1200 for document in documents)
    dev, test = (Counter(document.genre for document in split) for split in splits)
    assert len(dev.keys() | test.keys()) >= 10
    assert all(document.genre and document.phenomena for document in documents)


@cache
def report(split: str) -> Report:
    return evaluate(list(read_corpus(NOTICES / f"{split}.jsonl")), load_system("zhextract"), samples=2)


def floors() -> list[list[str]]:
    lines = FLOORS.read_text(encoding="utf-8").split("\n")
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(("split", "measure", "floor"), floors())
def test_scores_stay_above_their_floors(split: str, measure: str, floor: str) -> None:
    tally = report(split).measures[measure]
    assert tally.f1 >= float(floor), f"{measure} on {split}: F1 {tally.f1} ({tally.right:g} of {tally.gold} gold)"
