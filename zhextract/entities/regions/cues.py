"""The words that stand beside places, as alternatives of a regular expression."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from zhextract.lexicons import either, read_table

__all__ = ["read_cues"]


@cache
def read_cues() -> Mapping[str, str]:
    """Read each role's words, the longest first, joined by `|`.

    >>> read_cues()["seat"].split("|")[0]
    '人民检察院'
    """
    return MappingProxyType({role: either(cell.split()) for role, cell in read_table("regions_cues", 2)})
