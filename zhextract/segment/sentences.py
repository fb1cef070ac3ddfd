"""Sentences of a normalised text, by closing punctuation and line ends."""

import re

from zhextract.spans import Span

__all__ = ["split_sentences"]

# Up to and with the closing mark and the quotes or brackets that close behind it; a line end or the
# double ideographic space that separates inline paragraphs closes a sentence too.
SENTENCE = re.compile(r"(?:[^。！？；!?;\n\u3000]|\u3000(?!\u3000))+(?:[。！？；!?;]+[”’」』）)】》]*)?|[。！？；!?;]+")


def split_sentences(norm: str) -> list[Span]:
    r"""Split into sentences, each a half-open span without the white space around it.

    >>> split_sentences("产量3亿吨。同比增长5%;\n其中小麦2亿吨")
    [Span(start=0, end=6), Span(start=6, end=13), Span(start=14, end=21)]
    """
    spans = []
    for match in SENTENCE.finditer(norm):
        start, end = match.span()
        piece = match.group()
        start += len(piece) - len(piece.lstrip())
        end -= len(piece) - len(piece.rstrip())
        if start < end:
            spans.append(Span(start, end))
    return spans
