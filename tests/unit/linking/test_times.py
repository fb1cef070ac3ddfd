"""When each fact holds: cases, and what every answer keeps."""

from collections.abc import Callable
from pathlib import Path

import pytest

from zhextract import extract
from zhextract.linking.times import read_times
from zhextract.periods import parse_period
from zhextract.records import FactTime

CASES = Path(__file__).parents[2] / "cases" / "fact_times.tsv"
ROWS = [
    tuple([*line.split("\t"), "", ""][:4])
    for line in CASES.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def _write(time: FactTime | None) -> str:
    return "-" if time is None else f"{time.period or '?'}:{time.via[0]}"


@pytest.mark.parametrize(("text", "expected", "date", "title"), ROWS)
def test_cases(text: str, expected: str, date: str, title: str, marked: Callable[..., tuple]) -> None:
    document, layout, frames = marked(text, date=date or None)
    answers = read_times(document.text, layout, frames, document, title or None)
    assert " | ".join(map(_write, answers)) == expected


def test_times_slice_back_and_periods_are_iso(marked: Callable[..., tuple]) -> None:
    for text, _, date, title in ROWS:
        document, layout, frames = marked(text, date=date or None)
        for time in read_times(document.text, layout, frames, document, title or None):
            if time is not None and time.start is not None:
                assert document.text[time.start : time.end] == time.text
            if time is not None and time.period is not None:
                parse_period(time.period)


def test_five_years_behind_a_plan_are_its_years() -> None:
    document = extract("“十一五”期间，全省投资3亿元。过去五年，建成水库7座。", date="2011-05-03")
    assert [fact.time and fact.time.period for fact in document.facts] == ["2006/2010", "2006/2010"]


def test_the_whole_year_of_a_plan_is_the_year_of_its_report() -> None:
    text = "要继续为企业减负，进一步放宽准入。\n全年再减税300亿元。"
    document = extract(text, title="2018年某省政府工作报告")
    assert [fact.time and fact.time.period for fact in document.facts] == ["2018"]


def test_plans_behind_a_part_of_a_year_are_for_that_year() -> None:
    document = extract("一季度，产值3亿元。\n全市计划播种面积9万亩。", date="2017-04-20")
    assert [fact.time and fact.time.period for fact in document.facts] == ["2017-Q1", "2017"]


def test_a_time_between_prices_of_a_digest_is_its_sentence_s_alone() -> None:
    text = "金融\n1、恒生指数收涨1%。某甲集团涨9%，二季度净利同比升5倍。石油股强势，某乙控股涨6%。\n2、某国7月CPI涨2%。核心CPI涨3%。"
    document = extract(text, title="某某财经早餐_2024-8-28")
    found = [fact.time and fact.time.period for fact in document.facts]
    assert found == ["2024-08-27", "2024-08-27", "2024-Q2", "2024-08-27", "2024-07", "2024-07"]


def test_an_amount_of_the_title_is_of_the_time_that_the_text_gives_it() -> None:
    document = extract("甲楼盘售出18套\n去年售出20套，今年一季度售出18套。", date="2023-05-03")
    assert [fact.time and fact.time.period for fact in document.facts] == ["2023-Q1", "2022", "2023-Q1"]
