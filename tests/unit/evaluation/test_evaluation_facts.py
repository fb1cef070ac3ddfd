"""Fact scores: the frozen figures of the reference scorer, and the rules one by one."""

from pathlib import Path

import pytest

from zhextract.evaluation.comparing import days_of, plain
from zhextract.evaluation.corpus import AnnotatedDocument
from zhextract.evaluation.facts import score_facts
from zhextract.evaluation.jsonl import document_row, read_jsonl, read_row
from zhextract.evaluation.tally import Tally, add_up

CASES = Path(__file__).parents[2] / "cases" / "evaluation"


def figures() -> dict[str, tuple[float, ...]]:
    lines = (CASES / "figures.tsv").read_text(encoding="utf-8").split("\n")
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {name: tuple(float(cell) for cell in cells) for name, *cells in rows}


def test_figures_are_the_reference_scorers_to_the_last_digit() -> None:
    found = {document.text: document for document in read_jsonl(CASES / "predicted.jsonl")}
    tallies = add_up(score_facts(gold, found[gold.text]).tallies for gold in read_jsonl(CASES / "gold.jsonl"))
    ours = {
        name: (tally.precision, tally.recall, tally.f1, tally.right, tally.predicted, tally.gold)
        for name, tally in tallies.items()
    }
    assert ours == figures()


def test_gold_against_itself_is_all_right() -> None:
    for gold in read_jsonl(CASES / "gold.jsonl"):
        score = score_facts(gold, read_row(document_row(gold)))
        right = {name: tally for name, tally in score.tallies.items() if name not in ("quantities", "areas")}
        assert all(tally.right == tally.predicted == tally.gold for tally in right.values())


TEXT = "2023年江岭市产值5亿元，增长5%，河谷市产值达到3亿元。"


def fact(**changes: object) -> dict[str, object]:
    row: dict[str, object] = {
        "id": "f1",
        "kind": "level",
        "status": "actual",
        "quantity": {"start": 10, "end": 13, "text": "5亿元", "value": "500000000", "bound": "exact", "unit": "元"},
        "metric": {"text": "产值", "spans": [[8, 10]]},
        "subjects": [{"start": 5, "end": 8, "text": "江岭市", "name": "江岭市", "code": None}],
        "time": {"start": 0, "end": 5, "text": "2023年", "period": "2023"},
    }
    return row | changes


def document(*facts: dict[str, object], issuer: str | None = None) -> AnnotatedDocument:
    return read_row({"text": TEXT, "issuer": issuer, "facts": list(facts)})


QUANTITY = {"start": 10, "end": 13, "text": "5亿元", "value": "500000000", "bound": "exact", "unit": "元"}


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({}, set()),
        ({"quantity": QUANTITY | {"value": "500000000.0"}}, set()),
        ({"quantity": QUANTITY | {"value": "5"}}, {"value"}),
        ({"quantity": QUANTITY | {"unit": "人民币元"}}, set()),
        ({"quantity": QUANTITY | {"unit": "美元"}}, {"unit"}),
        ({"quantity": QUANTITY | {"bound": "about"}}, {"bound"}),
        ({"metric": {"text": "市产值", "spans": [[7, 10]]}}, {"metric_strict"}),
        ({"metric": {"text": "年江岭市产值", "spans": [[4, 10]]}}, {"metric", "metric_strict"}),
        ({"time": {"period": "2023-01/2023-12"}}, set()),
        ({"time": {"period": "2022"}}, {"period"}),
        ({"time": None}, {"period"}),
        ({"subjects": []}, {"subject"}),
        ({"base": {"start": 0, "end": 5, "text": "2023年", "period": "2022"}}, {"base"}),
        ({"status": "target"}, {"status"}),
        ({"direction": "up"}, {"direction"}),
        ({"kind": "share"}, {"kind"}),
    ],
)
def test_a_field_is_wrong_alone(change: dict[str, object], wrong: set[str]) -> None:
    tallies = score_facts(document(fact()), document(fact(**change))).tallies
    fields = [name for name in tallies if name not in ("core_fact", "full_fact")]
    assert {name for name in fields if tallies[name].right == 0} == wrong
    assert tallies["full_fact"].right == int(not wrong - {"metric_strict"})


def test_naming_nobody_is_right_where_the_gold_names_nobody() -> None:
    gold = document(fact(subjects=[]), issuer="江岭市")
    carried = [{"start": 5, "end": 8, "text": "江岭市", "name": "江岭市", "code": None, "via": "carried"}]
    stated = [{"start": 15, "end": 18, "text": TEXT[15:18], "name": "河谷市", "code": None, "via": "stated"}]
    issuer = [{"start": 5, "end": 8, "text": "江岭市", "name": "江岭市", "code": None, "via": "stated"}]
    right = [
        score_facts(gold, document(fact(subjects=subjects))).tallies["subject"].right
        for subjects in ([], carried, stated, issuer)
    ]
    assert right == [1, 1, 0, 1]


def test_repeats_cost_precision() -> None:
    tallies = score_facts(document(fact()), document(fact(), fact(id="f2"))).tallies
    assert (tallies["core_fact"].precision, tallies["core_fact"].recall) == (50.0, 100.0)


def test_parents_are_compared_by_the_facts_they_align_with() -> None:
    second = {
        "quantity": {"start": 17, "end": 19, "text": TEXT[17:19], "value": "5", "unit": "%"},
        "metric": {"text": "", "spans": []},
    }
    gold = document(fact(), fact(id="f2", parent="f1", **second))
    same = document(fact(id="x"), fact(id="y", parent="x", **second))
    other = document(fact(id="x"), fact(id="y", parent=None, **second))
    assert score_facts(gold, same).tallies["parent"].right == 2
    assert score_facts(gold, other).tallies["parent"].right == 1


def test_dates_and_ordinals_taken_for_amounts_cost_precision() -> None:
    numbers = [
        {"span": [0, 4], "text": "2023", "category": "T"},
        {"span": [10, 12], "text": "5亿", "category": "F"},
    ]
    gold = read_row({"text": TEXT, "numbers": numbers})
    found = read_row(
        {
            "text": TEXT,
            "quantities": [
                {"start": 0, "end": 5, "text": "2023年", "value": "2023"},
                {"start": 10, "end": 13, "text": "5亿元", "value": "500000000"},
            ],
        }
    )
    assert score_facts(gold, found).tallies["quantities"] == Tally(1, 2, 1)


def test_a_region_with_another_code_is_one_difference() -> None:
    place = {"start": 5, "end": 8, "text": "江岭市", "norm": "420000"}
    gold = read_row({"text": TEXT, "regions": [place]})
    found = read_row({"text": TEXT, "regions": [place | {"norm": "430000"}]})
    score = score_facts(gold, found)
    assert [miss.what for miss in score.misses] == ["region code"]
    assert (score.tallies["regions"].right, score.tallies["regions_span"].right) == (0, 1)


@pytest.mark.parametrize(
    ("period", "days"),
    [
        ("2023", ("2023-01-01", "2023-12-31")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2023-Q1", ("2023-01-01", "2023-03-31")),
        ("2023-H2", ("2023-07-01", "2023-12-31")),
        ("2023-12-31", ("2023-12-31", "2023-12-31")),
        ("2021/2025", ("2021-01-01", "2025-12-31")),
        ("soon", ("?", "soon")),
        ("", None),
    ],
)
def test_periods_are_the_days_they_cover(period: str, days: tuple[str, str] | None) -> None:
    assert days_of(period) == days


def test_empty_words_do_not_count() -> None:
    assert plain("处罚金额，总计达到") == "处罚金额"
