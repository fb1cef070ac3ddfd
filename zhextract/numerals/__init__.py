"""Room 3: what a numeral is worth. Times and quantities both read numerals through it."""

from zhextract.numerals.find import find_numerals, parse_fraction
from zhextract.numerals.grammar import ARABIC, CHINESE, CHINESE_DIGIT, CHINESE_START, NUMERAL
from zhextract.numerals.read import (
    EXACT,
    Interval,
    Numeral,
    Open,
    is_well_formed,
    parse_numeral,
    read_digits,
    read_numeral,
)
from zhextract.numerals.write import write_numeral

__all__ = [
    "ARABIC",
    "CHINESE",
    "CHINESE_DIGIT",
    "CHINESE_START",
    "EXACT",
    "NUMERAL",
    "Interval",
    "Numeral",
    "Open",
    "find_numerals",
    "is_well_formed",
    "parse_fraction",
    "parse_numeral",
    "read_digits",
    "read_numeral",
    "write_numeral",
]
