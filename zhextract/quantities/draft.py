"""An amount while it is being read, before it is frozen into a `Quantity`."""

from dataclasses import dataclass, fields
from decimal import Decimal

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


# The setters of the slots: a frozen record sets each of its fields through `object.__setattr__`, which takes
# three times as long, and there is one record for every amount.
_NAMES = [field.name for field in fields(Quantity)]
(_START, _END, _TEXT, _VALUE, _LOW, _HIGH, _BOUND, _UNIT, _CODE, _DIMENSION, _NUMBER, _RULE) = (
    getattr(Quantity, name).__set__ for name in _NAMES
)


def to_quantity(amount: Amount, norm: str) -> Quantity:
    """Freeze an amount."""
    start, end, unit = amount.start, amount.end, amount.unit
    is_named = unit is not None and unit.surface != ""
    quantity = object.__new__(Quantity)
    _START(quantity, start)
    _END(quantity, end)
    _TEXT(quantity, norm[start:end])
    _VALUE(quantity, amount.value)
    _LOW(quantity, amount.low)
    _HIGH(quantity, amount.high)
    _BOUND(quantity, amount.bound)
    _UNIT(quantity, unit.surface if unit is not None and is_named else None)
    _CODE(quantity, unit.code if unit is not None and is_named else None)
    _DIMENSION(quantity, None if unit is None else unit.dimension)
    _NUMBER(quantity, Span(amount.number_start, amount.number_end))
    _RULE(quantity, amount.rule)
    return quantity


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
