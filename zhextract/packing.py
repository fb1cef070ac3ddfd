"""Documents as columns of plain values, which travel between processes several times cheaper than records.

`unpack(pack(document)) == document`, for every document that was read; its records are made when they are first asked
for, since whoever looks at some of many documents need not wait for the others. All records of a kind travel as one column for
each of their fields, all whole numbers as one array, exact ones as their digits; the texts of mentions, which are
stretches of the document's own text, stay behind. What several facts share (an amount that is also among the
document's amounts, a subject or a time carried from one fact to the next) is packed once, and becomes one record again.
"""

from array import array
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from itertools import chain, islice
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
from zhextract.spans import Span, joined

__all__ = ["complete", "pack", "unpack"]

Packed = tuple[Any, ...]
Columns = list[Sequence[Any]]
Fields = Callable[[Any], tuple[Any, ...]]
Row = TypeVar("Row")

# What a record gives to the columns: all its fields, but not the text of one that stands in the document's.
_FACT, _FACT_TIME, _GROUP, _WARNING = (
    attrgetter(*record.__slots__) for record in (Fact, FactTime, Group, DocumentWarning)
)
_REGION, _ORGANISATION, _TIME, _QUANTITY, _SUBJECT, _BASE = (
    attrgetter("start", "end", *record.__slots__[3:])
    for record in (Region, Organisation, Time, Quantity, Subject, Base)
)
_SPAN = attrgetter("start", "end")
_NO_FACTS = [()] * len(Fact.__slots__)


def pack(document: Document) -> Packed:
    """Write a document as columns.

    >>> import zhextract
    >>> document = zhextract.extract("湖北罚款5万元。")
    >>> unpack(pack(document)) == document
    True
    """
    writer = _Writer()
    ids, kinds, statuses, amounts, metrics, subjects, times, directions, bases, *rest = (
        _columns(_FACT, document.facts) or _NO_FACTS
    )
    parents, groups, confidences, whys = rest
    return (
        document.text,
        document.id,
        document.date,
        document.issuer,
        writer.mentions(_REGION, document.regions),
        writer.mentions(_ORGANISATION, document.organisations),
        writer.mentions(_TIME, document.times),
        len(document.quantities),
        *writer.quantities(writer.distinct([*document.quantities, *amounts])),
        writer.lists(_SPAN, [metric.spans for metric in metrics]),
        writer.lists(_SUBJECT, writer.distinct(subjects)),
        _columns(_FACT_TIME, writer.distinct(times)),
        writer.mentions(_BASE, writer.distinct(bases)),
        _columns(_GROUP, writer.distinct(groups)),
        (ids, kinds, statuses, directions, parents, confidences, whys),
        _columns(_WARNING, document.warnings),
        array("i", writer.numbers).tobytes(),
    )


def unpack(packed: Packed) -> Document:
    """Read a document back, as far as its text; the rest is made by `complete` when it is first asked for."""
    document = Document.__new__(Document)
    for name, value in zip((*Document.__slots__[:4], "_packed"), (*packed[:4], packed), strict=True):
        object.__setattr__(document, name, value)
    return document


def complete(document: Document, packed: Packed) -> None:
    """Make the records of a document; its whole numbers come in the order in which `pack` wrote them."""
    text, _, _, _, regions, organisations, times, listed, amounts, digits, _, *others = packed
    subjects, fact_times, bases, groups, facts, warnings, numbers = others
    ids, kinds, statuses, directions, parents, confidences, whys = facts
    size = len(ids)
    reader = _Reader(text, numbers)
    mentions = [
        reader.mentions(make, columns)
        for make, columns in ((Region, regions), (Organisation, organisations), (Time, times))
    ]
    quantities = reader.shared(listed + size, lambda _: reader.quantities(amounts, digits))
    spans = reader.lists(size, reader.spans)
    made = map(
        Fact,
        ids,
        kinds,
        statuses,
        quantities[listed:],
        map(Metric, [joined(text, words) for words in spans], spans),
        reader.shared(size, lambda lists: reader.lists(lists, lambda _: reader.mentions(Subject, subjects))),
        reader.shared(size, lambda _: _rows(FactTime, fact_times)),
        directions,
        reader.shared(size, lambda _: reader.mentions(Base, bases)),
        parents,
        reader.shared(size, lambda _: _rows(Group, groups)),
        confidences,
        whys,
    )
    rows = (*mentions, quantities[:listed], made, _rows(DocumentWarning, warnings))
    for name, value in (*zip(Document.__slots__[4:], map(tuple, rows), strict=True), ("_packed", None)):
        object.__setattr__(document, name, value)


