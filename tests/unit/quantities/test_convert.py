"""Amounts in other units, in words, and in sums."""

from decimal import Decimal

import pytest

from zhextract.errors import ConversionError
from zhextract.quantities import add, convert, find_quantities, find_unit, in_chinese, multiply, subtract


def one(text):
    [quantity] = find_quantities(text)
    return quantity


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("3.5吨", "公斤", "3500"),
        ("重500斤", "kg", "250"),
        ("2公里", "米", "2000"),
        ("1.2亿千瓦时", "兆瓦时", "120000"),
        ("15亩", "公顷", "1"),
        ("30个基点", "个百分点", "0.3"),
        ("气温25℃", "华氏度", "77"),
        ("4000元/吨", "元/公斤", "4"),
        ("90公里/小时", "米/秒", "25"),
        ("2小时", "分钟", "120"),
        ("气温77华氏度", "摄氏度", "25"),
        ("气温35度", "开尔文", "308.15"),
        ("用电3000度", "千瓦时", "3000"),
        ("能耗0.5吨标准煤/万元", "千克标准煤/万元", "500"),
    ],
)
def test_convert(text, unit, value):
    assert convert(one(text), unit).value == Decimal(value)


@pytest.mark.parametrize(
    ("text", "unit"), [("3吨", "米"), ("5亿元", "美元"), ("3.2亿人次", "家"), ("3吨", "无此单位"), ("利润8.2亿", "元")]
)
def test_no_way_across(text, unit):
    with pytest.raises(ConversionError):
        convert(one(text), unit)


def test_surface_stays():
    heavy = one("约3.5吨")
    there = convert(heavy, "千克")
    assert (there.text, there.start, there.bound, there.unit_code) == ("约3.5吨", heavy.start, "about", "kg")


def test_ranges_convert_and_add_end_to_end():
    total = add(one("3至5吨"), one("800公斤"))
    assert (total.low, total.high, total.value) == (Decimal("3.8"), Decimal("5.8"), None)
    rest = subtract(one("10吨"), one("3至5吨"))
    assert (rest.low, rest.high) == (Decimal(5), Decimal(7))
    assert multiply(one("12.5元"), 4).value == Decimal(50)
    turned = multiply(one("3至5吨"), -1)
    assert (turned.low, turned.high) == (Decimal(-5), Decimal(-3))


def test_words():
    assert in_chinese(one("1050元")) == "一千零五十元"
    assert in_chinese(one("1050元"), financial=True) == "壹仟零伍拾元整"
    assert in_chinese(one("5.3%")) == "百分之五点三"
    with pytest.raises(ConversionError):
        in_chinese(one("3至5吨"))


def test_find_unit_by_code():
    assert find_unit("CNY/t").dimension == "money/mass"
    assert find_unit("㎡").code == find_unit("平方米").code == "m2"
