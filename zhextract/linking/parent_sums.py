"""Parts that no word announces: amounts that add up exactly to the whole in front of them."""

from collections.abc import Callable, Sequence

from zhextract.linking.frames import Frame

__all__ = ["read_sums"]

# What is said of a whole, not far before it: 共有13家, 全社会用电量684亿千瓦时, 合计成交500万元, 总收入3亿元.
TOTAL = frozenset("共总合累全")
BEFORE = 16
# How far behind a whole its parts go on, and how many parts at least are told.
REACH, LEAST = 24, 2


def read_sums(norm: str, frames: Sequence[Frame], parents: list[int | None], sums: Callable[[int], bool]) -> None:
    """Make parts of the amounts behind a whole that add up to it: 共有13家，买入评级8家，增持评级5家.

    Args:
        norm: Normalised text.
        frames: The amounts, in text order.
        parents: The whole of each amount as far as words tell it; completed in place.
        sums: Whether the amount at an index is a level that adds up with its like.
    """
    for i in range(len(frames) - LEAST):
        frame, last = frames[i], frames[i + LEAST]
        if last.paragraph != frame.paragraph or frame.cell is not None or parents[i + 1] == i:
            continue
        start = frame.start
        if not TOTAL.isdisjoint(norm[max(start - BEFORE, 0) : start]) and sums(i):
            for part in _parts_behind(frames, parents, sums, i):
                parents[part] = i


def _parts_behind(
    frames: Sequence[Frame], parents: Sequence[int | None], sums: Callable[[int], bool], whole: int
) -> list[int]:
    """The amounts in the unit of a whole that follow it in its paragraph and add up to it, none where they do not."""
    quantity, paragraph = frames[whole].quantity, frames[whole].paragraph
    if quantity.value is None or quantity.bound != "exact":
        return []
    left, parts = quantity.value, []
    for i in range(whole + 1, min(whole + REACH, len(frames))):
        frame = frames[i]
        if frame.paragraph != paragraph or frame.cell is not None:
            return []
        part = frame.quantity
        if part.unit != quantity.unit or not sums(i):
            continue
        if part.value is None or part.value > left or parents[i] is not None:
            return []
        left -= part.value
        parts.append(i)
        if not left:
            return parts if len(parts) >= LEAST else []
    return []
