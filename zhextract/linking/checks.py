"""Figures that contradict each other, reported and never repaired.

Four checks, each a function of the facts alone: a part exceeds its whole, the
shares of one whole pass 100 %, a growth or change contradicts two stated
levels, a figure is restated with another value. All compare intervals, not
points: 13.7万 stands for anything that rounds to it, so 13.7万 and 136,812 agree
and 13.7万 and 13.6万 do not.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from zhextract.expressions import rarely
from zhextract.records import DocumentWarning, Fact, Quantity
from zhextract.spans import Span

__all__ = ["check_facts"]

# Growths at constant prices, which two levels at current prices do not give.
REAL_GROWTH = re.compile(r"增加值|生产总值|GDP|收入")
DIGITS = re.compile(r"[\d.,]+")
# A share of a named total; not 占全国, where every part has a total of its own.
DIVISIBLE = rarely(r"占.*[额量数积重入出值资产业人口户金]$")
# Two figures this far apart are taken for two readings of different things, not for one restated.
RESTATED = Decimal("0.15")
# Two figures nearer than this are one movement (由5%提高到6%) or one list.
APART = 40
# A metric at least this long names one thing, unless more amounts than MANY share it.
NAMING = 4
MANY = 3
# Shares that are rounded one by one may pass 100 by this much.
ROUNDING = Decimal("0.5")
# Shares of one whole stand this near to each other.
NEAR = 80


def check_facts(facts: Sequence[Fact]) -> list[DocumentWarning]:
    """Report what a reader should look at; repair nothing.

    Returns:
        Warnings of the kinds part-exceeds-whole, shares-exceed-whole,
        growth-contradicts-levels, change-contradicts-levels and restated, in that order.

    >>> import zhextract
    >>> document = zhextract.extract("2023年全市接收投诉3万件，其中电话投诉4万件。")
    >>> [warning.kind for warning in document.warnings]
    ['part-exceeds-whole']
    """
    levels: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.kind == "level" and fact.status == "actual" and not _in_table(fact):
            levels[fact.metric.text].append(fact)
    return [
        *_parts(facts),
        *_shares(facts),
        *_movements(facts, levels),
        *_restated(levels),
    ]


def _in_table(fact: Fact) -> bool:
    """Whether the fact was read from a table, whose rows without labels look alike."""
    return bool(fact.why) and fact.why[0].startswith("kind:column")


def _period(fact: Fact) -> str | None:
    return fact.time.period if fact.time else None


def _key(fact: Fact) -> tuple[object, ...]:
    """What makes two facts of one metric statements about the same thing."""
    return tuple([subject.code or subject.name for subject in fact.subjects]), _period(fact)


def _warn(kind: str, message: str, *facts: Fact) -> DocumentWarning:
    spans = tuple(Span(fact.quantity.start, fact.quantity.end) for fact in facts)
    return DocumentWarning(kind, message, tuple(fact.id for fact in facts), spans)


def _step(quantity: Quantity) -> Decimal:
    """One unit of the last digit given: 0.1万 for 13.7万; 0 where the numeral has no digits (三百)."""
    match = DIGITS.search(quantity.text)
    if match is None or quantity.value is None:
        return Decimal(0)
    digits = match.group().replace(",", "").replace(".", "").lstrip("0")
    return abs(quantity.value) / int(digits) if digits else Decimal(0)


def _interval(quantity: Quantity, *, signless: bool = False) -> tuple[Decimal, Decimal] | None:
    """What the amount may stand for; None where an end is open. A direction takes the place of a sign."""
    if quantity.bound == "exact" and quantity.value is not None:
        half = _step(quantity) / 2
        value = abs(quantity.value) if signless else quantity.value
        return value - half, value + half
    if quantity.low is None or quantity.high is None:
        return None
    return quantity.low, quantity.high


def _parts(facts: Sequence[Fact]) -> Iterator[DocumentWarning]:
    parts = [fact for fact in facts if fact.parent]
    by_id = {fact.id: fact for fact in facts} if parts else {}
    for fact in parts:
        whole = by_id.get(fact.parent or "")
        if whole is None or fact.quantity.value is None or whole.quantity.value is None:
            continue
        ceiling = _interval(whole.quantity)
        floor = _interval(fact.quantity)
        if ceiling and floor and fact.quantity.value > ceiling[1]:
            message = (
                f"{fact.metric.text} {fact.quantity.text} exceeds its whole, {whole.metric.text} {whole.quantity.text}"
            )
            yield _warn("part-exceeds-whole", message, whole, fact)


def _shares(facts: Sequence[Fact]) -> Iterator[DocumentWarning]:
    """Shares that one 占… governs, standing near each other, add up to more than 100."""
    runs: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        if (
            fact.kind == "share"
            and not _in_table(fact)
            and fact.quantity.unit == "%"
            and fact.quantity.value is not None
            and fact.group
            and fact.metric.spans
        ):
            runs[fact.group.id, fact.metric.spans[-1], _period(fact)].append(fact)
    for run in runs.values():
        parts = {fact.metric.text for fact in run}
        if len(parts) < len(run) or not DIVISIBLE.search(run[0].metric.text):
            continue
        near = all(later.quantity.start - earlier.quantity.end < NEAR for earlier, later in pairwise(run))
        total = sum((fact.quantity.value or Decimal(0) for fact in run), Decimal(0))
        if near and len(run) > 1 and total > 100 + ROUNDING:
            yield _warn("shares-exceed-whole", f"the shares {_listed(run)} add up to {total}%", *run)


def _listed(facts: Sequence[Fact]) -> str:
    return ", ".join(fact.quantity.text for fact in facts)


def _movements(facts: Sequence[Fact], levels: dict[str, list[Fact]]) -> Iterator[DocumentWarning]:
    """Growths and changes whose two ends are both stated and give another figure."""
    moved = [
        fact
        for fact in facts
        if fact.kind in ("growth", "change") and fact.base is not None and fact.base.period is not None
    ]
    if not moved:
        return
    stated: dict[tuple[object, ...], Fact] = {}
    for name in {fact.metric.text for fact in moved}:
        for level in levels.get(name, ()):
            stated.setdefault((name, *_key(level)), level)
    for fact in moved:
        if fact.kind == "growth" and (fact.quantity.unit != "%" or REAL_GROWTH.search(fact.metric.text)):
            continue
        name, (subjects, period) = fact.metric.text, _key(fact)
        now, then = stated.get((name, subjects, period)), stated.get((name, subjects, fact.base and fact.base.period))
        if now is None or then is None:
            continue
        if now.quantity.unit == then.quantity.unit != "%" and _contradicts(fact, now, then):
            message = f"{fact.quantity.text} {fact.direction or ''} is not what {then.quantity.text} and {now.quantity.text} give"
            yield _warn(f"{fact.kind}-contradicts-levels", message, fact, then, now)


def _contradicts(fact: Fact, now: Fact, then: Fact) -> bool:
    stated, new, old = _interval(fact.quantity, signless=True), _interval(now.quantity), _interval(then.quantity)
    if stated is None or new is None or old is None or old[0] <= 0 or fact.direction == "flat":
        return False
    if fact.direction == "down":
        stated = -stated[1], -stated[0]
    if fact.kind == "growth":
        given = (new[0] / old[1] - 1) * 100, (new[1] / old[0] - 1) * 100
    elif fact.quantity.unit == now.quantity.unit:
        given = new[0] - old[1], new[1] - old[0]
    else:
        return False
    slack = _step(fact.quantity) / 2  # A rate may have been cut off where it should have been rounded.
    return stated[1] + slack < given[0] or stated[0] - slack > given[1]


def _restated(levels: dict[str, list[Fact]]) -> Iterator[DocumentWarning]:
    """The same thing given twice, near each other in value and yet not the same.

    Short metrics and those that many amounts share are names of kinds of things, not of one thing; an amount that
    leaves out its metric may leave out whom it is about as well.
    """
    groups: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for name, alike in levels.items():
        if len(alike) > 1 and len(name) >= NAMING:
            for fact in alike:
                groups[name, *_key(fact), fact.quantity.unit].append(fact)
    for group in sorted(groups.values(), key=lambda group: group[0].quantity.start):
        first = group[0]
        if len(group) < 2 or len(group) > MANY or _period(first) is None:
            continue
        for other in group[1:]:
            if other.quantity.start - first.quantity.end < APART or not _is_same(first, other):
                continue
            if _differs(first.quantity, other.quantity):
                message = f"{first.metric.text} is given as {first.quantity.text} and as {other.quantity.text}"
                yield _warn("restated", message, first, other)


def _is_same(first: Fact, other: Fact) -> bool:
    """Whether two facts of one key each name their metric in words of their own, and are surely about the same."""
    if first.metric.spans == other.metric.spans or not (_is_in_full(first) and _is_in_full(other)):
        return False
    subjects = first.subjects + other.subjects
    stated = all(subject.via != "carried" for subject in subjects)
    return bool(subjects) and (stated or first.subjects[0].start == other.subjects[0].start)


def _is_in_full(fact: Fact) -> bool:
    """Whether a fact's metric is worded at its amount, not taken over from another one's words."""
    return all(abs(fact.quantity.start - span.start) < APART for span in fact.metric.spans)


def _differs(first: Quantity, other: Quantity) -> bool:
    """Whether two amounts are near and cannot stand for one; a coarser one may have been cut off (16万亿 of 16.8万亿)."""
    one, two = _interval(first), _interval(other)
    if one is None or two is None:
        return False
    steps = _step(first), _step(other)
    if steps[0] > steps[1]:
        one = one[0], one[1] + steps[0] / 2
    elif steps[1] > steps[0]:
        two = two[0], two[1] + steps[1] / 2
    if one[0] < two[1] and two[0] < one[1]:
        return False
    larger = max(abs(one[1]), abs(two[1]))
    return abs(one[1] - two[1]) <= larger * RESTATED
