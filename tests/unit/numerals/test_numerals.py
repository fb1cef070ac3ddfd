"""Numerals against their table, and the functions that read them out of text."""

from decimal import Decimal
from pathlib import Path

import pytest

from zhextract.errors import ConversionError, OffsetError
from zhextract.numerals import (
    Interval,
    Numeral,
    Open,
    find_numerals,
    is_well_formed,
    parse_fraction,
    parse_numeral,
    read_digits,
    read_numeral,
    write_numeral,
)
from zhextract.spans import Span

TABLE = Path(__file__).parents[2] / "cases" / "numerals.tsv"
CASES = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


@pytest.mark.parametrize(("surface", "expected"), CASES)
def test_table(surface, expected):
    value = parse_numeral(surface)
    if expected == "-":
        assert value is None
    elif ".." in expected:
        low, high = expected.split("..")
        assert isinstance(value, Open)
        assert (value.low, value.high) == (Decimal(low), Decimal(high) if high else None)
    else:
        assert value == Decimal(expected)


def test_two_digits_are_a_range_only_where_something_is_counted():
    assert parse_numeral("七八") == Decimal(78)
    assert parse_numeral("七八", counted=True) == Open(Decimal(7), Decimal(8), "range")


def test_whole_values_have_no_decimals():
    assert str(parse_numeral("62.7亿")) == "6270000000"


def test_read_numeral_at_an_offset():
    assert read_numeral("共计十二亿斤", 2) == Numeral(Decimal(1200000000), Span(2, 5))
    assert read_numeral("有二十多人", 1) == Interval(Decimal(20), None, Span(1, 4), "over")
    assert read_numeral("没有数字", 1) is None
    with pytest.raises(OffsetError):
        read_numeral("三", 1)


@pytest.mark.parametrize(
    ("surface", "value"),
    [("四分之一", "0.25"), ("一又二分之一", "1.5"), ("3/4", "0.75"), ("2^5", "32"), ("半百", "50")],
)
def test_fractions_and_powers(surface, value):
    assert parse_fraction(surface) == Decimal(value)


def test_find_numerals_leaves_words_alone():
    found = [
        (str(f.value), f.span) for f in find_numerals("统一安排四川的十二个县，收拾房间") if isinstance(f, Numeral)
    ]
    assert found == [("12", Span(7, 9))]


@pytest.mark.parametrize("surface", ["一百一十一", "三千零五", "十五", "两万零一百"])
def test_well_formed(surface):
    assert is_well_formed(surface)


@pytest.mark.parametrize("surface", ["百十一", "一一", "点五", "十七十八", "", "零点"])
def test_not_well_formed(surface):
    assert not is_well_formed(surface)


def test_digits_one_by_one():
    assert read_digits("零一幺") == "011"
    assert read_digits("十一") is None


def test_writing():
    assert write_numeral(10500) == "一万零五百"
    assert write_numeral("1050", style="money") == "壹仟零伍拾元整"
    with pytest.raises(ConversionError):
        write_numeral("many")
    with pytest.raises(ConversionError):
        write_numeral(10**20)
