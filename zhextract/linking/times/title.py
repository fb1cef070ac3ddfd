"""The time of an amount in a title: that of the same amount in the text."""

from collections.abc import Sequence

from zhextract.frozen import replace
from zhextract.linking.frames import Frame, Layout
from zhextract.records import FactTime

__all__ = ["take_over"]

# How many amounts behind the title the same is looked for among.
REACH = 40
# Amounts below this are too common to be known again (3个方面); the units of which smaller ones are not.
LEAST = 10
RATES = frozenset({"%", "个百分点", "倍", "‰"})


def take_over(layout: Layout, frames: Sequence[Frame], answers: list[FactTime | None]) -> None:
    """Give the amounts of a title without a time of its own the time that the text gives them.

    Args:
        layout: The paragraphs; the first is the title where there are more.
        frames: The amounts, in text order.
        answers: Their times, which are corrected in place.
    """
    if len(layout.paragraphs) == 1:
        return
    for index, frame in enumerate(frames):
        if frame.paragraph or frame.cell is not None:
            return
        answer = answers[index]
        if answer is None or (answer.start is not None and answer.start < frame.start):
            continue
        for place in range(index + 1, min(index + REACH, len(frames))):
            told = answers[place]
            if told is not None and told.period and frames[place].paragraph and _is_same(frame, frames[place]):
                answers[index] = replace(told, via="carried") if told.via == "stated" else told
                break


def _is_same(title: Frame, other: Frame) -> bool:
    """Whether an amount of the text is that of the title, which may leave its unit out (18.8亿购股权)."""
    value, unit = title.quantity.value, title.quantity.unit
    if value is None or value != other.quantity.value or (value < LEAST and unit not in RATES):
        return False
    return unit is None or unit == other.quantity.unit
