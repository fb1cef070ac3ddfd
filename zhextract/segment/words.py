"""Words of a text, with the spans that must not be cut."""

from collections.abc import Iterable, Sequence

from zhextract.records import Token
from zhextract.segment.segmenters import Segmenter, load_segmenter
from zhextract.spans import Span

__all__ = ["segment"]


def segment(
    text: str, segmenter: str | Segmenter = "auto", *, keep: Iterable[Span] = (), tags: bool = False
) -> list[Token]:
    """Cut a text into words, white space left out.

    Args:
        text: Any text.
        segmenter: The name of one, or an object with `cut` and `tag`.
        keep: Half-open spans that become one token each, whatever the segmenter says;
            where two overlap, the earlier and longer one stands.
        tags: Give each token its part of speech, where the segmenter knows it.

    >>> [token.text for token in segment("处罚金额62.7亿元", "jieba", keep=[Span(4, 10)])]
    ['处罚', '金额', '62.7亿元']
    """
    cutter = load_segmenter(segmenter) if isinstance(segmenter, str) else segmenter
    words = cutter.tag(text) if tags else [(word, None) for word in cutter.cut(text)]
    return _protect(_locate(text, words), _disjoint(keep), text)


def _locate(text: str, words: Sequence[tuple[str, str | None]]) -> list[Token]:
    """Give each word its place; segmenters that leave white space out, or replace characters, are followed."""
    tokens, position = [], 0
    exact = sum(len(word) for word, _ in words) == len(text)
    for word, tag in words:
        start = position if exact else max(position, text.find(word, position))
        position = start + len(word)
        if word and not word.isspace():
            tokens.append(Token(start, position, text[start:position], tag))
    return tokens


def _disjoint(spans: Iterable[Span]) -> list[Span]:
    kept: list[Span] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start < end and (not kept or start >= kept[-1].end):
            kept.append(Span(start, end))
    return kept


def _protect(tokens: list[Token], spans: list[Span], text: str) -> list[Token]:
    """Merge what lies inside a span and cut what crosses its edge, in one pass."""
    if not spans:
        return tokens
    out: list[Token] = []
    index = 0
    for start, end in spans:
        while index < len(tokens) and tokens[index].end <= start:
            out.append(tokens[index])
            index += 1
        inner = []
        while index < len(tokens) and tokens[index].start < end:
            inner.append(tokens[index])
            index += 1
        if inner and inner[0].start < start:
            out.append(Token(inner[0].start, start, text[inner[0].start : start]))
        out.append(Token(start, end, text[start:end], inner[0].tag if len(inner) == 1 else None))
        if inner and inner[-1].end > end:
            tokens[index - 1] = Token(end, inner[-1].end, text[end : inner[-1].end])
            index -= 1
    out.extend(tokens[index:])
    return out
