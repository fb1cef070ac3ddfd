"""Periods: their written form and the arithmetic of comparing them."""

import pickle
from datetime import date

import pytest

from zhextract.errors import InputValueError
from zhextract.periods import Period, parse_period

FORMS = ["2023", "2023-06", "2023-Q3", "2023-H1", "2023-12-31", "2023-01/2023-11", "2021/2025", "2024-03-28/2024-08-16"]


@pytest.mark.parametrize("iso", FORMS)
def test_written_and_read_back(iso):
    assert str(parse_period(iso)) == iso


@pytest.mark.parametrize(
    ("iso", "written"),
    [
        ("2023-12-31T16:30", "2023-12-31"),
        ("2023-Q1/2023-Q3", "2023-01/2023-09"),
        ("2023/2023", "2023"),
        ("2023-Q4/2024-05-01", "2023-10-01/2024-05-01"),
    ],
)
def test_other_forms(iso, written):
    assert str(parse_period(iso)) == written


@pytest.mark.parametrize(
    "iso", ["", "23", "2023-13", "2023-02-30", "2023-Q5", "2024/2023", "0000", "P3Y", "2023-6", "今年"]
)
def test_what_is_no_period(iso):
    with pytest.raises(InputValueError):
        parse_period(iso)


@pytest.mark.parametrize(
    ("iso", "last_year", "previous"),
    [
        ("2023", "2022", "2022"),
        ("2024-01", "2023-01", "2023-12"),
        ("2024-Q1", "2023-Q1", "2023-Q4"),
        ("2024-H1", "2023-H1", "2023-H2"),
        ("2019-01/2019-06", "2018-01/2018-06", "2018-07/2018-12"),
        ("2024-02-29", "2023-02-28", "2024-02-28"),
        ("2024-08-12/2024-08-18", "2023-08-12/2023-08-18", "2024-08-05/2024-08-11"),
        ("2021/2025", "2020/2024", "2016/2020"),
    ],
)
def test_same_period_last_year_and_the_one_before(iso, last_year, previous):
    period = parse_period(iso)
    assert (str(period.same_last_year()), str(period.previous())) == (last_year, previous)


def test_ends():
    period = parse_period("2023-01/2023-11")
    assert str(period.start()) == "2023-01-01"
    assert str(period.end()) == "2023-11-30"
    assert str(period.start_of_year()) == "2023-01-01"
    assert str(period.end_of_previous_year()) == "2022-12-31"
    assert str(period.previous_year()) == "2022"


def test_the_end_of_a_month_stays_the_end_of_a_month():
    assert str(parse_period("2023-06-30").shift(months=1)) == "2023-07-31"
    assert str(parse_period("2023-01-30").shift(months=1)) == "2023-02-28"


def test_containment():
    year, quarter = parse_period("2023"), parse_period("2023-Q3")
    assert quarter in year
    assert year not in quarter
    assert quarter.overlaps(parse_period("2023-09/2024-01"))
    assert not quarter.overlaps(parse_period("2024"))
    assert (year.year, parse_period("2021/2025").year, quarter.months) == (2023, None, 3)


def test_no_period_ends_before_it_begins():
    with pytest.raises(InputValueError):
        Period(date(2024, 1, 2), date(2024, 1, 1))


def test_outside_the_calendar():
    with pytest.raises(InputValueError):
        parse_period("0001").same_last_year()
    with pytest.raises(InputValueError):
        parse_period("0001").end_of_previous_year()
    with pytest.raises(InputValueError):
        parse_period("9999-12-31").shift(days=1)


def test_a_value():
    period = parse_period("2023-Q3")
    assert pickle.loads(pickle.dumps(period)) == period == Period.of_quarter(2023, 3)
    assert len({period, Period.of_quarter(2023, 3)}) == 1
