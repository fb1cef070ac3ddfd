"""Finding the amounts of a text."""

from collections.abc import Sequence

from zhextract.records import Quantity
from zhextract.spans import Span

__all__ = ["find_quantities"]


def find_quantities(norm: str, *, taken: Sequence[Span] = ()) -> list[Quantity]:
    """Find every amount, in text order, never overlapping one another or a `taken` span."""
    return []
