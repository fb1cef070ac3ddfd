"""Regions: every mention of a place, resolved to its code by context."""

from zhextract.records import Region

__all__ = ["find_regions"]


def find_regions(norm: str, *, issuer: str | None = None) -> list[Region]:
    """Find every region mention, in text order."""
    return []
