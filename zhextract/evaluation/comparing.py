"""When two facts, or parts of them, are the same.

The rules here decide every figure that `facts.py` reports:

- numbers are equal up to one part in 10⁹; a range by its two ends;
- texts are compared without full-width forms, spaces, punctuation and the
  particles that carry no meaning of their own (的, 了, 共, 约, 达到 …);
- a metric is right when its words are the same but for a closing growth noun
  (增速, 涨幅 …), or when its characters overlap the gold's with F1 of 0.7 or more;
- a subject is its region's code, else its words; where the gold names nobody,
  naming nobody and carrying someone from afar are both right;
- a period is the days that it covers, and any is right where the gold has none;
- a base is right when both have one or neither, and the days agree where the gold knows them.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

from zhextract.evaluation.corpus import AnnotatedDocument
from zhextract.records import Fact, Quantity
from zhextract.spans import Span

__all__ = [
    "CORE",
    "FIELDS",
    "FULL",
    "Comparable",
    "compare_facts",
    "days_of",
    "overlap",
    "plain",
    "plain_unit",
    "same_number",
    "same_value",
]

CORE = ("value", "unit", "kind", "metric", "subject", "period")
FULL = (*CORE, "bound", "status", "direction", "base", "parent")
# In the order in which the reports list them.
FIELDS = (
    "value", "bound", "unit", "kind", "status", "metric", "metric_strict", "subject", "period", "direction", "base", "parent",
    "core_fact", "full_fact",
)  # fmt: skip

TOLERANCE = Decimal("1e-9")
METRIC_OVERLAP = 0.7
FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
# Characters without meaning of their own in a metric or a name; 约 and 达到 are dropped wherever they stand.
EMPTY_CHARACTERS = re.compile(r"[的了共约总计达到为是\s,、。;:“”\"'()《》]")
# A growth noun that closes a metric: 工业增加值增速. Not one inside it: 增长率目标.
CLOSING_GROWTH_NOUN = re.compile(r"(?:增速|增幅|涨幅|降幅|跌幅|增长率|增长|增加|上涨|下降)$")
# One end of an ISO period: a year alone, or with a quarter, half, month or day.
PERIOD_END = re.compile(r"(\d{4})(?:-(?:Q([1-4])|H([12])|(\d\d)(?:-(\d\d))?))?")
SAME_UNIT = {"元人民币": "元", "人民币元": "元", "人民币": "元"}


@dataclass(frozen=True)
class Comparable:
    """A fact in the terms in which facts are compared."""

    fact: Fact

    @property
    def span(self) -> Span:
        """Where the amount stands."""
        return Span(self.fact.quantity.start, self.fact.quantity.end)

    @cached_property
    def unit(self) -> str | None:
        """The unit, spelled one way."""
        return plain_unit(self.fact.quantity.unit)

    @cached_property
    def metric(self) -> str:
        """The metric's words without what is empty."""
        return plain(self.fact.metric.text)

    @cached_property
    def metric_positions(self) -> frozenset[int]:
        """The characters of the text that the metric covers."""
        return frozenset(at for span in self.fact.metric.spans for at in range(*span))

    @cached_property
    def subjects(self) -> frozenset[str]:
        """The subjects' codes, or words where there is no code."""
        return frozenset(subject.code or plain(subject.text) for subject in self.fact.subjects)

    @cached_property
    def period(self) -> tuple[str, str] | None:
        """First and last day of the fact's period."""
        return days_of(self.fact.time.period) if self.fact.time else None

    @cached_property
    def base(self) -> tuple[str, str] | None:
        """First and last day of the period compared with."""
        return days_of(self.fact.base.period) if self.fact.base else None


def compare_facts(
    gold: Comparable, found: Comparable, *, issuer: str | None, parent_in_gold: str | None
) -> dict[str, bool]:
    """Compare two aligned facts field by field.

    Args:
        gold: The fact as annotated.
        found: The fact as predicted.
        issuer: The gold document's issuer, whom a prediction may name unasked.
        parent_in_gold: The gold fact aligned with `found`'s parent, `None` when there is none.
    """
    same = {
        "value": same_value(gold.fact.quantity, found.fact.quantity),
        "bound": gold.fact.quantity.bound == found.fact.quantity.bound,
        "unit": gold.unit == found.unit,
        "kind": gold.fact.kind == found.fact.kind,
        "status": gold.fact.status == found.fact.status,
        "metric": same_metric(gold, found),
        "metric_strict": gold.metric == found.metric,
        "subject": same_subject(gold, found, issuer=issuer),
        "period": gold.period is None or gold.period == found.period,
        "direction": gold.fact.direction == found.fact.direction,
        "base": (gold.fact.base is None) == (found.fact.base is None) and gold.base in (None, found.base),
        "parent": gold.fact.parent == (None if found.fact.parent is None else parent_in_gold),
    }
    same["core_fact"] = all(same[name] for name in CORE)
    same["full_fact"] = all(same[name] for name in FULL)
    return same


