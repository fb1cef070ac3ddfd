"""A fact as one tidy row: what CSV, Excel, Markdown and data frames all write."""

from collections.abc import Sequence
from decimal import Decimal

from zhextract.records import Document, Fact

__all__ = ["FACT_COLUMNS", "fact_row"]

FACT_COLUMNS = (
    "document",
    "fact",
    "subject",
    "subject_code",
    "metric",
    "kind",
    "direction",
    "value",
    "low",
    "high",
    "bound",
    "unit",
    "unit_code",
    "dimension",
    "period",
    "base",
    "base_type",
    "base_period",
    "status",
    "parent",
    "group",
    "start",
    "end",
    "text",
    "confidence",
)

Cell = str | int | float | Decimal | None


def fact_row(document: Document, fact: Fact) -> tuple[Cell, ...]:
    """Write a fact under `FACT_COLUMNS`; several subjects are joined by 、.

    `start` and `end` are the half-open code-point offsets of the amount.

    >>> import zhextract
    >>> document = zhextract.extract("湖北处罚金额62.7亿元。")
    >>> dict(zip(FACT_COLUMNS, fact_row(document, document.facts[0])))["metric"]
    '处罚金额'
    """
    quantity, base = fact.quantity, fact.base
    return (
        document.id,
        fact.id,
        _joined([subject.name for subject in fact.subjects]),
        _joined([subject.code for subject in fact.subjects if subject.code]),
        fact.metric.text,
        fact.kind,
        fact.direction,
        quantity.value,
        quantity.low,
        quantity.high,
        quantity.bound,
        quantity.unit,
        quantity.unit_code,
        quantity.dimension,
        fact.time.period if fact.time else None,
        base.text if base else None,
        base.type if base else None,
        base.period if base else None,
        fact.status,
        fact.parent,
        fact.group.id if fact.group else None,
        quantity.start,
        quantity.end,
        quantity.text,
        fact.confidence,
    )


def plain_cells(row: Sequence[Cell]) -> list[str]:
    """Write the cells of a row as plain strings, the empty string for what is unknown."""
    return ["" if cell is None else format(cell, "f") if isinstance(cell, Decimal) else str(cell) for cell in row]


def _joined(parts: Sequence[str]) -> str | None:
    return "、".join(dict.fromkeys(parts)) or None
