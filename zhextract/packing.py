"""Documents as plain tuples, which travel between processes several times cheaper than records.

`unpack(pack(document)) == document`, always. What several facts share (an amount that is also among the
document's amounts, a subject or a time carried from one fact to the next) is packed once: it is the same
tuple each time, which pickle writes once, and it becomes the same record again.
"""

from collections.abc import Callable
from operator import attrgetter
from typing import Any, TypeVar

from zhextract.records import (
    Base,
    Document,
    DocumentWarning,
    Fact,
    FactTime,
    Group,
    Metric,
    Organisation,
    Quantity,
    Region,
    Subject,
    Time,
)
from zhextract.spans import Span

__all__ = ["pack", "unpack"]

Packed = tuple[Any, ...]
From = TypeVar("From")
To = TypeVar("To")

_region, _organisation, _time, _quantity, _subject, _fact_time, _base, _group, _warning, _fact = (
    attrgetter(*record.__slots__)
    for record in (Region, Organisation, Time, Quantity, Subject, FactTime, Base, Group, DocumentWarning, Fact)
)


def pack(document: Document) -> Packed:
    """Write a document as nested tuples of plain values.

    >>> import zhextract
    >>> document = zhextract.extract("湖北罚款5万元。")
    >>> unpack(pack(document)) == document
    True
    """
    quantity, subjects, time = _once(_pack_quantity), _once(_pack_subjects), _once(_fact_time)

    def fact(row: Fact) -> Packed:
        name, kind, status, _, metric, _, when, direction, base, parent, group, confidence, why = _fact(row)
        return (
            name,
            kind,
            status,
            quantity(row.quantity),
            metric.text,
            [tuple(span) for span in metric.spans],
            subjects(row.subjects),
            when and time(when),
            direction,
            base and _base(base),
            parent,
            group and _group(group),
            confidence,
            why,
        )

    return (
        document.text,
        document.id,
        document.date,
        document.issuer,
        [_region(row) for row in document.regions],
        [_organisation(row) for row in document.organisations],
        [_time(row) for row in document.times],
        [quantity(row) for row in document.quantities],
        [fact(row) for row in document.facts],
        [_warning(row) for row in document.warnings],
    )


def unpack(packed: Packed) -> Document:
    """Read a document back."""
    text, name, date, issuer, regions, organisations, times, quantities, facts, warnings = packed
    quantity, subjects, time = _once(_unpack_quantity), _once(_unpack_subjects), _once(_unpack_time)

    def fact(row: Packed) -> Fact:
        name, kind, status, amount, wording, spans, who, when, direction, base, parent, group, confidence, why = row
        return Fact(
            name,
            kind,
            status,
            quantity(amount),
            Metric(wording, tuple([Span(*span) for span in spans])),
            subjects(who),
            when and time(when),
            direction,
            base and Base(*base),
            parent,
            group and Group(*group),
            confidence,
            why,
        )

    return Document(
        text,
        name,
        date,
        issuer,
        tuple([Region(*row) for row in regions]),
        tuple([Organisation(*row) for row in organisations]),
        tuple([Time(*row) for row in times]),
        tuple([quantity(row) for row in quantities]),
        tuple([fact(row) for row in facts]),
        tuple([DocumentWarning(*row) for row in warnings]),
    )


def _once(make: Callable[[From], To]) -> Callable[[From], To]:
    """Make something of each object once; the objects must outlive the answer, which knows them by `id`."""
    made: dict[int, To] = {}

    def get(item: From) -> To:
        key = id(item)
        if key not in made:
            made[key] = make(item)
        return made[key]

    return get


def _pack_quantity(row: Quantity) -> Packed:
    return *_quantity(row)[:-2], tuple(row.number), row.rule


def _unpack_quantity(packed: Packed) -> Quantity:
    *values, number, rule = packed
    return Quantity(*values, Span(*number), rule)  # type: ignore[call-arg]  # as many values as fields


def _pack_subjects(rows: tuple[Subject, ...]) -> list[Packed]:
    return [_subject(row) for row in rows]


def _unpack_subjects(packed: list[Packed]) -> tuple[Subject, ...]:
    return tuple([Subject(*row) for row in packed])


def _unpack_time(packed: Packed) -> FactTime:
    return FactTime(*packed)
