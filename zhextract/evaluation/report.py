"""Run a system over a corpus and gather what the scorers say."""

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_
from time import perf_counter

from zhextract.errors import CorpusError
from zhextract.evaluation.amounts import score_amounts
from zhextract.evaluation.corpus import AnnotatedDocument
from zhextract.evaluation.facts import score_facts
from zhextract.evaluation.formats.losses import flat_mentions
from zhextract.evaluation.intervals import bootstrap
from zhextract.evaluation.labels import SAME, label_map, rename_labels
from zhextract.evaluation.mentions import score_mentions
from zhextract.evaluation.segmentation import score_words
from zhextract.evaluation.systems import System
from zhextract.evaluation.tally import DocumentScore, Miss, Tally, add_up

__all__ = ["HEADLINES", "DocumentRow", "Report", "evaluate"]

# The measures by which slices are shown, the first one that a report has.
HEADLINES = ("core_fact", "strict", "words", "amount", "regions", "organisations")
FACT_LAYERS = ("regions", "organisations", "numerals", "facts")


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """The tallies of one document, with what it is sliced by."""

    id: str
    genre: str | None
    phenomena: tuple[str, ...]
    tallies: Mapping[str, Tally]


@dataclass(frozen=True, slots=True)
class Report:
    """How a system did on a corpus.

    `intervals` hold the 95 % interval of each measure's F1 (recall where nothing is
    predicted). `slices` go by kind (genre, phenomenon, trait), then by value, then by measure.
    """

    corpus: str
    system: str
    characters: int
    seconds: float
    documents: tuple[DocumentRow, ...]
    measures: Mapping[str, Tally]
    intervals: Mapping[str, tuple[float, float]]
    slices: Mapping[str, Mapping[str, Mapping[str, Tally]]]
    confusions: Mapping[tuple[str, str, str], int]
    misses: tuple[Miss, ...]

    def headline(self) -> str | None:
        """The measure by which this report is sliced."""
        return next((name for name in HEADLINES if name in self.measures), None)


def evaluate(
    corpus: Sequence[AnnotatedDocument],
    system: System,
    *,
    name: str = "corpus",
    scheme: str = SAME,
    flat: bool = False,
    vocabulary: Container[str] | None = None,
    samples: int = 1000,
) -> Report:
    """Measure a system on annotated documents.

    What is scored is what both the corpus annotates and the system marks.

    Args:
        corpus: The gold documents.
        system: Who predicts.
        name: What the report calls the corpus.
        scheme: The scheme of the corpus's labels.
        flat: Whether mentions inside longer ones are left out on both sides, as for a corpus that has no nested ones.
        vocabulary: The words of the training text, for the recall of unknown words.
        samples: Bootstrap samples for the intervals.

    Raises:
        CorpusError: The corpus and the system have no layer in common, or the system changed a text.

    >>> from zhextract.evaluation.corpus import words_from_texts
    >>> from zhextract.evaluation.systems import load_system
    >>> gold = AnnotatedDocument("粮食产量增长", id="1", words=words_from_texts(["粮食", "产量", "增长"]))
    >>> evaluate([gold], load_system("words:jieba")).measures["words"].predicted
    2
    """
    began = perf_counter()
    found = list(system.read(corpus))
    seconds = perf_counter() - began
    labels = _shared_labels(corpus, found, scheme, system.scheme)
    scores = []
    for gold, prediction in zip(corpus, found, strict=True):
        if gold.text != prediction.text:
            raise CorpusError(f"{gold.id}: {system.name} gives another text than the corpus")
        scores.append(_score(gold, prediction, system, scheme=scheme, labels=labels, flat=flat, vocabulary=vocabulary))
    if not any(score.tallies for score in scores):
        raise CorpusError(f"{name} annotates nothing that {system.name} marks")
    rows = tuple(
        DocumentRow(gold.id or str(index), gold.genre, gold.phenomena, score.tallies)
        for index, (gold, score) in enumerate(zip(corpus, scores, strict=True), 1)
    )
    measures = add_up(row.tallies for row in rows)
    return Report(
        corpus=name,
        system=system.name,
        characters=sum(len(gold.text) for gold in corpus),
        seconds=seconds,
        documents=rows,
        measures=measures,
        intervals=bootstrap([row.tallies for row in rows], samples=samples),
        slices=_slices(rows, scores),
        confusions=sum((Counter(score.confusions or {}) for score in scores), Counter()),
        misses=tuple(miss for score in scores for miss in score.misses),
    )


