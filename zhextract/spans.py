"""Half-open stretches of text, in Unicode code points."""

from typing import NamedTuple

__all__ = ["Span"]


class Span(NamedTuple):
    """A stretch `text[start:end]`, 0 <= start <= end.

    >>> span = Span(2, 4)
    >>> "产量3亿吨"[span.start:span.end]
    '3亿'
    """

    start: int
    end: int
