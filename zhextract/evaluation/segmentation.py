"""Score word segmentation as the SIGHAN bakeoff's script defines it.

A predicted word is right when its two ends are the ends of a gold word.
Recall is over the gold words, precision over the predicted ones; with a
vocabulary (the words of the training text), recall is also given for the gold
words outside it (`oov`) and inside it (`iv`). White space is no word.
"""

from collections.abc import Container

from zhextract.evaluation.corpus import AnnotatedDocument, Word
from zhextract.evaluation.tally import DocumentScore, Miss, Tally

__all__ = ["score_words"]


def score_words(
    gold: AnnotatedDocument, found: AnnotatedDocument, *, vocabulary: Container[str] | None = None
) -> DocumentScore:
    """Score the words of one document.

    >>> from zhextract.evaluation.corpus import words_from_texts
    >>> gold = AnnotatedDocument("粮食产量", words=words_from_texts(["粮食", "产量"]))
    >>> found = AnnotatedDocument("粮食产量", words=words_from_texts(["粮食产量"]))
    >>> score_words(gold, found, vocabulary={"粮食"}).tallies["oov"].recall
    0.0
    """
    text = gold.text
    want, have = _spans(gold.words or (), text), _spans(found.words or (), text)
    right = set(want) & set(have)
    tallies = {"words": Tally(len(right), len(have), len(want))}
    if vocabulary is not None:
        new = [span for span in want if text[span[0] : span[1]] not in vocabulary]
        known = [span for span in want if text[span[0] : span[1]] in vocabulary]
        tallies["oov"] = Tally(sum(span in right for span in new), 0, len(new))
        tallies["iv"] = Tally(sum(span in right for span in known), 0, len(known))
    return DocumentScore(tallies, tuple(_list_misses(gold, want, have)))


def _spans(words: tuple[Word, ...], text: str) -> list[tuple[int, int]]:
    return [(word.start, word.end) for word in words if text[word.start : word.end].strip()]


def _list_misses(gold: AnnotatedDocument, want: list[tuple[int, int]], have: list[tuple[int, int]]) -> list[Miss]:
    """Group differences into the shortest stretches whose ends both sides agree on."""
    text, name = gold.text, gold.id or ""
    shared = {start for start, _ in want} & {start for start, _ in have}
    shared |= {end for _, end in want} & {end for _, end in have}
    groups: dict[int, tuple[list[str], list[str], int]] = {}
    for side, spans in enumerate((want, have)):
        left = 0
        for start, end in spans:
            left = start if start in shared else left
            ours, theirs, reach = groups.get(left, ([], [], end))
            (theirs if side else ours).append(text[start:end])
            groups[left] = (ours, theirs, max(reach, end))
    return [
        Miss(name, "words", left, end, " ".join(ours), " ".join(theirs))
        for left, (ours, theirs, end) in sorted(groups.items())
        if ours != theirs
    ]
