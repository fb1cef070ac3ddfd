"""Score what amounts say: the number and the unit.

Amounts are paired one to one by overlap, the largest first. The gold is the
document's amounts, or those of its facts; a prediction that stands on a figure which
the gold marks as an amount without giving its value (category Q) is left out.
"""

from zhextract.evaluation.comparing import overlap, plain_unit, same_value, spans_overlap
from zhextract.evaluation.corpus import AnnotatedDocument
from zhextract.evaluation.tally import DocumentScore, Miss, Tally
from zhextract.records import Quantity

__all__ = ["score_amounts"]


def score_amounts(gold: AnnotatedDocument, found: AnnotatedDocument) -> DocumentScore:
    """Score the amounts of one document.

    >>> from zhextract.evaluation.jsonl import read_row
    >>> row = {"text": "产量3亿吨", "quantities": [{"start": 2, "end": 5, "text": "3亿吨", "value": 3e8, "unit": "吨"}]}
    >>> score_amounts(read_row(row), read_row(row)).tallies["amount"].f1
    100.0
    """
    want = list(gold.quantities if gold.quantities is not None else (fact.quantity for fact in gold.facts or ()))
    unvalued = [
        (numeral.start, numeral.end)
        for numeral in gold.numerals or ()
        if numeral.category == "Q"
        and not spans_overlap((numeral.start, numeral.end), [(row.start, row.end) for row in want])
    ]
    have = [row for row in found.quantities or () if not spans_overlap((row.start, row.end), unvalued)]
    pairs = _pair(want, have)
    sizes = (len(have), len(want))
    right = {
        "amount_found": len(pairs),
        "amount_value": sum(same_value(one, other) for one, other in pairs),
        "amount_unit": sum(plain_unit(one.unit) == plain_unit(other.unit) for one, other in pairs),
        "amount_bound": sum(one.bound == other.bound for one, other in pairs),
        "amount": sum(_same(one, other) for one, other in pairs),
    }
    misses = [
        Miss(gold.id or "", "amount: value or unit", one.start, one.end, _say(one), _say(other))
        for one, other in pairs
        if not _same(one, other)
    ]
    return DocumentScore({name: Tally(count, *sizes) for name, count in right.items()}, tuple(misses))


def _pair(want: list[Quantity], have: list[Quantity]) -> list[tuple[Quantity, Quantity]]:
    candidates = []
    for i, one in enumerate(want):
        for j, other in enumerate(have):
            shared = overlap((one.start, one.end), (other.start, other.end))
            if shared:
                candidates.append((-shared, not same_value(one, other), i, j))
    taken_want: set[int] = set()
    taken_have: set[int] = set()
    pairs = []
    for _, _, i, j in sorted(candidates):
        if i not in taken_want and j not in taken_have:
            taken_want.add(i)
            taken_have.add(j)
            pairs.append((want[i], have[j]))
    return pairs


def _same(one: Quantity, other: Quantity) -> bool:
    return same_value(one, other) and plain_unit(one.unit) == plain_unit(other.unit)


def _say(row: Quantity) -> str:
    value = f"{row.low}…{row.high}" if row.value is None else format(row.value, "f")
    return f"{row.text} = {value} {row.unit or ''}".rstrip()
