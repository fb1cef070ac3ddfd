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


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("某某财经早餐_2024-8-7", date(2024, 8, 7)),
        ("快讯20240101", date(2024, 1, 1)),
        ("行情简报2020年6月15日(星期一)", date(2020, 6, 15)),
        ("资产负债表 截至2023年12月31日", None),
        ("2023年统计公报", None),
    ],
)
def test_the_day_that_closes_a_title(title, day):
    assert find_date("要闻两则。", title) == day


def test_a_table_is_no_signature():
    assert find_date("项目\t金额\n现金\t3\n2019年12月31日\n存款\t5\n") is None


def test_long_texts_cost_little():
    assert find_date("2024年1月" * 200_000) is None
