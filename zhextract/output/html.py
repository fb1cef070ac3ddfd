"""Documents as one self-contained page."""

from collections.abc import Sequence

from zhextract.records import Document

__all__ = ["to_html", "to_notebook"]


def to_html(documents: Sequence[Document]) -> str:
    """Write documents as one HTML page."""
    raise NotImplementedError


def to_notebook(document: Document) -> str:
    """Write a document as a fragment for a notebook cell."""
    raise NotImplementedError
