"""The day of a document, from its labels, signature, heading or dateline."""

from datetime import date
from pathlib import Path

import pytest

from zhextract.entities.dateline import find_date

CASES = Path(__file__).parents[2] / "cases" / "datelines.tsv"


def rows():
    lines = CASES.read_text(encoding="utf-8").split("\n")
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(("text", "day"), rows())
def test_day(text, day):
    found = find_date(text.replace("\\n", "\n"))
    assert found == (None if day == "-" else date.fromisoformat(day))


def test_a_table_is_no_signature():
    assert find_date("项目\t金额\n现金\t3\n2019年12月31日\n存款\t5\n") is None


def test_long_texts_cost_little():
    assert find_date("2024年1月" * 200_000) is None
