"""Parts that no word announces: amounts that add up exactly to the whole in front of them."""

from collections import defaultdict
from collections.abc import Callable, Sequence

from zhextract.linking.frames import Frame

__all__ = ["read_sums"]

# What is said of a whole, not far before it: 共有13家, 全社会用电量684亿千瓦时, 合计成交500万元, 总收入3亿元.
TOTAL = frozenset("共总合累全")
BEFORE = 16
# How far behind a whole its parts go on, and how many parts at least are told.
REACH, LEAST = 24, 2


def read_sums(
    norm: str,
    frames: Sequence[Frame],
    levels: Sequence[int],
    parents: list[int | None],
    sums: Callable[[int], bool],
) -> None:
    """Make parts of the amounts behind a whole that add up to it: 共有13家，买入评级8家，增持评级5家.

    Args:
        norm: Normalised text.
        frames: The amounts, in text order.
        levels: Which of them are levels, by index.
        parents: The whole of each amount as far as words tell it; completed in place.
        sums: Whether the amount at an index adds up with its like.
    """
    alike: dict[tuple[int, str | None], list[int]] = defaultdict(list)
    for i in levels:
        frame = frames[i]
        if frame.cell is None:
            alike[frame.paragraph, frame.quantity.unit].append(i)
    for group in alike.values():
        for place, i in enumerate(group[:-LEAST]):
            start = frames[i].start
            if (
                parents[i + 1] != i
                and not TOTAL.isdisjoint(norm[max(start - BEFORE, 0) : start])
                and sums(i)
                and (parts := _parts_behind(frames, parents, sums, group[place : place + REACH]))
            ):
                for part in parts:
                    parents[part] = i


def _parts_behind(
    frames: Sequence[Frame], parents: Sequence[int | None], sums: Callable[[int], bool], group: Sequence[int]
) -> list[int]:
    """The amounts behind the first of some in one unit that add up to it, none where they do not."""
    whole = frames[group[0]].quantity
    if whole.value is None or whole.bound != "exact":
        return []
    left, parts = whole.value, []
    for i in group[1:]:
        if i >= group[0] + REACH:
            break
        if not sums(i):
            continue
        value = frames[i].quantity.value
        if value is None or value > left or parents[i] is not None:
            return []
        left -= value
        parts.append(i)
        if not left:
            return parts if len(parts) >= LEAST else []
    return []
