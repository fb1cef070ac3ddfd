"""What an amount measures: the shortest wording that names it."""

from collections.abc import Sequence
from dataclasses import dataclass

from zhextract.linking.frames import Frame, Layout
from zhextract.linking.kinds import KindReading
from zhextract.records import Document, FactTime, Subject
from zhextract.spans import Span

__all__ = ["MetricReading", "read_metrics"]


@dataclass(frozen=True, slots=True)
class MetricReading:
    """The spans that name what is measured, in text order, and the rule that found them."""

    spans: tuple[Span, ...]
    why: str
    confidence: float = 0.9


def read_metrics(
    norm: str,
    layout: Layout,
    frames: Sequence[Frame],
    *,
    kinds: Sequence[KindReading],
    subjects: Sequence[tuple[Subject, ...]],
    times: Sequence[FactTime | None],
    document: Document,
) -> list[MetricReading]:
    """Name what each amount measures."""
    return [MetricReading((Span(max(f.gap.start, f.clause_span.start), f.start),), "clause") for f in frames]
