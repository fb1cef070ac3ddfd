"""Score labelled mentions in the four ways of SemEval-2013, nested ones included.

| measure | a prediction is right when it has |
|---|---|
| strict | the span and the label of a gold mention |
| exact | its span |
| partial | its span (1), or any overlap with it (½) |
| type | an overlap with it and its label |

Each mention counts once, so a gold mention that two predictions overlap is one
hit and one error. Where mentions do not crowd, the figures are nervaluate's.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from zhextract.evaluation.corpus import AnnotatedDocument, Entity, entities_of
from zhextract.evaluation.tally import DocumentScore, Miss, Tally

__all__ = ["score_mentions"]

MEASURES = ("strict", "exact", "partial", "type")


def score_mentions(
    gold: AnnotatedDocument, found: AnnotatedDocument, *, labels: Iterable[str] | None = None
) -> DocumentScore:
    """Score the mentions of one document.

    Args:
        gold: The document as annotated.
        found: The document as predicted.
        labels: Only mentions with these labels count, on both sides; `None` for all.

    >>> from zhextract.evaluation.corpus import make_entity
    >>> text = "湖北省增长5%"
    >>> gold = AnnotatedDocument(text, entities=(make_entity(text, 0, 3, "LOC"),))
    >>> found = AnnotatedDocument(text, entities=(make_entity(text, 0, 2, "LOC"),))
    >>> [score_mentions(gold, found).tallies[name].f1 for name in ("strict", "exact", "partial", "type")]
    [0.0, 0.0, 50.0, 100.0]
    """
    wanted = None if labels is None else frozenset(labels)
    want = [entity for entity in entities_of(gold) if wanted is None or entity.label in wanted]
    have = [entity for entity in entities_of(found) if wanted is None or entity.label in wanted]
    strict = _pair(want, have, lambda one, other: one.spans == other.spans and one.label == other.label)
    exact = _pair(want, have, lambda one, other: one.spans == other.spans)
    typed = _pair(want, have, lambda one, other: one.label == other.label and _share(one, other) > 0)
    touching = _pair(want, have, lambda one, other: _share(one, other) > 0, first=exact)
    sizes = (len(have), len(want))
    tallies = {
        "strict": Tally(len(strict), *sizes),
        "exact": Tally(len(exact), *sizes),
        "partial": Tally((len(exact) + len(touching)) / 2, *sizes),
        "type": Tally(len(typed), *sizes),
    }
    tallies |= _by_label(want, have, strict)
    return DocumentScore(tallies, _list_misses(gold, want, have, strict, touching), _confusions(want, have, touching))


def _pair(
    want: Sequence[Entity],
    have: Sequence[Entity],
    fits: Callable[[Entity, Entity], bool],
    *,
    first: Sequence[tuple[int, int]] = (),
) -> list[tuple[int, int]]:
    """Pair mentions one to one, those whose boundaries lie closest first; `first` is kept as it is."""
    by_place: dict[int, list[int]] = {}
    for j, entity in enumerate(have):
        for at in range(entity.start // _CELL, (entity.end - 1) // _CELL + 1):
            by_place.setdefault(at, []).append(j)
    candidates = set()
    for i, one in enumerate(want):
        near = {j for at in range(one.start // _CELL, (one.end - 1) // _CELL + 1) for j in by_place.get(at, ())}
        candidates |= {(_distance(one, have[j]), i, j) for j in near if fits(one, have[j])}
    pairs = list(first)
    taken_want, taken_have = {i for i, _ in first}, {j for _, j in first}
    for _, i, j in sorted(candidates):
        if i not in taken_want and j not in taken_have:
            taken_want.add(i)
            taken_have.add(j)
            pairs.append((i, j))
    return pairs


# Mentions are looked up by cells of so many characters, so that long documents cost no square.
_CELL = 32


def _distance(one: Entity, other: Entity) -> int:
    return abs(one.start - other.start) + abs(one.end - other.end)


def _share(one: Entity, other: Entity) -> int:
    """How many characters two mentions share, part by part."""
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one.spans for b in other.spans)


def _by_label(want: Sequence[Entity], have: Sequence[Entity], strict: Sequence[tuple[int, int]]) -> dict[str, Tally]:
    """The strict measure, label by label."""
    gold, read = Counter(entity.label for entity in want), Counter(entity.label for entity in have)
    right = Counter(want[i].label for i, _ in strict)
    return {f"strict {label}": Tally(right[label], read[label], gold[label]) for label in sorted(gold | read)}


def _list_misses(
    gold: AnnotatedDocument,
    want: Sequence[Entity],
    have: Sequence[Entity],
    strict: Sequence[tuple[int, int]],
    touching: Sequence[tuple[int, int]],
) -> tuple[Miss, ...]:
    name, right = gold.id or "", set(strict)
    met_want, met_have = {i for i, _ in touching}, {j for _, j in touching}
    misses = []
    for i, j in touching:
        if (i, j) not in right:
            what = "mention label" if want[i].spans == have[j].spans else "mention boundary"
            misses.append(Miss(name, what, want[i].start, want[i].end, _say(want[i]), _say(have[j])))
    misses += [
        Miss(name, "mention missed", entity.start, entity.end, _say(entity), "")
        for i, entity in enumerate(want)
        if i not in met_want
    ]
    misses += [
        Miss(name, "mention wrong", entity.start, entity.end, "", _say(entity))
        for j, entity in enumerate(have)
        if j not in met_have
    ]
    return tuple(misses)


def _say(entity: Entity) -> str:
    return f"{entity.text} {entity.label}"


def _confusions(
    want: Sequence[Entity], have: Sequence[Entity], touching: Sequence[tuple[int, int]]
) -> dict[tuple[str, str, str], int]:
    """How often a label was taken for another; `–` stands for no mention at all."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for i, j in touching:
        if want[i].label != have[j].label:
            counts["label", want[i].label, have[j].label] += 1
    met_want, met_have = {i for i, _ in touching}, {j for _, j in touching}
    counts.update(("label", entity.label, "–") for i, entity in enumerate(want) if i not in met_want)
    counts.update(("label", "–", entity.label) for j, entity in enumerate(have) if j not in met_have)
    return dict(counts)
