"""Which amounts are facts: those that measure or count something the text reports, plans or requires."""

from zhextract.linking.frames import Frame, Layout

__all__ = ["select_facts"]


def select_facts(norm: str, layout: Layout, frames: list[Frame]) -> list[Frame]:
    """Keep the amounts that are statements about a metric."""
    return list(frames)
