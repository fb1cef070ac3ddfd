"""Half-open stretches of text, in Unicode code points."""

from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["Span", "joined"]


class Span(NamedTuple):
    """A stretch `text[start:end]`, 0 <= start <= end.

    >>> span = Span(2, 4)
    >>> "产量3亿吨"[span.start:span.end]
    '3亿'
    """

    start: int
    end: int


def joined(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The wording of some stretches of a text, most often one, as one string.

    >>> joined("粮食平均亩产量3吨", [Span(0, 2), Span(4, 7)])
    '粮食亩产量'
    """
    if len(spans) == 1:
        start, end = spans[0]
        return text[start:end]
    return "".join([text[start:end] for start, end in spans])