def same_number(one: Decimal | None, other: Decimal | None) -> bool:
    """Whether two numbers are equal up to one part in 10⁹.

    >>> same_number(Decimal("34.1"), Decimal("34.10")), same_number(None, Decimal(1))
    (True, False)
    """
    if one is None or other is None:
        return one is other
    return abs(one - other) <= TOLERANCE * max(abs(one), abs(other), Decimal(1))


def same_value(gold: Quantity, found: Quantity) -> bool:
    """Whether two amounts say the same number; a gold range is compared by its ends."""
    if gold.bound == "range":
        return same_number(gold.low, found.low) and same_number(gold.high, found.high)
    return same_number(gold.value, found.value)


def same_metric(gold: Comparable, found: Comparable) -> bool:
    """Whether two metrics name the same thing, as the head of this module says."""
    if gold.metric and CLOSING_GROWTH_NOUN.sub("", gold.metric) == CLOSING_GROWTH_NOUN.sub("", found.metric):
        return True
    if not gold.metric_positions and not found.metric_positions:
        return not gold.metric and not found.metric
    shared = len(gold.metric_positions & found.metric_positions)
    return 2 * shared >= METRIC_OVERLAP * (len(gold.metric_positions) + len(found.metric_positions))


def same_subject(gold: Comparable, found: Comparable, *, issuer: str | None) -> bool:
    """Whether two facts are about the same, as the head of this module says."""
    if gold.subjects:
        return gold.subjects == found.subjects
    if not any(subject.via == "stated" for subject in found.fact.subjects):
        return True
    return {plain(subject.name) for subject in found.fact.subjects} <= {plain(issuer)}


def days_of(period: str | None) -> tuple[str, str] | None:
    """The first and last day of an ISO period, or of two joined by a slash.

    A string that is no period equals itself alone.

    >>> days_of("2023-Q3"), days_of("2023-01/2023-11")
    (('2023-07-01', '2023-09-30'), ('2023-01-01', '2023-11-30'))
    """
    if not period:
        return None
    ends = []
    for part in period.split("/"):
        match = PERIOD_END.fullmatch(part.strip())
        if match is None:
            return "?", period
        ends.append(_ends_of(*match.groups()))
    return ends[0][0], ends[-1][1]


def plain(text: str | None) -> str:
    """A text without width, punctuation, spaces and empty words.

    >>> plain("处罚金额（总计）为"), plain("Ａ股")
    ('处罚金额', 'A股')
    """
    return EMPTY_CHARACTERS.sub("", (text or "").translate(FULL_WIDTH))


def plain_unit(unit: str | None) -> str | None:
    """A unit in one spelling; none where there is none.

    >>> plain_unit("元人民币"), plain_unit("")
    ('元', None)
    """
    if not unit:
        return None
    spelled = unit.translate(FULL_WIDTH).replace(" ", "")
    return SAME_UNIT.get(spelled, spelled)


def overlap(one: tuple[int, int], other: tuple[int, int]) -> int:
    """How many characters two stretches share.

    >>> overlap((0, 4), (2, 9))
    2
    """
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def comparables(document: AnnotatedDocument) -> list[Comparable]:
    """The facts of a document, ready to be compared."""
    return [Comparable(fact) for fact in document.facts or ()]


def spans_overlap(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    """Whether a stretch shares a character with any of the others."""
    return any(overlap(span, other) for other in others)


def _ends_of(year: str, quarter: str | None, half: str | None, month: str | None, day: str | None) -> tuple[str, str]:
    """First and last day, as ISO strings, of one end of a period."""
    if day:
        return f"{year}-{month}-{day}", f"{year}-{month}-{day}"
    if quarter:
        first, last = 3 * int(quarter) - 2, 3 * int(quarter)
    elif half:
        first, last = 6 * int(half) - 5, 6 * int(half)
    elif month:
        first = last = int(month)
    else:
        first, last = 1, 12
    return f"{year}-{first:02d}-01", f"{year}-{last:02d}-{_last_day(int(year), last):02d}"


def _last_day(year: int, month: int) -> int:
    """The number of days of a month; a month that does not exist has 31."""
    if not 1 <= month <= 12 or not 1 <= year < 9999:
        return 31
    return (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
