"""The four mention measures, by table and beside nervaluate."""

import random
from pathlib import Path

import pytest

from zhextract.evaluation.corpus import AnnotatedDocument, Entity, make_entity
from zhextract.evaluation.labels import rename_labels
from zhextract.evaluation.mentions import score_mentions

CASES = Path(__file__).parents[2] / "cases" / "evaluation" / "mentions.tsv"
TEXT = "甲乙丙丁戊己庚辛壬癸" * 40


def document(mentions: list[Entity]) -> AnnotatedDocument:
    return AnnotatedDocument(TEXT, id="d", entities=tuple(mentions))


def read_mentions(cell: str) -> list[Entity]:
    rows = [item.split() for item in cell.split(",") if item.strip()]
    return [make_entity(TEXT, int(start), int(end), label) for start, end, label in rows]


def cases() -> list[list[str]]:
    lines = CASES.read_text(encoding="utf-8").split("\n")
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(("gold", "found", "figures"), cases())
def test_right_counts(gold: str, found: str, figures: str) -> None:
    score = score_mentions(document(read_mentions(gold)), document(read_mentions(found)))
    right = [score.tallies[name].right for name in ("strict", "exact", "partial", "type")]
    assert " ".join(f"{count:g}" for count in right) == figures


def test_only_asked_labels_count() -> None:
    gold = document(read_mentions("0 2 LOC, 4 6 TIME"))
    assert score_mentions(gold, document([]), labels=["LOC"]).tallies["strict"].gold == 1


def test_labels_without_a_name_of_ours_are_left_out() -> None:
    renamed = rename_labels(document(read_mentions("0 2 address, 4 6 position")), "cluener")
    assert [entity.label for entity in renamed.entities or ()] == ["LOC"]


def test_confusions_count_labels_and_absence() -> None:
    gold, found = document(read_mentions("0 2 LOC, 4 6 ORG")), document(read_mentions("0 2 ORG"))
    assert score_mentions(gold, found).confusions == {("label", "LOC", "ORG"): 1, ("label", "ORG", "–"): 1}


def uncrowded(seed: int) -> tuple[list[Entity], list[Entity]]:
    """Mentions of which no two of one side touch the same one of the other."""
    chance = random.Random(seed)  # noqa: S311 - cases, not secrets
    gold, found = [], []
    for cell in range(0, len(TEXT) - 10, 10):
        start = cell + chance.randrange(3)
        end = start + chance.randrange(1, 5)
        label = chance.choice(["LOC", "ORG"])
        if chance.random() < 0.7:
            gold.append(make_entity(TEXT, start, end, label))
        if chance.random() < 0.7:
            other = chance.choice([label, "LOC", "ORG"])
            found.append(make_entity(TEXT, start + chance.randrange(2), end + chance.randrange(1, 3) - 1, other))
    return gold, [entity for entity in found if entity.end > entity.start]


@pytest.mark.parametrize("seed", range(8))
def test_figures_are_nervaluates(seed: int) -> None:
    nervaluate = pytest.importorskip("nervaluate")
    gold, found = uncrowded(seed)
    sides = [
        [[{"label": entity.label, "start": entity.start, "end": entity.end - 1} for entity in side]]
        for side in (gold, found)
    ]
    results = nervaluate.Evaluator(*sides, tags=["LOC", "ORG"]).evaluate()["overall"]
    ours = score_mentions(document(gold), document(found)).tallies
    for name, theirs in (("strict", "strict"), ("exact", "exact"), ("partial", "partial"), ("type", "ent_type")):
        assert ours[name].precision == pytest.approx(100 * results[theirs].precision, abs=0.01)
        assert ours[name].recall == pytest.approx(100 * results[theirs].recall, abs=0.01)
