"""Documents as plain tuples, which travel between processes several times cheaper than records.

`unpack(pack(document)) == document`, always.
"""

from operator import attrgetter
from typing import Any

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

_region, _organisation, _time, _quantity, _subject, _fact_time, _base, _group, _warning, _metric, _fact, _document = (
    attrgetter(*record.__slots__)
    for record in (
        Region, Organisation, Time, Quantity, Subject, FactTime, Base, Group, DocumentWarning, Metric, Fact, Document,
    )
)  # fmt: skip


def pack(document: Document) -> Packed:
    """Write a document as nested tuples of plain values.

    >>> import zhextract
    >>> document = zhextract.extract("湖北罚款5万元。")
    >>> unpack(pack(document)) == document
    True
    """
    text, name, date, issuer, *_ = _document(document)
    return (
        text,
        name,
        date,
        issuer,
        [_region(row) for row in document.regions],
        [_organisation(row) for row in document.organisations],
        [_time(row) for row in document.times],
        [_quantity(row) for row in document.quantities],
        [_pack_fact(row) for row in document.facts],
        [_warning(row) for row in document.warnings],
    )


def unpack(packed: Packed) -> Document:
    """Read a document back."""
    text, name, date, issuer, regions, organisations, times, quantities, facts, warnings = packed
    return Document(
        text,
        name,
        date,
        issuer,
        tuple(Region(*row) for row in regions),
        tuple(Organisation(*row) for row in organisations),
        tuple(Time(*row) for row in times),
        tuple(Quantity(*row) for row in quantities),
        tuple(_unpack_fact(row) for row in facts),
        tuple(DocumentWarning(*row) for row in warnings),
    )


def _pack_fact(fact: Fact) -> Packed:
    name, kind, status, quantity, metric, subjects, time, direction, base, parent, group, confidence, why = _fact(fact)
    return (
        name,
        kind,
        status,
        _quantity(quantity),
        _metric(metric),
        [_subject(subject) for subject in subjects],
        time and _fact_time(time),
        direction,
        base and _base(base),
        parent,
        group and _group(group),
        confidence,
        why,
    )


def _unpack_fact(packed: Packed) -> Fact:
    name, kind, status, quantity, metric, subjects, time, direction, base, parent, group, confidence, why = packed
    text, spans = metric
    return Fact(
        name,
        kind,
        status,
        Quantity(*quantity),
        Metric(text, tuple(Span(*span) for span in spans)),
        tuple(Subject(*subject) for subject in subjects),
        time and FactTime(*time),
        direction,
        base and Base(*base),
        parent,
        group and Group(*group),
        confidence,
        why,
    )
