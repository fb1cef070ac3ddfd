"""The contract: `Document` as plain dictionaries, field by field (`docs/reference/contract.md`)."""

import json
from decimal import Decimal

from zhextract.records import Document, DocumentWarning, Fact, Organisation, Quantity, Region, Subject, Time

__all__ = ["plain_number", "to_dict", "to_json"]

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
    }


def _organisation(row: Organisation) -> Row:
    return {
        "start": row.start,
        "end": row.end,
        "text": row.text,
        "name": row.name,
        "kind": row.kind,
        "region": row.region,
    }


def _time(row: Time) -> Row:
    return {"start": row.start, "end": row.end, "text": row.text, "period": row.period, "kind": row.kind}


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
