"""Whatever the text and the day, times are found, slice back, and stay in order."""

from datetime import date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from zhextract.entities.dateline import find_date
from zhextract.entities.times import find_times, read_period
from zhextract.errors import InputValueError
from zhextract.periods import Period, parse_period

PIECES = st.sampled_from(
    [*"0123456789一二三十百〇年月日号时点分周季度半初末底上下本去今近前后过未来连续自从至到—-~、/:(（)）“”农历闰正世纪代天内多余个以之比同期", "2023年", "以来", "季度", "星期", "农历", "“十四五”", "报告期", "民国", "春节", "第", "晚上", "Q1", "H1", "pm", "之间", " ", "\n"]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=25).map("".join))
ANCHORS = st.one_of(st.none(), st.dates(), st.datetimes())


@settings(max_examples=400, deadline=None)
@given(TEXTS, ANCHORS)
def test_any_text_is_read(text, anchor):
    times = find_times(text, anchor=anchor)
    end = 0
    for item in times:
        assert end <= item.start < item.end
        assert text[item.start : item.end] == item.text
        end = item.end
        if item.period is not None:
            parse_period(item.period)
    read_period(text, anchor=anchor)
    find_date(text)


@given(
    st.dates(min_value=date(2, 1, 1)), st.sampled_from(["year", "half", "quarter", "month", "day"]), st.integers(1, 40)
)
def test_periods_are_read_as_written(day, grain, count):
    if grain == "day":
        period = Period.of_day(day)
    else:
        months = {"year": 12, "half": 6, "quarter": 3, "month": 1}[grain]
        try:
            period = Period.of_months(day.year, (day.month - 1) // months * months + 1, months * count, grain)
        except InputValueError:
            return
    again = parse_period(str(period))
    assert (again.first, again.last) == (period.first, period.last)
    assert str(again) == str(period)


def test_the_present_moment():
    assert read_period("现在", anchor=datetime.fromisoformat("2024-02-06T08:30")).period == "2024-02-06T08:30:00"
