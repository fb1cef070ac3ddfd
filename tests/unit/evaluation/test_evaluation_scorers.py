"""Segmentation, amounts, intervals and significance."""

import pytest

from zhextract.errors import InputValueError
from zhextract.evaluation.amounts import score_amounts
from zhextract.evaluation.corpus import AnnotatedDocument, words_from_texts
from zhextract.evaluation.intervals import bootstrap, compare_scores
from zhextract.evaluation.jsonl import read_row
from zhextract.evaluation.segmentation import score_words
from zhextract.evaluation.tally import Tally


def cut(words: str) -> AnnotatedDocument:
    parts = words.split()
    return AnnotatedDocument("".join(parts), words=words_from_texts(parts))


@pytest.mark.parametrize(
    ("gold", "found", "right", "predicted", "unknown"),
    [
        ("江岭市 财政局 拨付 三亿 元", "江岭市 财政局 拨付 三亿 元", 5, 5, 2),
        ("江岭市 财政局 拨付 三亿 元", "江岭 市 财政局 拨付 三亿元", 2, 5, 0),
        ("粮食 产量 增长", "粮食产量 增长", 1, 2, 0),
        ("一", "一", 1, 1, 0),
    ],
)
def test_words_count_by_both_ends(gold: str, found: str, right: int, predicted: int, unknown: int) -> None:
    score = score_words(cut(gold), cut(found), vocabulary={"财政局", "拨付", "元", "粮食", "产量", "增长", "一"})
    assert score.tallies["words"] == Tally(right, predicted, len(gold.split()))
    assert score.tallies["oov"].right == unknown
    assert score.tallies["iv"].gold + score.tallies["oov"].gold == len(gold.split())


def test_segmentation_differences_are_the_shortest_stretches() -> None:
    score = score_words(cut("江岭市 财政局 拨付 三亿 元"), cut("江岭 市 财政局 拨付 三亿元"))
    assert [(miss.gold, miss.predicted) for miss in score.misses] == [("江岭市", "江岭 市"), ("三亿 元", "三亿元")]


def amounts(*rows: tuple[int, int, str, str], numbers: list[dict[str, object]] | None = None) -> AnnotatedDocument:
    text = "产量3亿吨，增长5%，期限30日"
    listed = [
        {"start": start, "end": end, "text": text[start:end], "value": value, "unit": unit}
        for start, end, value, unit in rows
    ]
    return read_row({"text": text, "quantities": listed, **({"numbers": numbers} if numbers else {})})


def test_amounts_are_right_by_value_and_unit() -> None:
    gold = amounts((2, 5, "300000000", "吨"), (8, 10, "5", "%"))
    found = amounts((2, 5, "3", "吨"), (8, 10, "5.0", "％"))
    tallies = score_amounts(gold, found).tallies
    assert [tallies[name].right for name in ("amount_found", "amount_value", "amount_unit", "amount")] == [2, 1, 2, 1]


def test_an_amount_without_a_gold_value_costs_nothing() -> None:
    gold = amounts((2, 5, "300000000", "吨"), numbers=[{"span": [13, 15], "text": "30", "category": "Q"}])
    found = amounts((2, 5, "300000000", "吨"), (13, 16, "30", "日"))
    assert score_amounts(gold, found).tallies["amount"] == Tally(1, 1, 1)


def test_intervals_hold_the_score_and_narrow_with_more_documents() -> None:
    few = [{"words": Tally(right, 4, 4)} for right in (1, 4, 2, 3)]
    low, high = bootstrap(few)["words"]
    assert low < 62.5 < high
    narrow = bootstrap(few * 50)["words"]
    assert narrow[1] - narrow[0] < high - low
    assert bootstrap(few) == {"words": (low, high)}
    assert bootstrap([]) == {}


def test_a_measure_that_some_documents_lack_counts_only_where_it_is() -> None:
    rows = [{"a": Tally(1, 1, 1), "b": Tally(1, 2, 2)}, {"a": Tally(1, 1, 1)}]
    assert bootstrap(rows * 20)["b"] == (50.0, 50.0)


def test_a_large_difference_is_no_chance_and_a_small_one_is() -> None:
    worse, better = [Tally(5, 10, 10)] * 40, [Tally(8, 10, 10)] * 40
    found = compare_scores(worse, better, trials=500)
    assert (found.difference, found.p < 0.01, found.low) == (30.0, True, 30.0)
    one, other = [Tally(5, 10, 10), Tally(6, 10, 10)] * 10, [Tally(6, 10, 10), Tally(5, 10, 10)] * 10
    assert compare_scores(one, other, trials=500).p > 0.5
    with pytest.raises(InputValueError, match="cannot be compared"):
        compare_scores(one, other[1:])
