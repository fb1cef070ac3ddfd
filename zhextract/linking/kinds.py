"""Kind, direction and status of every amount.

An amount is a level, a growth, a change, a share or a rank according to its
unit and to the word that governs it. Where that word only says where the
metric arrived (达到, 升至), the metric's own nature decides: a share stays a
share, a growth rate a growth.

Reading order: `read_kinds` here; `shapes` for the governing word; `measures`
for what each unit allows; `statuses` for plans, estimates and limits.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from zhextract.frozen import replace
from zhextract.linking.frames import Frame
from zhextract.linking.measures import read_shape
from zhextract.linking.statuses import read_statuses
from zhextract.records import Direction, Document, Kind, Quantity, Status

if TYPE_CHECKING:
    from zhextract.linking.shapes import Shape

__all__ = ["KindReading", "as_reported", "read_kinds", "unsigned"]

# Makes a named tuple without a Python call; there is one for every amount.
new = tuple.__new__


class KindReading(NamedTuple):
    """What sort of statement an amount makes; `why` holds stable rule names with their evidence."""

    kind: Kind
    direction: Direction | None
    status: Status
    why: tuple[str, ...] = ()


def read_kinds(
    norm: str, frames: Sequence[Frame], document: Document | None = None, title: str | None = None
) -> list[KindReading]:
    """Read kind, direction and status of each amount.

    Args:
        norm: Normalised text.
        frames: The amounts to be read, in text order.
        document: The document with its times and date, which tell a coming period from a past one.
        title: The document's title; a work report's second half are plans.

    >>> from zhextract.linking.frames import read_frames, read_layout
    >>> from zhextract.quantities import find_quantities
    >>> norm = "产量3亿吨，同比增长5%，占全国的30%。"
    >>> frames = read_frames(norm, read_layout(norm), find_quantities(norm))
    >>> [(reading.kind, reading.direction) for reading in read_kinds(norm, frames)]
    [('level', None), ('growth', 'up'), ('share', None)]
    """
    shapes: dict[int, Shape] = {}
    readings = []
    for frame, (status, ground) in zip(frames, read_statuses(norm, frames, document, title), strict=True):
        shape = shapes[frame.index] = read_shape(norm, frame, shapes)
        kind, direction, _, word = shape
        why = (f"kind:{word}", f"status:{ground}") if ground else (f"kind:{word}",)
        readings.append(new(KindReading, (kind, direction, status, why)))
    return readings


def unsigned(quantity: Quantity) -> Quantity:
    """The amount of a growth or change without its sign, which the direction holds (同比-5.1% is 5.1, down)."""
    value, ends = quantity.value, (quantity.value, quantity.low, quantity.high)
    if (value is not None and value >= 0 and quantity.bound == "exact") or all(x is None or x >= 0 for x in ends):
        return quantity
    value, low, high = (None if x is None else abs(x) for x in ends)
    if low is not None and high is not None and low > high:
        low, high = high, low
    return replace(quantity, value=value, low=low, high=high)


def as_reported(quantity: Quantity) -> Quantity:
    """The amount as a sentence means it that reports what is: 60%以上 lies over 60, 50%以下 below 50.

    A plan or a rule includes the limit; the room of quantities reads it so, and marks the amount `+limit`.
    """
    if not quantity.rule.endswith("+limit"):
        return quantity
    if quantity.bound == "at_least":
        return replace(quantity, bound="over")
    return replace(quantity, bound="less_than") if quantity.bound == "at_most" else quantity
