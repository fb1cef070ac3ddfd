"""Where a new item begins inside a clause, behind ①, 1) or (2), and which lines are headings or break off."""

import re

from zhextract.spans import Span

__all__ = ["find_items", "is_broken", "is_byline", "is_heading", "past_number"]

# Marks that may begin a new item: ① and the closing bracket of 1) or (2).
ITEM = re.compile("[①-⑳❶-❿)）]")
# The number that a line begins with, and what leads to the name of one that belongs to the company spoken of.
NUMBER = re.compile(r"\s*\d{1,2}[、.．]\s*|其(?:旗下|下属)?的?(?:全资|控股)?(?:子|孙)公司")
# What stands before the number of an item in brackets, unlike that of (增长3).
BEFORE_ITEM = frozenset("\n(（。；;，,：: \u3000")
ORDINALS = frozenset("一二三四五六七八九十")
# What closes a line of running text.
CLOSING = frozenset("。！？；：;:，,!?”）)")
# What leads to who wrote or published a text, and its mark.
BYLINES = ("发布人", "发布者", "来源", "稿源", "作者", "编辑")
COLONS = frozenset("：:")
# A heading is no longer than this.
LONGEST_HEADING = 40


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


def past_number(norm: str, start: int, end: int) -> int:
    """Where the words of a clause begin, behind the number of its item, or behind 其全资子公司.

    >>> past_number("12、甲省产量3吨", 0, 10), past_number("甲省产量3吨", 0, 7)
    (3, 0)
    """
    number = NUMBER.match(norm, start, end)
    return number.end() if number else start


def is_broken(norm: str, line: Span) -> bool:
    """Whether a line breaks off inside a sentence, as lines of a page do: no closing mark, but marks within."""
    text = norm[line.start : line.end].rstrip()
    return bool(text) and text[-1] not in CLOSING and ("。" in text or "；" in text or "，" in text[:-1])


def is_byline(norm: str, start: int) -> bool:
    """Whether a clause says who wrote or published the text: what stands behind 来源：."""
    return norm[start - 1 : start] in COLONS and norm.endswith(BYLINES, max(start - 6, 0), start - 1)


def is_heading(norm: str, line: Span) -> bool:
    """Whether a line is short and ends without a mark."""
    return line.end - line.start <= LONGEST_HEADING and norm[line.end - 1] not in CLOSING
