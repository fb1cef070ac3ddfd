"""Numbers back into Chinese words."""

from decimal import Decimal, InvalidOperation
from typing import Literal

from zhextract.errors import ConversionError

__all__ = ["Style", "write_numeral"]

Style = Literal["plain", "financial", "money", "digits"]
_MODES = {"plain": "low", "financial": "up", "money": "rmb", "digits": "direct"}


def write_numeral(value: Decimal | int | str, *, style: Style = "plain") -> str:
    """Write a number in Chinese words.

    Args:
        value: An exact number; a string keeps its trailing zeros (12.30).
        style: `plain` 一百二, `financial` 壹佰贰, `money` 壹佰贰拾元整, `digits` 一二〇 digit by digit.

    Raises:
        ConversionError: The value is no number, or has more than 16 digits before the point.

    >>> write_numeral(10500), write_numeral("0.3", style="financial")
    ('一万零五百', '零点叁')
    """
    try:
        number = Decimal(value)
    except InvalidOperation:
        raise ConversionError(f"{value!r} is no number") from None
    text = (
        value
        if isinstance(value, str) and value.replace(".", "", 1).removeprefix("-").isdigit()
        else format(number, "f")
    )
    if number.adjusted() >= 16:
        raise ConversionError(f"{text} has more digits than Chinese numerals name")
    from cn2an import an2cn  # not before it is asked for

    return str(an2cn(text, _MODES[style]))