def _columns(fields: Fields, rows: Iterable[object]) -> Columns:
    """The values of each field, in the order of the rows; no columns where there are no rows."""
    return list(zip(*map(fields, rows), strict=True))


def _rows(make: Callable[..., Row], columns: Columns) -> Iterable[Row]:
    return map(make, *columns) if columns else ()


class _Writer:
    """Takes records apart; the whole numbers in them gather in `numbers`."""

    def __init__(self) -> None:
        self.numbers: list[int] = []

    def mentions(self, fields: Fields, rows: Iterable[object]) -> Columns:
        """Write where records stand in the text, and give the columns of their other fields."""
        columns = _columns(fields, rows)
        for places in columns[:2]:
            self.numbers += places
        return columns[2:]

    def quantities(self, rows: Iterable[Quantity]) -> tuple[Columns, list[str]]:
        """Write amounts; beside their columns stand the digits of their values, each value once."""
        columns = self.mentions(_QUANTITY, rows)
        if not columns:
            return [], []
        values, lows, highs, *others, spans, rules = columns
        digits = list(map(str, self.distinct([*values, *lows, *highs])))
        self.mentions(_SPAN, spans)
        return [*others, rules], digits

    def lists(self, fields: Fields, rows: Sequence[Sequence[object]]) -> Columns:
        """Write lists of records that stand in the text, and give the columns of all of these."""
        self.numbers += map(len, rows)
        return self.mentions(fields, chain.from_iterable(rows))

    def distinct(self, rows: Sequence[Row | None]) -> list[Row]:
        """Write which record each row is, or -1 where it is none; the records are given back, each once."""
        keys = list(map(id, rows))
        found = dict(zip(keys, rows, strict=True))
        found.pop(id(None), None)
        places = {key: place for place, key in enumerate(found)}
        places[id(None)] = -1
        self.numbers += map(places.__getitem__, keys)
        return list(found.values())  # type: ignore[arg-type]  # none of them is None


class _Reader:
    """Makes the records again; each method reads what the writer's of the same name wrote."""

    def __init__(self, text: str, numbers: bytes) -> None:
        self.text = text
        self._numbers = iter(memoryview(numbers).cast("i"))

    def _take(self, size: int) -> list[int]:
        return list(islice(self._numbers, size))

    def _places(self, size: int) -> tuple[list[int], list[int], list[str]]:
        starts, ends, text = self._take(size), self._take(size), self.text
        return starts, ends, [text[start:end] for start, end in zip(starts, ends, strict=True)]

    def spans(self, size: int) -> list[Span]:
        """Make spans."""
        starts = self._take(size)
        return [tuple.__new__(Span, pair) for pair in zip(starts, self._take(size), strict=True)]

    def mentions(self, make: Callable[..., Row], columns: Columns) -> Iterable[Row]:
        """Make records that stand in the text."""
        return map(make, *self._places(len(columns[0])), *columns) if columns else ()

    def quantities(self, columns: Columns, digits: Sequence[str]) -> Iterable[Quantity]:
        """Make amounts."""
        if not columns:
            return ()
        *others, rules = columns
        size = len(rules)
        places = self._places(size)
        values = self.shared(3 * size, lambda _: map(Decimal, digits))
        exact = (values[:size], values[size : 2 * size], values[2 * size :])
        return map(Quantity, *places, *exact, *others, self.spans(size), rules)

    def lists(self, size: int, make: Callable[[int], Iterable[Row]]) -> list[tuple[Row, ...]]:
        """Make lists of what `make` makes, so many of them."""
        lengths = self._take(size)
        rows = iter(make(sum(lengths)))
        return [tuple(islice(rows, length)) for length in lengths]

    def shared(self, size: int, make: Callable[[int], Iterable[Row]]) -> list[Row | None]:
        """Make each record that is in any of so many rows once, and put it there."""
        places = self._take(size)
        made = [*make(max(places, default=-1) + 1), None]
        return [made[place] for place in places]
