"""Score regions, organisations, amounts and facts against a gold document.

Gold and predicted items are paired one to one, so that nothing is credited
twice and repeats cost precision. What counts as the same is said in
`comparing.py`. The measures:

- `regions`: span and code; `regions_span`: span alone; `areas`: places without a code, by span;
- `organisations`: span; `organisations_overlap`: any overlap;
- `quantities`: every real amount (categories F and Q) found; a date, ordinal or idiom taken for an amount costs precision;
- `fact_mention`: a fact's amount found; then the fields, `core_fact` and `full_fact`.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from zhextract.evaluation.comparing import (
    FIELDS,
    FULL,
    Comparable,
    comparables,
    compare_facts,
    overlap,
    same_metric,
    same_value,
    spans_overlap,
)
from zhextract.evaluation.corpus import AnnotatedDocument
from zhextract.evaluation.tally import DocumentScore, Miss, Tally
from zhextract.evaluation.traits import traits_of

__all__ = ["align_facts", "score_facts"]

Mention = tuple[int, int, str | None]


@dataclass(slots=True)
class _Findings:
    """What is gathered while one document is scored."""

    gold: AnnotatedDocument
    found: AnnotatedDocument
    tallies: dict[str, Tally] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)
    confusions: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    traits: dict[str, Tally] = field(default_factory=dict)

    def count(self, name: str, want: Iterable[Mention], have: Iterable[Mention]) -> None:
        """Tally mentions that are equal, repeats one by one."""
        gold, read = Counter(want), Counter(have)
        self.tallies[name] = Tally((gold & read).total(), read.total(), gold.total())

    def miss(self, what: str, span: tuple[int, int], gold: str, predicted: str) -> None:
        """Note one difference."""
        self.misses.append(Miss(self.gold.id or "", what, *span, gold, predicted))


def score_facts(gold: AnnotatedDocument, found: AnnotatedDocument) -> DocumentScore:
    """Score one predicted document against the gold; a layer that the gold lacks is not scored."""
    findings = _Findings(gold, found)
    if gold.regions is not None:
        _score_regions(findings)
    if gold.organisations is not None:
        _score_organisations(findings)
    if gold.numerals is not None:
        _score_amounts(findings)
    if gold.facts is not None:
        _score_facts(findings)
    return DocumentScore(findings.tallies, tuple(findings.misses), findings.confusions, findings.traits)


def align_facts(gold: Sequence[Comparable], found: Sequence[Comparable]) -> list[tuple[Comparable, Comparable]]:
    """Pair facts whose amounts overlap, one to one, the closest pair first.

    Closeness is the overlap of the amounts as a part of their union; the same
    value, kind and metric decide between amounts that stand at the same place.
    """
    pairs = []
    for i, one in enumerate(gold):
        for j, other in enumerate(found):
            shared = overlap(one.span, other.span)
            if shared:
                union = one.span.end - one.span.start + other.span.end - other.span.start - shared
                likeness = (
                    0.1 * same_value(one.fact.quantity, other.fact.quantity)
                    + 0.05 * (one.fact.kind == other.fact.kind)
                    + 0.01 * same_metric(one, other)
                )
                pairs.append((-(shared / union + likeness), i, j))
    taken_gold: set[int] = set()
    taken_found: set[int] = set()
    aligned = []
    for _, i, j in sorted(pairs):
        if i not in taken_gold and j not in taken_found:
            taken_gold.add(i)
            taken_found.add(j)
            aligned.append((gold[i], found[j]))
    return aligned


def describe(item: Comparable) -> str:
    """A fact in one line, for a list of differences."""
    fact, quantity = item.fact, item.fact.quantity
    value = f"{quantity.low}…{quantity.high}" if quantity.value is None else format(quantity.value, "f")
    parts = [
        quantity.text,
        f"= {value} {quantity.unit or ''}".rstrip() + ("" if quantity.bound == "exact" else f" ({quantity.bound})"),
        "+".join(_pieces(fact.metric.text, [span.end - span.start for span in fact.metric.spans])),
        "&".join(subject.text for subject in fact.subjects) or "–",
        (fact.time.period if fact.time else None) or "–",
        fact.kind + (f" {fact.direction}" if fact.direction else ""),
        *([f"{fact.base.text} {fact.base.period or ''}".rstrip()] if fact.base else []),
        *([fact.status] if fact.status != "actual" else []),
        *([f"part of {fact.parent}"] if fact.parent else []),
    ]
    return " | ".join(parts)


def _pieces(text: str, lengths: Sequence[int]) -> list[str]:
    pieces, at = [], 0
    for length in lengths:
        pieces.append(text[at : at + length])
        at += length
    return pieces or [text]


def _score_regions(findings: _Findings) -> None:
    marked, read = findings.gold.regions or (), findings.found.regions or ()
    want: list[Mention] = [(r.start, r.end, r.code) for r in marked if r.code]
    have: list[Mention] = [(r.start, r.end, r.code) for r in read if r.code]
    findings.count("regions", want, have)
    findings.count("regions_span", _bare(want), _bare(have))
    areas = [[(r.start, r.end, None) for r in side if not r.code] for side in (marked, read)]
    findings.count("areas", *areas)
    _list_misses(findings, "region", want, have)


def _score_organisations(findings: _Findings) -> None:
    want: list[Mention] = [(o.start, o.end, None) for o in findings.gold.organisations or ()]
    have: list[Mention] = [(o.start, o.end, None) for o in findings.found.organisations or ()]
    findings.count("organisations", want, have)
    taken: set[int] = set()
    runs = _in_runs(have)
    for one in _in_runs(want):
        hits = (j for j, other in enumerate(runs) if j not in taken and overlap(one[:2], other[:2]))
        hit = next(hits, None)
        if hit is not None:
            taken.add(hit)
    findings.tallies["organisations_overlap"] = Tally(len(taken), len(have), len(want))
    _list_misses(findings, "organisation", want, have)


def _score_amounts(findings: _Findings) -> None:
    """An amount is found when a quantity overlaps its numeral; one that overlaps only T, O or N is wrong."""
    numerals, text = findings.gold.numerals or (), findings.gold.text
    amounts = [(n.start, n.end) for n in numerals if n.category in "FQ"]
    others = [(n.start, n.end) for n in numerals if n.category in "TON"]
    read = [(q.start, q.end) for q in findings.found.quantities or ()]
    missed = [span for span in amounts if not spans_overlap(span, read)]
    wrong = [span for span in read if not spans_overlap(span, amounts) and spans_overlap(span, others)]
    hit = len(amounts) - len(missed)
    findings.tallies["quantities"] = Tally(hit, hit + len(wrong), len(amounts))
    for start, end in missed:
        findings.miss("amount missed", (start, end), text[start:end], "")
    for start, end in wrong:
        findings.miss("no amount", (start, end), "", text[start:end])


def _score_facts(findings: _Findings) -> None:
    want, have = comparables(findings.gold), comparables(findings.found)
    aligned = align_facts(want, have)
    parents = {other.fact.id: one.fact.id for one, other in aligned}
    right: Counter[str] = Counter()
    core: set[int] = set()
    for one, other in aligned:
        parent = parents.get(other.fact.parent or "")
        same = compare_facts(one, other, issuer=findings.gold.issuer, parent_in_gold=parent)
        right.update(name for name in FIELDS if same[name])
        wrong = [name for name in FULL if not same[name]]
        if same["core_fact"]:
            core.add(id(one))
        if wrong:
            findings.miss("fact: " + " ".join(wrong), one.span, describe(one), describe(other))
        for name, read in _CONFUSABLE.items():
            if read(one) != read(other):
                findings.confusions[name, read(one), read(other)] += 1
    findings.tallies["fact_mention"] = Tally(len(aligned), len(have), len(want))
    findings.tallies |= {name: Tally(right[name], len(have), len(want)) for name in FIELDS}
    _list_unpaired(findings, want, have, aligned)
    for one in want:
        for trait in traits_of(one.fact, findings.gold.text):
            findings.traits[trait] = findings.traits.get(trait, Tally()) + Tally(int(id(one) in core), 0, 1)


def _list_unpaired(
    findings: _Findings,
    want: Sequence[Comparable],
    have: Sequence[Comparable],
    aligned: Sequence[tuple[Comparable, Comparable]],
) -> None:
    seen = {id(item) for pair in aligned for item in pair}
    for one in want:
        if id(one) not in seen:
            findings.miss("fact missed", one.span, describe(one), "")
    for other in have:
        if id(other) not in seen:
            findings.miss("no fact", other.span, "", describe(other))


# The closed fields, whose mistakes make a confusion list.
_CONFUSABLE: dict[str, Callable[[Comparable], str]] = {
    "kind": lambda item: item.fact.kind,
    "status": lambda item: item.fact.status,
    "bound": lambda item: item.fact.quantity.bound,
    "direction": lambda item: item.fact.direction or "–",
    "unit": lambda item: item.unit or "–",
}


def _bare(mentions: Iterable[Mention]) -> list[Mention]:
    return [(start, end, None) for start, end, _ in mentions]


def _in_runs(mentions: Iterable[Mention]) -> list[Mention]:
    """Mentions in order of first appearance, repeats beside each other."""
    return list(Counter(mentions).elements())


def _list_misses(findings: _Findings, kind: str, want: Sequence[Mention], have: Sequence[Mention]) -> None:
    """List what only one side has; a mention with another code is one difference, not two."""
    only_gold, only_read = Counter(want) - Counter(have), Counter(have) - Counter(want)
    text = findings.gold.text

    def say(mention: Mention) -> str:
        start, end, code = mention
        return f"{text[start:end]} {code or ''}".rstrip()

    for mention in list(only_gold.elements()):
        other = next((row for row in only_read if row[:2] == mention[:2]), None)
        if other is None:
            findings.miss(f"{kind} missed", mention[:2], say(mention), "")
        else:
            only_read -= Counter([other])
            findings.miss(f"{kind} code", mention[:2], say(mention), say(other))
    for mention in only_read.elements():
        findings.miss(f"{kind} wrong", mention[:2], "", say(mention))
