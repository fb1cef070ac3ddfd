"""Times: cases in running text, cases that stand alone, spans, order and cost."""

import time
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

import pytest

from zhextract.entities.times import find_times, read_period
from zhextract.entities.times.calendars import holidays, lunar_day, lunar_month, named_day, season
from zhextract.errors import InputTypeError
from zhextract.normalise import normalise

CASES = Path(__file__).parents[2] / "cases"


def rows(name, columns):
    lines = (CASES / f"{name}.tsv").read_text(encoding="utf-8").split("\n")
    cells = [line.split("\t") for line in lines if line and not line.startswith("#")]
    assert all(len(row) == columns for row in cells), [row for row in cells if len(row) != columns]
    return cells


@pytest.mark.parametrize(("anchor", "sentence", "expected"), rows("times", 3))
def test_running_text(anchor, sentence, expected):
    times = find_times(sentence, anchor=date.fromisoformat(anchor) if anchor else None)
    # Blanks separate the expectations, so a blank inside a time is written as it stands and compared without.
    found = " ".join(f"{item.text}={item.period or '?'}" for item in times) or "-"
    assert found == expected


def test_lines_that_break_inside_a_time():
    text = "关于2024年上半\n年的补贴,去\n年同期3万元,2023年\n末余额。"
    times = find_times(text, anchor=date(2024, 7, 22))
    assert [item.period for item in times] == ["2024-H1", "2023-H1", "2023-12-31"]
    assert all(text[item.start : item.end] == item.text for item in times)


@pytest.mark.parametrize(("moment", "text", "kind", "period"), rows("times_alone", 4))
def test_alone(moment, text, kind, period):
    anchor = datetime.fromisoformat(moment) if "T" in moment else date.fromisoformat(moment) if moment else None
    found = read_period(text, anchor=anchor)
    if kind == "-":
        assert found is None
    else:
        assert found is not None
        assert (found.kind, found.period or "?") == (kind, period)


def test_spans_slice_back_and_never_overlap():
    text = "2023年上半年,5月1日至7日,近三年;“十四五”时期,今天(5月17日)16:30。"
    times = find_times(text, anchor=date(2023, 5, 17))
    assert all(text[item.start : item.end] == item.text for item in times)
    assert all(left.end <= right.start for left, right in pairwise(times))


def test_a_time_names_its_rule_and_kind():
    found = find_times("近三年,2023年,连续两年", anchor=date(2024, 5, 1))
    assert [(item.rule, item.kind) for item in found] == [
        ("time/window", "range"),
        ("time/year", "point"),
        ("time/streak", "duration"),
    ]


def test_the_next_one_is_preferred_where_asked():
    anchor = datetime.fromisoformat("2013-02-12T04:30")
    assert read_period("周一", anchor=anchor).period == "2013-02-11"
    assert read_period("周一", anchor=anchor, prefer="future").period == "2013-02-18"
    assert read_period("一月", anchor=anchor, prefer="future").period == "2014-01"
    assert read_period("三点", anchor=anchor, prefer="future").period == "2013-02-12T15"


def test_other_calendars():
    assert lunar_day(2024, 12, 0) == date(2025, 1, 28)
    assert lunar_day(2023, 2, 1, leap=True) == date(2023, 3, 22)
    assert lunar_day(2023, 1, 31) is None
    assert lunar_month(1800, 1) is None
    assert str(season(2024, 3)) == "2024-11-07/2025-02-02"
    assert all(named_day(name, 2024) for name in holidays())


@pytest.mark.parametrize(
    "text",
    [
        "9" * 10,
        "年",
        "1年",
        "2001、",
        "一",
        "1-",
        "2021年",
        "至",
        "近",
        "今天(",
        "1月",
        "自",
        "2021年 ",
        "第1",
        "初",
        "周",
        "十",
        "\ud800",
        "“3",
    ],
)
def test_hostile_text_is_read_in_linear_time(text):
    norm = normalise(text * (60_000 // len(text))).norm
    began = time.perf_counter()
    find_times(norm, anchor=date(2024, 5, 1))
    assert time.perf_counter() - began < 5


def test_an_anchor_is_a_date() -> None:
    with pytest.raises(InputTypeError, match="not str"):
        read_period("去年", anchor="2024-02-06")  # type: ignore[arg-type]
