"""The table of days off against the calendar: every holiday lies within its days, as the notices arrange them."""

from datetime import date, timedelta

import pytest

from zhextract.entities.times.calendars import lunar_day, named_day
from zhextract.lexicons import read_table

ROWS = [
    (name, int(year), date.fromisoformat(first), date.fromisoformat(last))
    for name, year, first, last in read_table("linking_holidays", 4)
]
NAMED = {
    "元旦": "元旦",
    "春节": "春节",
    "清明": "清明",
    "五一": "劳动节",
    "端午": "端午节",
    "中秋": "中秋节",
    "国庆": "国庆节",
}


@pytest.mark.parametrize(("name", "year", "first", "last"), [row for row in ROWS if row[0] in NAMED])
def test_the_day_itself_is_off(name, year, first, last):
    day = named_day(NAMED[name], year)
    assert day is not None
    assert first <= day <= last
    assert (last - first).days < 10


@pytest.mark.parametrize(("name", "year", "first", "last"), [row for row in ROWS if row[0] == "春运"])
def test_the_travel_season_is_forty_days_around_the_new_year(name, year, first, last):
    new_year = lunar_day(year, 1, 1)
    assert (last - first).days + 1 == 40
    assert last == lunar_day(year, 1, 25)
    assert first == new_year - timedelta(15) or first == new_year - timedelta(16)


def test_every_year_has_every_holiday():
    years = {year for _, year, _, _ in ROWS}
    assert {(name, year) for name, year, _, _ in ROWS} >= {(name, year) for name in NAMED for year in years}
