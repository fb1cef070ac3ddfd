"""An amount while it is being read, before it is frozen into a `Quantity`."""

from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any, cast

from zhextract.numerals import EXACT, Open
from zhextract.quantities.tables import Unit
from zhextract.records import Bound, Quantity
from zhextract.spans import Span

__all__ = ["Amount", "scaled", "set_bound", "set_open", "to_quantity", "without_zeros"]


@dataclass(slots=True)
class Amount:
    """An amount while it is being read; `number` spans the numeral, sign included."""

    start: int
    end: int
    number_start: int
    number_end: int
    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    bound: Bound = "exact"
    unit: Unit | None = None
    rule: str = "amount"


class _Record:
    """A `Quantity` that can still be written; it has the same slots, and becomes one by its class.

    A frozen record sets each of its fields through a call; there is one record for every amount.
    """

    __slots__ = tuple(field.name for field in fields(Quantity))


def to_quantity(amount: Amount, norm: str) -> Quantity:
    """Freeze an amount."""
    unit = amount.unit
    record: Any = _Record()
    record.start = start = amount.start
    record.end = end = amount.end
    record.text = norm[start:end]
    record.value = amount.value
    record.low = amount.low
    record.high = amount.high
    record.bound = amount.bound
    if unit is None:
        record.unit = record.unit_code = record.dimension = None
    else:
        record.unit = unit.surface or None
        record.unit_code = unit.code if unit.surface else None
        record.dimension = unit.dimension
    record.number = Span(amount.number_start, amount.number_end)
    record.rule = amount.rule
    record.__class__ = Quantity
    return cast("Quantity", record)


def set_open(amount: Amount, parsed: Open) -> None:
    """Take over what a vague numeral stands for."""
    amount.bound = parsed.bound
    if parsed.bound == "range":
        amount.low, amount.high = parsed.low, parsed.high
    else:
        amount.value = amount.low = parsed.low


def set_bound(amount: Amount, bound: Bound) -> None:
    """Set the bound, and with it the side on which the amount is open."""
    if amount.bound == "range":
        return
    amount.bound = bound
    value = amount.value
    amount.low = value if bound in {"over", "at_least"} else None
    amount.high = value if bound in {"nearly", "at_most", "less_than"} else None


def without_zeros(value: Decimal) -> Decimal:
    """Drop the decimal zeros of a whole number."""
    whole = value.to_integral_value(context=EXACT)
    return whole if whole == value else value


def scaled(amount: Amount, factor: Decimal) -> None:
    """Multiply value and ends, exactly."""
    for name in ("value", "low", "high"):
        value = getattr(amount, name)
        if value is not None:
            setattr(amount, name, without_zeros(EXACT.multiply(value, factor)))
