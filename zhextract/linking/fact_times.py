"""When each fact holds."""

from collections.abc import Sequence

from zhextract.linking.frames import Frame, Layout
from zhextract.records import Document, FactTime

__all__ = ["read_times"]


def read_times(
    norm: str, layout: Layout, frames: Sequence[Frame], document: Document, title: str | None
) -> list[FactTime | None]:
    """Find the period of each amount."""
    return [None] * len(frames)
