"""Bring a finished document back to the caller's text.

Records are rebuilt field by field, not by `dataclasses.replace`, which costs several times as much: this
runs over every record of a document. A record that stands where it stood, with the surface it had, is kept,
and what several facts share is brought back once.
"""

from operator import is_

from zhextract.normalise.source import SourceText
from zhextract.records import (
    Base,
    Document,
    DocumentWarning,
    Fact,
    FactTime,
    Metric,
    Organisation,
    Quantity,
    Region,
    Subject,
    Time,
)
from zhextract.spans import Span, joined

__all__ = ["realign"]


def realign(document: Document, source: SourceText) -> Document:
    """Move every span from `source.norm` to `source.raw`, and every surface with it."""
    if source.norm == source.raw:
        return document
    mover = _Mover(source)
    return Document(
        source.raw,
        document.id,
        document.date,
        document.issuer,
        tuple([mover.region(row) for row in document.regions]),
        tuple([mover.organisation(row) for row in document.organisations]),
        tuple([mover.time(row) for row in document.times]),
        tuple([mover.quantity(row) for row in document.quantities]),
        tuple([mover.fact(row) for row in document.facts]),
        tuple([mover.warning(row) for row in document.warnings]),
    )


class _Mover:
    """Moves records to the raw text; each method gives back the record itself where nothing of it changes."""

    __slots__ = ("offsets", "quantities", "raw", "source", "subjects", "times")

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.raw = source.raw
        self.offsets = source.offsets
        # What facts share, by its identity in the document that is moved.
        self.quantities: dict[int, Quantity] = {}
        self.subjects: dict[int, tuple[Subject, ...]] = {}
        self.times: dict[int, FactTime] = {}

    def place(self, start: int, end: int) -> tuple[int, int, str]:
        """Where a span of the normalised text starts and ends in the raw text, and its surface there."""
        offsets = self.offsets
        if offsets is not None:
            start, end = (offsets[start], offsets[end - 1] + 1) if start < end else self.source.to_raw(start, end)
        return start, end, self.raw[start:end]

    def region(self, row: Region) -> Region:
        start, end, text = self.place(row.start, row.end)
        if start == row.start and text == row.text:
            return row
        return Region(start, end, text, row.code, row.name, row.level, row.country, row.candidates, row.rule)

    def organisation(self, row: Organisation) -> Organisation:
        start, end, text = self.place(row.start, row.end)
        if start == row.start and text == row.text:
            return row
        return Organisation(start, end, text, row.name, row.kind, row.region, row.rule)

    def time(self, row: Time) -> Time:
        start, end, text = self.place(row.start, row.end)
        if start == row.start and text == row.text:
            return row
        return Time(start, end, text, row.period, row.kind, row.rule)

    def quantity(self, row: Quantity) -> Quantity:
        moved = self.quantities[id(row)] = self._quantity(row)
        return moved

    def _quantity(self, row: Quantity) -> Quantity:
        start, end, text = self.place(row.start, row.end)
        if start == row.start and text == row.text:
            return row
        number, unit = self.source.to_raw(*row.number), _unit(row, text)
        ends = row.value, row.low, row.high
        return Quantity(start, end, text, *ends, row.bound, unit, row.unit_code, row.dimension, number, row.rule)

    def fact(self, fact: Fact) -> Fact:
        quantity = self.quantities.get(id(fact.quantity)) or self._quantity(fact.quantity)
        metric, base = self.metric(fact.metric), fact.base and self.base(fact.base)
        subjects, time = self.all_subjects(fact.subjects), fact.time and self.fact_time(fact.time)
        if (
            quantity is fact.quantity
            and metric is fact.metric
            and base is fact.base
            and subjects is fact.subjects
            and time is fact.time
        ):
            return fact
        return Fact(
            fact.id,
            fact.kind,
            fact.status,
            quantity,
            metric,
            subjects,
            time,
            fact.direction,
            base,
            fact.parent,
            fact.group,
            fact.confidence,
            fact.why,
        )

    def metric(self, metric: Metric) -> Metric:
        """A metric may be discontinuous, so what was deleted inside it is left out of it; other mentions are one stretch."""
        if len(metric.spans) == 1:
            ((low, high),) = metric.spans
            start, end, text = self.place(low, high)
            if end - start == high - low:
                return metric if start == low and text == metric.text else Metric(text, (Span(start, end),))
        spans = [piece for span in metric.spans for piece in self.source.pieces_in_raw(*span)]
        moved = Metric(joined(self.raw, spans), tuple(spans))
        return metric if moved == metric else moved

    def all_subjects(self, subjects: tuple[Subject, ...]) -> tuple[Subject, ...]:
        moved = self.subjects.get(id(subjects))
        if moved is None:
            rows = tuple([self.subject(row) for row in subjects])
            moved = self.subjects[id(subjects)] = subjects if all(map(is_, rows, subjects)) else rows
        return moved

    def subject(self, row: Subject) -> Subject:
        start, end, text = self.place(row.start, row.end)
        if start == row.start and text == row.text:
            return row
        return Subject(start, end, text, row.name, row.code, row.type, row.via)

    def fact_time(self, row: FactTime) -> FactTime:
        moved = self.times.get(id(row))
        if moved is None:
            moved = self.times[id(row)] = self._fact_time(row)
        return moved

    def _fact_time(self, row: FactTime) -> FactTime:
        if row.start is None or row.end is None:
            return row
        start, end, text = self.place(row.start, row.end)
        if start == row.start and text == row.text:
            return row
        return FactTime(start, end, text, row.period, row.via)

    def base(self, row: Base) -> Base:
        start, end, text = self.place(row.start, row.end)
        if start == row.start and text == row.text:
            return row
        return Base(start, end, text, row.type, row.period)

    def warning(self, row: DocumentWarning) -> DocumentWarning:
        return DocumentWarning(
            row.kind, row.message, row.facts, tuple([self.source.to_raw(*span) for span in row.spans])
        )


def _unit(row: Quantity, raw: str) -> str | None:
    """The unit as the caller wrote it where that is another character (間, 個百分點), not another width."""
    unit = row.unit
    if unit is None or raw == row.text or len(raw) != len(row.text) or (at := row.text.rfind(unit)) < 0:
        return unit
    return "".join(b if b >= "\u4e00" and b < "\ufa00" else a for a, b in zip(unit, raw[at:], strict=False))
