"""What a growth or change is compared with."""

from collections.abc import Sequence

from zhextract.linking.frames import Frame
from zhextract.linking.kinds import KindReading
from zhextract.records import Base, Document, FactTime

__all__ = ["read_bases"]


def read_bases(
    norm: str,
    frames: Sequence[Frame],
    kinds: Sequence[KindReading],
    times: Sequence[FactTime | None],
    document: Document,
) -> list[Base | None]:
    """Read the comparison of each amount."""
    return [None] * len(frames)
