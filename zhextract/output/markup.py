"""What stands in HTML and SVG: nothing of a document is markup there."""

from html import escape

__all__ = ["escape_text"]


def escape_text(text: str) -> str:
    """Escape for HTML; a lone surrogate, which no encoding carries, becomes the replacement character.

    >>> escape_text("罚款<5万元")
    '罚款&lt;5万元'
    """
    return escape(text).encode("utf-8", "replace").decode("utf-8")
