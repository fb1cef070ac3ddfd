"""The document's own date and issuer, where the caller does not give them: dateline, signature, title."""

from collections.abc import Sequence

from zhextract.entities.dateline import find_date
from zhextract.records import Organisation

__all__ = ["find_date", "find_issuer"]


def find_issuer(norm: str, organisations: Sequence[Organisation]) -> str | None:
    """Find the full name of the body that issued the document."""
    return None
