"""The normalised text and its alignment with the raw one."""

from dataclasses import dataclass

from zhextract.spans import Span

__all__ = ["SourceText", "normalise"]


@dataclass(frozen=True, slots=True)
class SourceText:
    """`raw` as the caller gave it, and `norm`, the string that every later room reads.

    `offsets` is `None` while the two have the same length and every character
    stands where it stood; otherwise `offsets[i]` is the raw offset of `norm[i]`,
    with one more entry for the end.
    """

    raw: str
    norm: str
    offsets: tuple[int, ...] | None = None

    def to_raw(self, start: int, end: int) -> Span:
        """Bring a half-open span of `norm` back to `raw`."""
        if self.offsets is None:
            return Span(start, end)
        if start == end:
            return Span(self.offsets[start], self.offsets[start])
        return Span(self.offsets[start], self.offsets[end - 1] + 1)


def normalise(raw: str) -> SourceText:
    """Make the normalised text: width, variants, traditional forms."""
    return SourceText(raw, raw)
