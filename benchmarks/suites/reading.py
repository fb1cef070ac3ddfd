"""What the adapters share: preparing an input, and the rows of an answer."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from zhextract.normalise import normalise
from zhextract.records import Quantity

__all__ = ["Answer", "Case", "Prepared", "Row", "answer", "last_end", "number", "prepare"]

Case = Mapping[str, Any]
Answer = dict[str, Any]
Row = tuple[int, int, Any, str | None]

# Spaces inside a spelt-out numeral (二 十 五, 百 分之 三), which these suites write and documents do not.
_SPELT = "零〇一二三四五六七八九十百千万亿兆两壹贰叁肆伍陆柒捌玖拾佰仟点余多几又分之成折个负"
SPACED = re.compile(rf"(?<=[{_SPELT}0-9])\s+(?=[{_SPELT}])|(?<=[{_SPELT}])\s+(?=[{_SPELT}0-9])")


class Prepared(str):
    """A normalised input that knows where its characters stood."""

    __slots__ = ("places", "raw")
    raw: str
    places: list[tuple[int, int]]


def prepare(text: str) -> Prepared:
    """Normalise an input as the library does, and close the gaps inside spelt-out numerals."""
    source = normalise(text)
    gaps = {at for gap in SPACED.finditer(source.norm) for at in range(*gap.span())}
    kept = [at for at in range(len(source.norm)) if at not in gaps]
    prepared = Prepared("".join(source.norm[at] for at in kept))
    prepared.raw = text
    prepared.places = [source.to_raw(at, at + 1) for at in kept]
    return prepared


def number(value: Decimal | None) -> int | float | str | None:
    """A value as the suites write it: a whole number, or a decimal string."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() and value.adjusted() < 60 else str(value)


def answer(rows: Iterable[Row], text: Prepared) -> Answer:
    """Rows of start, end, value and unit as an answer, at their places in the input."""
    raw, places = text.raw, text.places
    at = [(places[start][0], places[end - 1][1], value, unit) for start, end, value, unit in rows]
    return {
        "pred": [
            {
                "text": raw[start:end],
                "start": start,
                "end": end,
                "value": [number(v) for v in value] if isinstance(value, list) else number(value),
                "unit": unit,
            }
            for start, end, value, unit in at
        ]
    }


# Between the two ends of a range.
BETWEEN = re.compile(r"[-—–~～至到]\s*")


def last_end(text: str, quantity: Quantity) -> tuple[int, Decimal | None]:
    """Where an amount starts and what it is worth to Recognizers, which reads a range by the number at its unit."""
    marks = [mark.end() for mark in BETWEEN.finditer(text, quantity.start, quantity.end)]
    if quantity.bound == "range" and marks:
        return marks[-1], quantity.high
    return quantity.start, quantity.value if quantity.value is not None else quantity.low
