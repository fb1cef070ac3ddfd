"""Facts in JSON lines, read from either of their two spellings and written as gold.

The gold spelling gives every part a `span`; the contract's spelling
(`docs/reference/contract.md`) gives `start` and `end`.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from zhextract.evaluation.corpus import Numeral
from zhextract.records import Base, Fact, FactTime, Group, Metric, Organisation, Quantity, Region, Subject
from zhextract.spans import Span, joined

__all__ = ["Row", "fact_row", "read_fact", "read_quantity"]

Row = dict[str, object]


def read_quantity(row: Mapping[str, Any], *, number: Span | None = None) -> Quantity:
    """Read an amount from either spelling.

    Raises:
        ValueError: A value is no number.

    >>> read_quantity({"span": [2, 5], "text": "3亿吨", "value": 300000000, "unit": "吨"}).value
    Decimal('300000000')
    """
    span = _span(row)
    return Quantity(
        start=span.start,
        end=span.end,
        text=row["text"],
        value=_decimal(row.get("value")),
        low=_decimal(row.get("low")),
        high=_decimal(row.get("high")),
        bound=row.get("bound") or "exact",
        unit=row.get("unit") or None,
        unit_code=row.get("unit_code"),
        dimension=row.get("dimension"),
        number=number or span,
    )


def read_fact(
    row: Mapping[str, Any],
    text: str,
    regions: Sequence[Region],
    organisations: Sequence[Organisation],
    numerals: Sequence[Numeral],
) -> Fact:
    """Read a fact from either spelling; a base without offsets is looked for before its amount."""
    index = row.get("number")
    number = Span(*_numeral_span(numerals, index)) if index else None
    quantity = read_quantity(row["quantity"], number=number)
    group = row.get("group")
    return Fact(
        id=row["id"],
        kind=row["kind"],
        status=row.get("status") or "actual",
        quantity=quantity,
        metric=_metric(row.get("metric"), text),
        subjects=_subjects(row, regions, organisations),
        time=_time(row.get("time")),
        direction=row.get("direction"),
        base=_base(row.get("base"), text, quantity),
        parent=row.get("parent"),
        group=Group(group["id"], group["index"], group["size"]) if group else None,
        confidence=float(row.get("confidence") or 1.0),
        why=tuple(row.get("why") or ()),
    )


def fact_row(fact: Fact, numerals: Sequence[Numeral]) -> Row:
    """A fact in the gold spelling; `number` counts the numeral candidates from 1."""
    quantity, time, base = fact.quantity, fact.time, fact.base
    inside = (
        index
        for index, numeral in enumerate(numerals, 1)
        if numeral.start < quantity.end and numeral.end > quantity.start and numeral.category == "F"
    )
    return {
        "id": fact.id,
        "number": next(inside, None),
        "quantity": {
            "span": [quantity.start, quantity.end],
            "text": quantity.text,
            "value": _json_number(quantity.value),
            "low": _json_number(quantity.low),
            "high": _json_number(quantity.high),
            "bound": quantity.bound,
            "unit": quantity.unit,
        },
        "metric": [
            {"span": list(span), "text": fact.metric.text[start : start + span.end - span.start]}
            for span, start in zip(fact.metric.spans, _starts(fact.metric.spans), strict=True)
        ],
        "subject": [{"span": [subject.start, subject.end], "text": subject.text} for subject in fact.subjects],
        "time": time
        and {
            "span": None if time.start is None else [time.start, time.end],
            "text": time.text,
            "period": time.period,
        },
        "kind": fact.kind,
        "direction": fact.direction,
        "base": base and {"text": base.text, "period": base.period},
        "status": fact.status,
        "parent": fact.parent,
    }


def _span(row: Mapping[str, Any]) -> Span:
    return Span(*row["span"]) if "span" in row else Span(row["start"], row["end"])


def _decimal(value: object) -> Decimal | None:
    if value is None:
        return None
    try:
        return Decimal(str(value))
    except InvalidOperation:
        raise ValueError(f"{value!r} is no number") from None


def _json_number(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")


def _numeral_span(numerals: Sequence[Numeral], index: int) -> tuple[int, int]:
    numeral = numerals[index - 1] if 0 < index <= len(numerals) else None
    if numeral is None:
        raise ValueError(f"there is no numeral {index}")
    return numeral.start, numeral.end


def _metric(row: Any, text: str) -> Metric:
    """The gold gives a list of pieces; the contract one object with `spans`."""
    if not row:
        return Metric("", ())
    if isinstance(row, Mapping):
        spans = tuple(Span(*span) for span in row.get("spans") or ())
        return Metric(joined(text, spans) or row.get("text") or "", spans)
    spans = tuple(_span(piece) for piece in row)
    for piece, span in zip(row, spans, strict=True):
        if text[span.start : span.end] != piece["text"]:
            raise ValueError(f"metric {piece['text']!r} does not stand at {span.start}")
    return Metric("".join(piece["text"] for piece in row), spans)


def _subjects(
    row: Mapping[str, Any], regions: Sequence[Region], organisations: Sequence[Organisation]
) -> tuple[Subject, ...]:
    """The gold marks a subject's words only: what they are is seen from the mentions that stand there."""
    if "subjects" in row:
        return tuple(
            Subject(
                item["start"],
                item["end"],
                item["text"],
                item.get("name") or item["text"],
                item.get("code"),
                item.get("type") or "group",
                item.get("via") or "stated",
            )
            for item in row["subjects"] or ()
        )
    places = {Span(place.start, place.end): place for place in regions}
    bodies = {Span(body.start, body.end): body for body in organisations}
    subjects = []
    for item in row.get("subject") or ():
        span = _span(item)
        place, body = places.get(span), bodies.get(span)
        if place is not None:
            subjects.append(Subject(*span, item["text"], place.name, place.code, "region"))
        elif body is not None:
            subjects.append(Subject(*span, item["text"], body.name, None, "organisation"))
        else:
            subjects.append(Subject(*span, item["text"], item["text"], None, "group"))
    return tuple(subjects)


def _time(row: Mapping[str, Any] | None) -> FactTime | None:
    if not row:
        return None
    start, end = row.get("start"), row.get("end")
    if row.get("span"):
        start, end = row["span"]
    return FactTime(start, end, row.get("text"), row.get("period"), row.get("via") or "stated")


def _base(row: Mapping[str, Any] | None, text: str, quantity: Quantity) -> Base | None:
    if not row:
        return None
    if row.get("start") is not None:
        return Base(row["start"], row["end"], row["text"], row.get("type") or "other", row.get("period"))
    start = text.rfind(row["text"], 0, quantity.start)
    if start < 0:
        start = text.find(row["text"])
    if start < 0:
        raise ValueError(f"base {row['text']!r} does not stand in the text")
    return Base(start, start + len(row["text"]), row["text"], row.get("type") or "other", row.get("period"))


def _starts(spans: Sequence[Span]) -> list[int]:
    """Where each piece begins in the joined text."""
    starts, at = [], 0
    for span in spans:
        starts.append(at)
        at += span.end - span.start
    return starts
