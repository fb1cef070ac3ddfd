"""The period that a comparison looks back to, for annotation sheets."""

import re
from calendar import monthrange
from functools import cache

from zhextract.lexicons import read_table

__all__ = ["base_period"]

# The year that begins one end of an ISO period.
YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")


def base_period(wording: str, period: str | None) -> str | None:
    """The period that a wording compares `period` with; `None` when the wording alone does not say it.

    >>> base_period("同比", "2023-01/2023-11"), base_period("环比", "2024-01")
    ('2022-01/2022-11', '2023-12')
    """
    rule = _rules().get(wording)
    if rule is None or period is None:
        return None
    if rule == "year":
        return YEAR.sub(lambda match: str(int(match[1]) - 1), period)
    if rule == "year_end":
        return f"{int(period[:4]) - 1}-12-31"
    return _previous(period)


@cache
def _rules() -> dict[str, str]:
    return {row[0]: row[1] for row in read_table("annotation_bases", 2)}


def _previous(period: str) -> str | None:
    """The month, quarter, half or year just before."""
    match = re.fullmatch(r"(\d{4})(?:-(Q|H)?(\d{1,2}))?", period)
    if match is None:
        return _previous_month_end(period)
    year, letter, number = int(match[1]), match[2], match[3]
    if number is None:
        return str(year - 1)
    size = {"Q": 4, "H": 2, None: 12}[letter]
    count = int(number) - 1
    if count == 0:
        year, count = year - 1, size
    return f"{year}-{letter}{count}" if letter else f"{year}-{count:02d}"


def _previous_month_end(period: str) -> str | None:
    """The end of the month before the end of a month: 2024-03-31 → 2024-02-29."""
    match = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", period)
    if match is None or int(match[3]) != monthrange(int(match[1]), int(match[2]))[1]:
        return None
    year, month = (int(match[1]), int(match[2]) - 1) if match[2] != "01" else (int(match[1]) - 1, 12)
    return f"{year}-{month:02d}-{monthrange(year, month)[1]}"
