"""Which fact each fact is a part of."""

from collections.abc import Sequence

from zhextract.linking.frames import Frame
from zhextract.linking.kinds import KindReading
from zhextract.linking.metrics import MetricReading

__all__ = ["read_parents"]


def read_parents(
    norm: str, frames: Sequence[Frame], kinds: Sequence[KindReading], metrics: Sequence[MetricReading]
) -> list[int | None]:
    """For each amount, the index in `frames` of the whole it is a part of."""
    return [None] * len(frames)
