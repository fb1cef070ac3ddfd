"""Bring a finished document back to the caller's text."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from zhextract.normalise.source import SourceText
from zhextract.records import Base, Document, Fact, FactTime, Metric, Organisation, Quantity, Region, Subject, Time
from zhextract.spans import Span

__all__ = ["realign"]

Mention = TypeVar("Mention", Region, Organisation, Time, Subject, Base)


def realign(document: Document, source: SourceText) -> Document:
    """Move every span from `source.norm` to `source.raw`, and every surface with it."""
    if source.norm == source.raw:
        return document
    move = _mover(source)
    facts = _realign_facts(document.facts, source)
    return replace(
        document,
        text=source.raw,
        regions=tuple(move(row) for row in document.regions),
        organisations=tuple(move(row) for row in document.organisations),
        times=tuple(move(row) for row in document.times),
        quantities=tuple(_move_quantity(row, source) for row in document.quantities),
        facts=facts,
        warnings=tuple(
            replace(row, spans=tuple(source.to_raw(*span) for span in row.spans)) for row in document.warnings
        ),
    )


def _mover(source: SourceText) -> Callable[[Mention], Mention]:
    raw, same = source.raw, source.offsets is None

    def move(row: Mention) -> Mention:
        start, end = (row.start, row.end) if same else source.to_raw(row.start, row.end)
        text = raw[start:end]
        if same and text == row.text:
            return row
        return replace(row, start=start, end=end, text=text)

    return move


def _move_quantity(row: Quantity, source: SourceText) -> Quantity:
    start, end = source.to_raw(row.start, row.end)
    return replace(row, start=start, end=end, text=source.raw[start:end], number=source.to_raw(*row.number))


def _realign_facts(facts: Sequence[Fact], source: SourceText) -> tuple[Fact, ...]:
    move = _mover(source)
    return tuple(
        replace(
            fact,
            quantity=_move_quantity(fact.quantity, source),
            metric=_move_metric(fact.metric, source),
            subjects=tuple(move(subject) for subject in fact.subjects),
            time=fact.time and _move_time(fact.time, source),
            base=fact.base and move(fact.base),
        )
        for fact in facts
    )


def _move_metric(metric: Metric, source: SourceText) -> Metric:
    spans = tuple(source.to_raw(*span) for span in metric.spans)
    return Metric("".join(source.raw[start:end] for start, end in spans), spans)


def _move_time(time: FactTime, source: SourceText) -> FactTime:
    if time.start is None or time.end is None:
        return time
    start, end = source.to_raw(time.start, time.end)
    return replace(time, start=start, end=end, text=source.raw[start:end])
