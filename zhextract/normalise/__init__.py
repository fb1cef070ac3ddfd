"""Room 1: a second string that rules can read, and the way back to the caller's text."""

from zhextract.normalise.source import SourceText, normalise

__all__ = ["SourceText", "normalise"]
