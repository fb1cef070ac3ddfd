"""Who or where each fact is about."""

from collections.abc import Sequence

from zhextract.linking.frames import Frame, Layout
from zhextract.records import Document, Subject

__all__ = ["read_subjects"]


def read_subjects(
    norm: str, layout: Layout, frames: Sequence[Frame], document: Document, title: str | None
) -> list[tuple[Subject, ...]]:
    """Name the subjects of each amount."""
    return [()] * len(frames)
