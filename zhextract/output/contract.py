"""The contract: `Document` as plain dictionaries, field by field (`docs/reference/contract.md`), and back."""

import json
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from zhextract.errors import InputTypeError
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

__all__ = ["from_dict", "plain_number", "to_dict", "to_json"]

Row = dict[str, object]


def to_dict(document: Document) -> Row:
    """Write a document under the contract's names; numbers become exact strings.

    >>> import zhextract
    >>> to_dict(zhextract.extract("产量3亿吨。"))["quantities"][0]["value"]
    '300000000'
    """
    return {
        "schema": "zhextract/1",
        "id": document.id,
        "text": document.text,
        "date": document.date,
        "issuer": document.issuer,
        "regions": [_region(row) for row in document.regions],
        "organisations": [_organisation(row) for row in document.organisations],
        "times": [_time(row) for row in document.times],
        "quantities": [_quantity(row) for row in document.quantities],
        "facts": [_fact(row) for row in document.facts],
        "warnings": [_warning(row) for row in document.warnings],
    }


def to_json(document: Document, *, indent: int | None = None) -> str:
    """Write a document as JSON, Chinese as it is; a lone surrogate, which has no UTF-8 form, is escaped."""
    text = json.dumps(to_dict(document), ensure_ascii=False, indent=indent)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(to_dict(document), indent=indent)
    return text


def plain_number(value: Decimal | None) -> str | None:
    """Write a number without exponent, and without a point where it is whole.

    >>> plain_number(Decimal("6.27E+9"))
    '6270000000'
    """
    return None if value is None else format(value, "f")


def _region(row: Region) -> Row:
    return {
        "start": row.start,
        "end": row.end,
        "text": row.text,
        "code": row.code,
        "name": row.name,
        "level": row.level,
        "country": row.country,
        "candidates": list(row.candidates),
        "rule": row.rule,
    }


def _organisation(row: Organisation) -> Row:
    return {
        "start": row.start,
        "end": row.end,
        "text": row.text,
        "name": row.name,
        "kind": row.kind,
        "region": row.region,
        "rule": row.rule,
    }


def _time(row: Time) -> Row:
    return {
        "start": row.start,
        "end": row.end,
        "text": row.text,
        "period": row.period,
        "kind": row.kind,
        "rule": row.rule,
    }


def _quantity(row: Quantity) -> Row:
    return {
        "start": row.start,
        "end": row.end,
        "text": row.text,
        "value": plain_number(row.value),
        "low": plain_number(row.low),
        "high": plain_number(row.high),
        "bound": row.bound,
        "unit": row.unit,
        "unit_code": row.unit_code,
        "dimension": row.dimension,
        "number": list(row.number),
        "rule": row.rule,
    }


def _subject(row: Subject) -> Row:
    return {
        "start": row.start,
        "end": row.end,
        "text": row.text,
        "name": row.name,
        "code": row.code,
        "type": row.type,
        "via": row.via,
    }


def _fact(row: Fact) -> Row:
    time, base, group = row.time, row.base, row.group
    return {
        "id": row.id,
        "kind": row.kind,
        "status": row.status,
        "quantity": _quantity(row.quantity),
        "metric": {"text": row.metric.text, "spans": [list(span) for span in row.metric.spans]},
        "subjects": [_subject(subject) for subject in row.subjects],
        "time": time
        and {"start": time.start, "end": time.end, "text": time.text, "period": time.period, "via": time.via},
        "direction": row.direction,
        "base": base
        and {"start": base.start, "end": base.end, "text": base.text, "type": base.type, "period": base.period},
        "parent": row.parent,
        "group": group and {"id": group.id, "index": group.index, "size": group.size},
        "confidence": row.confidence,
        "why": list(row.why),
    }


def _warning(row: DocumentWarning) -> Row:
    return {
        "kind": row.kind,
        "message": row.message,
        "facts": list(row.facts),
        "spans": [list(span) for span in row.spans],
    }


def from_dict(row: Mapping[str, Any]) -> Document:
    """Read a document back from the contract's form; the inverse of `to_dict`.

    Raises:
        InputTypeError: A field is missing, or is not what the contract says.

    >>> import zhextract
    >>> document = zhextract.extract("湖北罚款5万元。")
    >>> from_dict(to_dict(document)) == document
    True
    """
    if row.get("schema") != "zhextract/1":
        raise InputTypeError(f"expected a document of schema zhextract/1, not {row.get('schema')!r}")
    try:
        return Document(
            row["text"],
            row["id"],
            row["date"],
            row["issuer"],
            tuple(Region(**{**item, "candidates": tuple(item["candidates"])}) for item in row["regions"]),
            tuple(Organisation(**item) for item in row["organisations"]),
            tuple(Time(**item) for item in row["times"]),
            tuple(_quantity_from(item) for item in row["quantities"]),
            tuple(_fact_from(item) for item in row["facts"]),
            tuple(
                DocumentWarning(item["kind"], item["message"], tuple(item["facts"]), _spans(item["spans"]))
                for item in row.get("warnings", ())
            ),
        )
    except (KeyError, TypeError, AttributeError, InvalidOperation) as error:
        raise InputTypeError(f"not a document of schema zhextract/1: {error!r}") from None


def _spans(pairs: list[list[int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in pairs)


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _quantity_from(item: Mapping[str, Any]) -> Quantity:
    numbers = {name: _number(item[name]) for name in ("value", "low", "high")}
    return Quantity(**{**item, **numbers, "number": Span(*item["number"])})


def _fact_from(item: Mapping[str, Any]) -> Fact:
    metric, time, base, group = item["metric"], item["time"], item["base"], item["group"]
    parts = {
        "quantity": _quantity_from(item["quantity"]),
        "metric": Metric(metric["text"], _spans(metric["spans"])),
        "subjects": tuple(Subject(**subject) for subject in item["subjects"]),
        "time": None if time is None else FactTime(**time),
        "base": None if base is None else Base(**base),
        "group": None if group is None else Group(**group),
        "why": tuple(item["why"]),
    }
    return Fact(**{**item, **parts})
