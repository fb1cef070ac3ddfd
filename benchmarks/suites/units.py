"""Suites about measures: dimensions, temperatures, ages, durations.

Duckling has few units, to which an amount is converted; Recognizers names every unit.
A range answers as `[low, high]`.
"""

from dataclasses import replace
from decimal import Decimal

from benchmarks.suites.reading import Answer, Case, answer, last_end, prepare
from zhextract.quantities import convert, find_quantities, multiply, read_quantity
from zhextract.records import Quantity

__all__ = ["ADAPTERS", "bounds"]

# Unit codes as Recognizers calls them.
_RECOGNIZERS = {
    "[mu]": "Mu", "kg": "Kilogram", "cm": "Centimeter", "m": "Meter", "t": "Ton", "bit": "Bit", "kbit": "Kilobit",
    "[jin]": "Jin", "km": "Kilometer", "g": "Gram", "MBy": "Megabyte", "kBy": "Kilobyte", "MHz": "Megahertz",
    "Hz": "Hertz", "kW": "Kilowatt", "kcal": "Kilocalorie", "[liang]": "Liang", "ug": "Microgram",
}  # fmt: skip
_TEMPERATURES = {"Cel": "C", "[degF]": "F", "deg": "Degree", "kW.h": "Degree"}
_AGES = {"a": "Year", "a{age}": "Year", "mo": "Month", "wk": "Week", "d": "Day"}
_DUCKLING_TEMPERATURES = {"Cel": "Celsius", "[degF]": "Fahrenheit", "deg": "Degree", "kW.h": "Degree"}
_DUCKLING_LENGTHS = {
    "cm": "Centimetre", "m": "Metre", "km": "Kilometre", "[ft_i]": "Foot", "[in_i]": "Inch", "[mi_i]": "Mile",
    "'": "Foot", '"': "Inch",
}  # fmt: skip
_DUCKLING_VOLUMES = {"L": "Litre", "mL": "Millilitre", "cm3": "Millilitre", "[gal_us]": "Gallon"}


def value_of(quantity: Quantity) -> Decimal | None:
    return quantity.value if quantity.value is not None else quantity.low


def bounds(quantity: Quantity) -> Decimal | list[Decimal | None] | None:
    """A value, or both ends of a range; an open end is None."""
    if quantity.bound == "range":
        return [quantity.low, quantity.high]
    if quantity.bound == "at_least":
        return [quantity.low, None]
    if quantity.bound == "at_most":
        return [None, quantity.high]
    return quantity.value


def found_as(names: dict[str, str], case: Case) -> Answer:
    """Every amount whose unit the suite knows, under the suite's name."""
    text = prepare(case["input"])
    found = [amount for amount in find_quantities(text) if amount.unit_code in names]
    return answer([(q.start, q.end, value_of(q), names[str(q.unit_code)]) for q in found], text)


def dimensions(case: Case) -> Answer:
    return found_as(_RECOGNIZERS, case)


def temperatures(case: Case) -> Answer:
    return found_as(_TEMPERATURES, case)


def ages(case: Case) -> Answer:
    """Amounts of age: 岁, or a stretch of time before 大."""
    text = prepare(case["input"])
    rows = []
    for found in find_quantities(text):
        if found.dimension == "age" or (found.unit_code in _AGES and text[found.end : found.end + 1] == "大"):
            start, value = last_end(text, found)
            rows.append((start, found.end + (found.dimension != "age"), value, _AGES[str(found.unit_code)]))
    return answer(rows, text)


def first_amount(text: str) -> Quantity | None:
    """The amount of the text, else the first that can be read where no sentence vouches for it."""
    amounts: list[Quantity | None] = list(find_quantities(text))
    amounts += [read_quantity(text, at) for at in range(len(text))]
    return next((amount for amount in amounts if amount is not None and amount.unit_code is not None), None)


def single(case: Case, names: dict[str, str], *, target: str = "") -> Answer:
    """The one amount that the input is, whatever stands before it in its sentence."""
    text = prepare(case["input"])
    found = first_amount(text)
    if found is None:
        return answer([], text)
    if target:
        found = convert(found, target)
    return answer([(found.start, found.end, bounds(found), names.get(str(found.unit_code), found.unit_code))], text)


def masses(case: Case) -> Answer:
    return single(case, {"g": "Gram"}, target="克")


def lengths(case: Case) -> Answer:
    return single(case, _DUCKLING_LENGTHS)


def volumes(case: Case) -> Answer:
    """茶匙 and 汤匙 are millilitres there."""
    text = prepare(case["input"])
    return single(case, _DUCKLING_VOLUMES, target="毫升" if "匙" in text else "")


def duckling_temperatures(case: Case) -> Answer:
    return single(case, _DUCKLING_TEMPERATURES)


def durations(case: Case) -> Answer:
    """One stretch of time, in seconds."""
    text = prepare(case["input"])
    found = first_amount(text)
    if found is not None and found.unit == "个" and text.endswith("字"):  # five minutes, in Cantonese
        found = replace(found, value=multiply(found, 5).value, unit="分钟", unit_code="min", dimension="time")
    if found is None or found.dimension != "time":
        return answer([], text)
    seconds = convert(found, "秒")
    value = {"second": int(seconds.value)} if seconds.value is not None else None
    if found.unit_code in {"mo", "a"} and found.value is not None:  # months of 30 days there
        value = {"day": int(found.value * (30 if found.unit_code == "mo" else 365))}
    return {"pred": [{"text": case["input"], "start": 0, "end": len(case["input"]), "value": value, "unit": None}]}


ADAPTERS = {
    "recognizers_number_with_unit_dimension": dimensions,
    "recognizers_number_with_unit_dimension_unsupported": dimensions,
    "recognizers_number_with_unit_temperature": temperatures,
    "recognizers_number_with_unit_age": ages,
    "recognizers_number_with_unit_age_unsupported": ages,
    "duckling_quantity": masses,
    "duckling_distance": lengths,
    "duckling_volume": volumes,
    "duckling_temperature": duckling_temperatures,
    "duckling_duration": durations,
}
