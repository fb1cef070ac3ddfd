"""The time of a former value: that before the one that the sentence gives figures of (7月PPI升2.2%,前值升2.6%)."""

from collections.abc import Sequence

from zhextract.frozen import replace
from zhextract.linking.frames import Frame
from zhextract.periods import Period, parse_period
from zhextract.records import FactTime

__all__ = ["give_prior"]

FORMER = "前值"
# The grains of what is published again and again; a former value of years is a former forecast of the same years.
REGULAR = frozenset({"month", "quarter"})
WEEK = 7


def give_prior(norm: str, frames: Sequence[Frame], answers: list[FactTime | None]) -> None:
    """Give former values the period before the one they stand behind.

    Args:
        norm: Normalised text.
        frames: The amounts, in text order.
        answers: Their times, which are corrected in place.
    """
    if FORMER not in norm:
        return
    for index, (frame, answer) in enumerate(zip(frames, answers, strict=True)):
        start = norm.rfind(FORMER, frame.clause_span.start, frame.start)
        if start < 0 or answer is None or not answer.period:
            continue
        before = _before(answer.period, is_weekly=(answer.text or "").endswith("周"))
        if before is not None:
            end = start + len(FORMER)
            answers[index] = replace(answer, start=start, end=end, text=FORMER, period=before, via="stated")


def _before(iso: str, *, is_weekly: bool = False) -> str | None:
    """The month, quarter, week or its last day, or months since January before a period; `None` for others.

    >>> [_before(iso) for iso in ("2024-01", "2024-Q2", "2024-01/2024-07", "2024")]
    ['2023-12', '2024-Q1', '2024-01/2024-06', None]
    >>> _before("2024-08-10/2024-08-16", is_weekly=True), _before("2024-08-16", is_weekly=True)
    ('2024-08-03/2024-08-09', '2024-08-09')
    """
    period = parse_period(iso)
    if period.grain in REGULAR and "/" not in iso:
        return str(period.shift(months=-period.months))
    if is_weekly:
        return str(period.shift(days=-WEEK))
    if period.grain == "month" and period.first.month == 1 and period.year is not None and period.months > 1:
        return str(Period.of_months(period.first.year, 1, period.months - 1))
    return None
