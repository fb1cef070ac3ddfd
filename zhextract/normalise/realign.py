"""Bring a finished document back to the caller's text.

Records are rebuilt field by field, not by `dataclasses.replace`, which costs several times as much: this
runs over every record of a document.
"""

from collections.abc import Callable

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
from zhextract.spans import Span

__all__ = ["realign"]

# A span of the normalised text to its start and end in the raw text, and its surface there.
Place = Callable[[int, int], tuple[int, int, str]]
Mention = Region | Organisation | Time | Quantity


def realign(document: Document, source: SourceText) -> Document:
    """Move every span from `source.norm` to `source.raw`, and every surface with it."""
    if source.norm == source.raw:
        return document
    raw, same = source.raw, source.offsets is None

    def place(start: int, end: int) -> tuple[int, int, str]:
        first, last = (start, end) if same else source.to_raw(start, end)
        return first, last, raw[first:last]

    def stays(row: Mention) -> bool:
        return same and raw[row.start : row.end] == row.text

    quantities = {id(row): row if stays(row) else _quantity(row, place) for row in document.quantities}
    return Document(
        raw,
        document.id,
        document.date,
        document.issuer,
        tuple(
            [
                row
                if stays(row)
                else Region(
                    *place(row.start, row.end), row.code, row.name, row.level, row.country, row.candidates, row.rule
                )
                for row in document.regions
            ]
        ),
        tuple(
            [
                row if stays(row) else Organisation(*place(row.start, row.end), row.name, row.kind, row.region, row.rule)
                for row in document.organisations
            ]
        ),
        tuple(
            [
                row if stays(row) else Time(*place(row.start, row.end), row.period, row.kind, row.rule)
                for row in document.times
            ]
        ),
        tuple(quantities.values()),
        tuple(
            [
                row
                if same and _fact_stays(row, quantities, raw)
                else _fact(row, quantities.get(id(row.quantity)), place, source)
                for row in document.facts
            ]
        ),
        tuple(
            DocumentWarning(row.kind, row.message, row.facts, tuple(_span(span, place) for span in row.spans))
            for row in document.warnings
        ),
    )


def _fact_stays(fact: Fact, quantities: dict[int, Quantity], raw: str) -> bool:
    """Whether no surface of a fact differs in a raw text of the same length."""
    time, base = fact.time, fact.base
    return (
        quantities.get(id(fact.quantity)) is fact.quantity
        and "".join([raw[start:end] for start, end in fact.metric.spans]) == fact.metric.text
        and all(raw[row.start : row.end] == row.text for row in fact.subjects)
        and (time is None or time.start is None or raw[time.start : time.end] == time.text)
        and (base is None or raw[base.start : base.end] == base.text)
    )


def _span(span: Span, place: Place) -> Span:
    start, end, _ = place(*span)
    return Span(start, end)


def _unit(row: Quantity, raw: str) -> str | None:
    """The unit as the caller wrote it where that is another character (間, 個百分點), not another width."""
    unit = row.unit
    if unit is None or raw == row.text or len(raw) != len(row.text) or (at := row.text.rfind(unit)) < 0:
        return unit
    return "".join(b if b >= "\u4e00" and b < "\ufa00" else a for a, b in zip(unit, raw[at:], strict=False))


def _quantity(row: Quantity, place: Place) -> Quantity:
    start, end, surface = place(row.start, row.end)
    return Quantity(
        start,
        end,
        surface,
        row.value,
        row.low,
        row.high,
        row.bound,
        _unit(row, surface),
        row.unit_code,
        row.dimension,
        _span(row.number, place),
        row.rule,
    )


def _fact(fact: Fact, quantity: Quantity | None, place: Place, source: SourceText) -> Fact:
    # A metric may be discontinuous, so what was deleted inside it is left out of it; other mentions are one stretch.
    pieces = [piece for span in fact.metric.spans for piece in source.pieces_in_raw(*span)]
    metric = Metric("".join([source.raw[start:end] for start, end in pieces]), tuple(pieces))
    time, base = fact.time, fact.base
    return Fact(
        fact.id,
        fact.kind,
        fact.status,
        quantity or _quantity(fact.quantity, place),
        metric,
        tuple(
            [
                Subject(*place(row.start, row.end), row.name, row.code, row.type, row.via)
                for row in fact.subjects
            ]
        ),
        time
        if time is None or time.start is None or time.end is None
        else FactTime(*place(time.start, time.end), time.period, time.via),
        fact.direction,
        base and Base(*place(base.start, base.end), base.type, base.period),
        fact.parent,
        fact.group,
        fact.confidence,
        fact.why,
    )
