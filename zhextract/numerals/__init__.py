"""Room 3: what a numeral is worth. Times and quantities both read numerals through it."""

from zhextract.numerals.grammar import ARABIC, CHINESE, CHINESE_DIGIT, CHINESE_START, NUMERAL
from zhextract.numerals.find import find_numerals, parse_fraction
from zhextract.numerals.read import EXACT, Interval, Numeral, Open, parse_numeral, read_numeral

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
    "parse_fraction",
    "parse_numeral",
    "read_numeral",
]
