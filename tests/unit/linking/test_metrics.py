"""Metric wordings and the choice of facts, sentence by sentence."""

from pathlib import Path

import pytest

from zhextract import extract

CASES = Path(__file__).parents[2] / "cases"


def read_cases(name: str) -> list[list[str]]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(("sentence", "amount", "expected"), read_cases("metrics.tsv"))
def test_metric(sentence: str, amount: str, expected: str) -> None:
    facts = [fact for fact in extract(sentence).facts if fact.quantity.text == amount]
    assert facts, f"no fact with {amount}"
    assert "·".join(sentence[start:end] for start, end in facts[0].metric.spans) == expected


@pytest.mark.parametrize(("sentence", "amount", "verdict"), read_cases("selection.tsv"))
def test_selection(sentence: str, amount: str, verdict: str) -> None:
    found = any(fact.quantity.text == amount for fact in extract(sentence).facts)
    assert found == (verdict == "fact")


def test_metric_text_is_its_spans() -> None:
    sentence = "全省建成12个产业园区。"
    for fact in extract(sentence).facts:
        assert fact.metric.text == "".join(sentence[start:end] for start, end in fact.metric.spans)