def _score(
    gold: AnnotatedDocument,
    found: AnnotatedDocument,
    system: System,
    *,
    scheme: str,
    labels: frozenset[str],
    flat: bool,
    vocabulary: Container[str] | None,
) -> DocumentScore:
    """All the scores of one document that the corpus and the system allow."""
    parts = []
    if system.layers.intersection(FACT_LAYERS) and any(getattr(gold, layer) is not None for layer in FACT_LAYERS):
        parts.append(score_facts(gold, found))
    if "quantities" in system.layers and (gold.quantities is not None or gold.facts is not None):
        parts.append(score_amounts(gold, found))
    if gold.entities is not None and "entities" in system.layers:
        want, have = (rename_labels(*side) for side in ((gold, scheme), (found, system.scheme)))
        if flat:
            want, have = _flatten(want, labels), _flatten(have, labels)
        parts.append(score_mentions(want, have, labels=labels))
    if gold.words is not None and "words" in system.layers:
        parts.append(score_words(gold, found, vocabulary=vocabulary))
    return DocumentScore(
        tallies=reduce(or_, (dict(part.tallies) for part in parts), {}),
        misses=tuple(miss for part in parts for miss in part.misses),
        confusions=reduce(or_, (dict(part.confusions or {}) for part in parts), {}),
        traits=reduce(or_, (dict(part.traits or {}) for part in parts), {}),
    )


def _flatten(document: AnnotatedDocument, labels: frozenset[str]) -> AnnotatedDocument:
    """Only the outermost of the mentions with one of the labels."""
    asked = [entity for entity in document.entities or () if entity.label in labels]
    return replace(document, entities=tuple(flat_mentions(asked)[0]))


def _shared_labels(
    corpus: Sequence[AnnotatedDocument], found: Sequence[AnnotatedDocument], scheme: str, system_scheme: str
) -> frozenset[str]:
    """Labels that the corpus uses and the system can give: one that it has no name for is no fault of either."""
    used = frozenset(label for gold in corpus for label in _labels(gold, scheme))
    given = frozenset(label for prediction in found for label in _labels(prediction, system_scheme))
    given |= frozenset(name for name in label_map(system_scheme).values() if name)
    return used & given if given else used


def _labels(document: AnnotatedDocument, scheme: str) -> Iterator[str]:
    if document.entities is None:
        return iter(())
    return (entity.label for entity in rename_labels(document, scheme).entities or ())


def _slices(rows: Sequence[DocumentRow], scores: Sequence[DocumentScore]) -> dict[str, dict[str, Mapping[str, Tally]]]:
    """The tallies by genre and phenomenon of the documents, and by trait of the facts (recall of core facts)."""
    genres: dict[str, list[Mapping[str, Tally]]] = {}
    phenomena: dict[str, list[Mapping[str, Tally]]] = {}
    for row in rows:
        if row.genre:
            genres.setdefault(row.genre, []).append(row.tallies)
        for phenomenon in row.phenomena:
            phenomena.setdefault(phenomenon, []).append(row.tallies)
    traits = add_up(score.traits or {} for score in scores)
    slices: dict[str, dict[str, Mapping[str, Tally]]] = {
        "genre": {genre: add_up(tallies) for genre, tallies in sorted(genres.items())},
        "phenomenon": {name: add_up(tallies) for name, tallies in sorted(phenomena.items())},
        "trait": {trait: {"core_fact": tally} for trait, tally in sorted(traits.items())},
    }
    return {kind: values for kind, values in slices.items() if values}
