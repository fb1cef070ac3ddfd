"""Amounts in other units, in Chinese words, and added up. Conversion is asked for, never silent."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Context, Decimal
from typing import TYPE_CHECKING

from zhextract.errors import ConversionError, MissingExtraError
from zhextract.normalise import normalise
from zhextract.numerals import EXACT, write_numeral
from zhextract.quantities.tables import Unit, load_tables
from zhextract.quantities.units import compound, read_unit
from zhextract.records import Quantity

if TYPE_CHECKING:
    import pint

__all__ = ["add", "convert", "find_unit", "in_chinese", "multiply", "subtract", "to_pint"]

# Division that does not come out even is carried to this many digits.
_DIVISION = Context(prec=50)
# Kelvin = value * factor + offset.
_OFFSETS = {"Cel": Decimal("273.15"), "[degF]": _DIVISION.divide(Decimal("459.67") * 5, Decimal(9))}


def find_unit(name: str) -> Unit:
    """Find a unit by any of its surfaces (公斤, kg) or its code, simple or compound (元/吨).

    Raises:
        ConversionError: No table knows the name.

    >>> find_unit("公斤").code
    'kg'
    """
    tables = load_tables()
    unit = tables.by_surface.get(name)
    if unit is not None:
        return unit
    read = read_unit(name, 0, tables)
    if read is not None and read.end == len(name):
        return read.unit
    for known in tables.by_surface.values():
        if known.code == name:
            return replace(known, surface=name)
    above, slash, below = name.partition("/")
    if slash and above and below:
        return compound(find_unit(above), find_unit(below), name)
    raise ConversionError(f"no unit is called {name!r}")


def _unit_of(quantity: Quantity) -> Unit:
    """The unit of an amount; its code decides where the surface has two readings (度 of current and of heat)."""
    if quantity.unit is None or quantity.unit_code is None:
        raise ConversionError(f"{quantity.text!r} has no unit to convert from")
    unit = find_unit(normalise(quantity.unit).norm)
    return unit if unit.code == quantity.unit_code else find_unit(quantity.unit_code)


def convert(quantity: Quantity, unit: str) -> Quantity:
    """Express an amount in another unit of the same dimension; surface and offsets stay.

    Args:
        quantity: An amount with a unit.
        unit: A surface (公斤, kg, 元/吨) or a code of the tables.

    Raises:
        ConversionError: The amount has no unit, the unit is unknown, or the
            dimensions differ; two currencies differ always.

    >>> from zhextract.quantities import find_quantities
    >>> convert(find_quantities("重达3.5吨")[0], "公斤").value
    Decimal('3500')
    """
    source, target = _unit_of(quantity), find_unit(unit)
    if source.code == target.code:
        return replace(quantity, unit=unit, unit_code=target.code)
    if source.dimension != target.dimension or not _comparable(source, target):
        raise ConversionError(
            f"{quantity.text!r} is {source.dimension} ({source.code}), which {unit!r} ({target.code}) is not"
        )
    change = _changer(source, target)
    return replace(
        quantity,
        value=change(quantity.value),
        low=change(quantity.low),
        high=change(quantity.high),
        unit=unit,
        unit_code=target.code,
    )


def _comparable(source: Unit, target: Unit) -> bool:
    """Whether a factor leads from one to the other: not between currencies, nor between things counted."""
    if source.dimension in {"money", "count"} or source.dimension.startswith(("money/", "count/")):
        head, other = source.code.split("/")[0], target.code.split("/")[0]
        return head == other
    return True


def _changer(source: Unit, target: Unit) -> Callable[[Decimal | None], Decimal | None]:
    offset = _OFFSETS.get(source.code, Decimal(0)) if source.dimension == "temperature" else Decimal(0)
    back = _OFFSETS.get(target.code, Decimal(0)) if target.dimension == "temperature" else Decimal(0)

    def change(value: Decimal | None) -> Decimal | None:
        if value is None:
            return None
        base = EXACT.add(EXACT.multiply(value, source.factor), offset)
        ratio = _DIVISION.divide(EXACT.subtract(base, back), target.factor)
        return _tidy(ratio)

    return change


def _tidy(value: Decimal) -> Decimal:
    """Drop trailing zeros, and the dust that factors of 17 digits leave behind (亩 is 666.66666666666667 m²)."""
    for candidate in (value, value.quantize(Decimal("1e-12")) if value.adjusted() < 30 else value):
        whole = candidate.to_integral_value(context=EXACT)
        if whole == candidate:
            return whole
    return value.normalize(_DIVISION)


def to_pint(quantity: Quantity, registry: "pint.UnitRegistry[Decimal] | None" = None) -> "pint.Quantity[Decimal]":
    """Hand an amount to pint, in the base unit that pint knows for its dimension.

    Raises:
        MissingExtraError: pint is not installed (`pip install zhextract[pint]`).
        ConversionError: pint has no unit for it, or the amount is a range.
    """
    try:
        import pint
    except ImportError as error:
        raise MissingExtraError("to_pint() needs pint; install zhextract[pint]") from error
    if quantity.value is None or quantity.unit is None or quantity.dimension not in _PINT_BASE:
        raise ConversionError(f"{quantity.text!r} has no single value in a unit that pint knows")
    base, name = _PINT_BASE[quantity.dimension]
    units = registry if registry is not None else pint.UnitRegistry(non_int_type=Decimal)
    value = convert(quantity, base).value
    return units.Quantity(value if value is not None else quantity.value, name)


# Our base unit of a dimension, and pint's name for it.
_PINT_BASE = {
    "length": ("米", "meter"),
    "area": ("平方米", "meter ** 2"),
    "volume": ("立方米", "meter ** 3"),
    "mass": ("千克", "kilogram"),
    "time": ("秒", "second"),
    "power": ("瓦", "watt"),
    "energy": ("焦耳", "joule"),
    "frequency": ("赫兹", "hertz"),
    "pressure": ("帕斯卡", "pascal"),
    "force": ("牛顿", "newton"),
    "temperature": ("开尔文", "kelvin"),
    "voltage": ("伏特", "volt"),
    "current": ("安培", "ampere"),
    "ratio": ("倍", ""),
    "speed": ("米/秒", "meter / second"),
    "flow": ("立方米/秒", "meter ** 3 / second"),
}


def in_chinese(quantity: Quantity, *, financial: bool = False) -> str:
    """Write an amount in Chinese words, plain (三百二十吨) or financial (叁佰贰拾元整).

    Raises:
        ConversionError: The amount is a range or has more digits than can be named.

    >>> from zhextract.quantities import find_quantities
    >>> in_chinese(find_quantities("捐款1050元")[0])
    '一千零五十元'
    >>> in_chinese(find_quantities("捐款1050元")[0], financial=True)
    '壹仟零伍拾元整'
    """
    value = quantity.value
    if value is None:
        raise ConversionError(f"{quantity.text!r} has no single value to write")
    unit = quantity.unit or ""
    if financial and quantity.unit_code == "CNY":
        return write_numeral(value, style="money")
    words = write_numeral(value, style="financial" if financial else "plain")
    if unit in {"%", "‰"}:
        sign, words = ("负", words[1:]) if words.startswith("负") else ("", words)
        return f"{sign}{'百' if unit == '%' else '千'}分之{words}"
    return words + unit


def add(left: Quantity, right: Quantity) -> Quantity:
    """Add two amounts, in the unit of the first; ranges and open ends add end to end.

    Raises:
        ConversionError: The units do not convert.

    >>> from zhextract.quantities import find_quantities
    >>> a, b = find_quantities("采购3至5吨，另购800公斤")
    >>> (add(a, b).low, add(a, b).high)
    (Decimal('3.8'), Decimal('5.8'))
    """
    return _combine(left, right, EXACT.add, crossed=False)


def subtract(left: Quantity, right: Quantity) -> Quantity:
    """Subtract an amount, in the unit of the first; the low end loses the high end of the other."""
    return _combine(left, right, EXACT.subtract, crossed=True)


def multiply(quantity: Quantity, factor: Decimal | int) -> Quantity:
    """Multiply an amount by a plain number; a negative one turns its ends around.

    >>> from zhextract.quantities import find_quantities
    >>> multiply(find_quantities("每人12.5元")[0], 4).value
    Decimal('50.0')
    """
    times = Decimal(factor)
    low = None if quantity.low is None else EXACT.multiply(quantity.low, times)
    high = None if quantity.high is None else EXACT.multiply(quantity.high, times)
    value = None if quantity.value is None else EXACT.multiply(quantity.value, times)
    return (
        replace(quantity, value=value, low=high, high=low)
        if times < 0
        else replace(quantity, value=value, low=low, high=high)
    )


def _ends(quantity: Quantity) -> tuple[Decimal | None, Decimal | None]:
    """The interval an amount stands for: both ends its value where it is exact."""
    if quantity.low is None and quantity.high is None:
        return quantity.value, quantity.value
    return quantity.low, quantity.high


def _combine(
    left: Quantity, right: Quantity, work: Callable[[Decimal, Decimal], Decimal], *, crossed: bool
) -> Quantity:
    other = convert(right, left.unit) if left.unit is not None else right
    low, high = _ends(left)
    below, above = _ends(other)
    if crossed:
        below, above = above, below
    new_low = None if low is None or below is None else work(low, below)
    new_high = None if high is None or above is None else work(high, above)
    value = None if left.value is None or other.value is None else work(left.value, other.value)
    exact = new_low == new_high
    return replace(
        left,
        value=new_low if exact else value,
        low=None if exact else new_low,
        high=None if exact else new_high,
        bound=left.bound if exact or left.bound != "exact" else other.bound,
    )
