"""Times: expressions that fix a period, with their ISO 8601 reading."""

from datetime import date

from zhextract.records import Time

__all__ = ["find_times"]


def find_times(norm: str, *, anchor: date | None = None) -> list[Time]:
    """Find every time expression, in text order, never overlapping."""
    return []
