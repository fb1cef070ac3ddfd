"""Numerals written and read back, beside cn2an, and on any string whatever."""

from decimal import Decimal

import cn2an
from hypothesis import given, settings
from hypothesis import strategies as st

from zhextract.numerals import Open, find_numerals, parse_numeral, write_numeral
from zhextract.quantities import find_quantities

ALPHABET = st.sampled_from(
    "0123456789.,-—~至到、/%零一二三十百千万亿两几多余半点分之成倍元吨个百分点约近超以上左右第年月日单位：\n \ud800家"
)


@given(st.integers(min_value=0, max_value=10**16 - 1))
@settings(max_examples=300, deadline=None)
def test_number_to_words_and_back(number):
    assert parse_numeral(write_numeral(number)) == number
    assert parse_numeral(write_numeral(number, style="financial")) == number


@given(st.decimals(min_value=0, max_value=10**9, places=4))
@settings(max_examples=200, deadline=None)
def test_decimal_to_words_and_back(number):
    assert parse_numeral(write_numeral(format(number, "f"))) == number


@given(st.integers(min_value=1, max_value=10**11))
@settings(max_examples=300, deadline=None)
def test_as_cn2an_reads_it(number):
    words = cn2an.an2cn(str(number))
    try:
        theirs = Decimal(str(cn2an.cn2an(words, "strict")))
    except ValueError:  # it does not read all that it writes
        theirs = Decimal(number)
    assert parse_numeral(words) == theirs


@given(st.integers(min_value=1, max_value=99999), st.sampled_from(["万", "亿", "万亿"]))
def test_a_multiplier_multiplies(number, multiplier):
    factor = parse_numeral(f"1{multiplier}")
    assert isinstance(factor, Decimal)
    assert parse_numeral(f"{number}{multiplier}") == number * factor
    vague = parse_numeral(f"{number}余{multiplier}")
    assert isinstance(vague, Open)
    assert vague.low == number * factor


@given(st.text(alphabet=ALPHABET, max_size=40) | st.text(max_size=40))
@settings(max_examples=400, deadline=None)
def test_any_string_is_read_and_offsets_slice_back(text):
    last = 0
    for quantity in find_quantities(text):
        assert text[quantity.start : quantity.end] == quantity.text
        assert last <= quantity.start <= quantity.number.start < quantity.number.end <= quantity.end
        assert quantity.value is not None or (quantity.low is not None and quantity.high is not None)
        last = quantity.end
    for numeral in find_numerals(text):
        assert numeral.span.start < numeral.span.end
    parse_numeral(text)
