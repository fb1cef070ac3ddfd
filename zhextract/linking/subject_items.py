"""Where a new item begins inside a clause: behind ①, 1) or (2)."""

import re

__all__ = ["find_items"]

# Marks that may begin a new item: ① and the closing bracket of 1) or (2).
ITEM = re.compile("[①-⑳❶-❿)）]")
# What stands before the number of an item in brackets, unlike that of (增长3).
BEFORE_ITEM = frozenset("\n(（。；;，,：: \u3000")
ORDINALS = frozenset("一二三四五六七八九十")


def find_items(norm: str) -> list[int]:
    """Find where items begin, in text order.

    >>> find_items("①甲省3吨;(2)乙省4吨(增长3)")
    [1, 9]
    """
    return [match.end() for match in ITEM.finditer(norm) if _is_item(norm, match.start())]


def _is_item(norm: str, at: int) -> bool:
    """Whether the mark at an offset closes the number of an item."""
    if norm[at] not in ")）":
        return True
    start = at
    while start and at - start < 2 and (norm[start - 1].isdigit() or norm[start - 1] in ORDINALS):
        start -= 1
    return start < at and (not start or norm[start - 1] in BEFORE_ITEM)
