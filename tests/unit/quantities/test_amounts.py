"""Sentences against their amounts, spans that are taken, and hostile strings."""

import time
from decimal import Decimal
from pathlib import Path

import pytest

from zhextract.errors import OffsetError
from zhextract.quantities import find_quantities, read_quantity
from zhextract.spans import Span

TABLE = Path(__file__).parents[2] / "cases" / "amounts.tsv"
CASES = [
    line.partition("\t")[::2] for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")
]


def write(quantity):
    """An amount in the notation of the table."""
    value = str(quantity.value) if quantity.value is not None else f"{quantity.low}..{quantity.high}"
    parts = [f"{quantity.text}={value}", quantity.unit or "-"]
    return " ".join(parts + ([quantity.bound] if quantity.bound != "exact" else []))


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_table(sentence, expected):
    assert " ; ".join(write(quantity) for quantity in find_quantities(sentence)) == expected.strip()


def test_taken_spans_are_left_alone():
    text = "近30天成交12.5亿元"
    assert [q.text for q in find_quantities(text, taken=[Span(0, 4)])] == ["12.5亿元"]
    assert [q.text for q in find_quantities("30天成交12.5亿元", taken=[Span(0, 3)])] == ["12.5亿元"]


def test_unit_behind_a_line_break():
    [subsidy] = find_quantities("补贴资金186.4万\n元到账")
    assert (subsidy.value, subsidy.unit) == (Decimal("1864000"), "元")


def test_codes_and_dimensions():
    [price] = find_quantities("均价4034元/吨")
    assert (price.unit_code, price.dimension) == ("CNY/t", "money/mass")
    [visits] = find_quantities("接待游客3.2亿人次")
    assert (visits.unit_code, visits.dimension) == ("{person-time}", "count")


def test_open_ends():
    [over] = find_quantities("逾300家")
    assert (over.low, over.high) == (Decimal(300), None)
    [most] = find_quantities("不超过5%")
    assert (most.low, most.high) == (None, Decimal(5))


def test_number_spans_the_numeral_with_its_multiplier():
    [amount] = find_quantities("约8.7万余个")
    assert "约8.7万余个"[slice(*amount.number)] == "8.7万余"


def test_a_table_header_gives_unit_and_multiplier():
    rows = find_quantities("单位：万元\n营业收入\n3,201.5\n净利润\n-12.3\n")
    assert [(q.text, q.value, q.unit, q.rule) for q in rows] == [
        ("3,201.5", Decimal(32015000), "元", "table"),
        ("-12.3", Decimal(-123000), "元", "table"),
    ]


def test_decimals_are_percentages_where_the_header_excepts_them():
    rows = find_quantities("人民币百万元，百分比除外\n贷款\t32,709\t0.66\n")
    assert [(q.text, q.value, q.unit) for q in rows] == [
        ("32,709", Decimal(32_709_000_000), "元"),
        ("0.66", Decimal("0.66"), "%"),
    ]


def test_read_quantity_judges_nothing():
    assert read_quantity("一个") is not None
    assert find_quantities("一个") == []
    with pytest.raises(OffsetError):
        read_quantity("", 0)


HOSTILE = [
    "一",
    "9",
    "1,",
    "三分之",
    "1-",
    "3、",
    "5%、",
    "3万",
    "3元3角",
    "单位：万元\n1\n",
    "第1、",
    "1月",
    "几",
    "\ud800",
    "1.",
    "约",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_linear_on_hostile_strings(piece):
    text = piece * (100_000 // len(piece))
    before = time.process_time()
    find_quantities(text)
    assert time.process_time() - before < 3  # a quadratic rule would take minutes


@pytest.mark.parametrize("sentence", [sentence for sentence, _ in CASES])
def test_plain_amounts_are_read_as_the_others_are(sentence, monkeypatch):
    quick = find_quantities(sentence)
    monkeypatch.setattr("zhextract.quantities.find.read_plain", lambda *args, **options: None)
    assert find_quantities(sentence) == quick
