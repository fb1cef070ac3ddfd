"""Who predicts: our own pipeline, other tools, a file of predictions, or a system of the caller's.

A system is anything with the four members of `System`. Name one that is not
built in as `package.module:object`: an instance, or a class or function that
gives one when called without arguments.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol, cast

from zhextract.entities import find_organisations, find_regions
from zhextract.entities.places import all_places, find_places
from zhextract.errors import CorpusError, InputValueError
from zhextract.evaluation.corpus import AnnotatedDocument, Word, entities_of, from_document, make_entity
from zhextract.evaluation.jsonl import read_jsonl
from zhextract.evaluation.labels import SAME, label_map
from zhextract.integrations.extras import require
from zhextract.normalise import normalise
from zhextract.pipeline import Input, load
from zhextract.records import Token
from zhextract.segment import SEGMENTERS, load_segmenter, segment

__all__ = ["BUILT_IN", "System", "load_system"]

BUILT_IN = (
    "zhextract",
    "zhextract:places",
    "zhextract:joined",
    "jieba.posseg",
    "spacy:MODEL",
    *(f"words:{name}" for name in SEGMENTERS),
    "FILE.jsonl",
)


class System(Protocol):
    """What reads documents and gives them back with its own marks.

    `scheme` names the labels that it uses (`zhextract.evaluation.labels`), `layers` what it
    marks (words, entities, regions, organisations, quantities, facts).
    """

    @property
    def name(self) -> str:
        """What the reports call it."""

    @property
    def scheme(self) -> str:
        """The scheme of its labels."""

    @property
    def layers(self) -> frozenset[str]:
        """What it marks."""

    def read(self, documents: Sequence[AnnotatedDocument]) -> Iterator[AnnotatedDocument]:
        """Read the texts of some documents; the gold marks in them are not looked at."""


@dataclass(frozen=True)
class OwnPipeline:
    """The extractor of this package; dates, issuers and titles of the documents are passed on."""

    name: str = "zhextract"
    scheme: str = "zhextract"
    layers: frozenset[str] = frozenset({"entities", "regions", "organisations", "quantities", "facts"})

    def read(self, documents: Sequence[AnnotatedDocument]) -> Iterator[AnnotatedDocument]:
        """Extract from each text."""
        inputs = [Input(row.text, row.id, row.date, row.issuer, row.title) for row in documents]
        for document in load().pipe(inputs):
            found = from_document(document)
            times = [make_entity(document.text, time.start, time.end, "time") for time in document.times]
            yield replace(found, entities=(*entities_of(found), *times))


@dataclass(frozen=True)
class OwnPlaces:
    """The extractor of this package, but with all places for its regions: mountains, streets; `joined`: 四川省资阳市 as one."""

    name: str
    joined: bool
    scheme: str = "zhextract"
    layers: frozenset[str] = frozenset({"entities"})

    def read(self, documents: Sequence[AnnotatedDocument]) -> Iterator[AnnotatedDocument]:
        """Extract from each text, and find its places."""
        sources = [normalise(row.text) for row in documents]
        norms = [source.norm for source in sources]
        regions = [find_regions(norm) for norm in norms]
        bodies = find_organisations(norms, regions, [row.issuer for row in documents])
        places = find_places(norms, regions, bodies)
        for number, found in enumerate(OwnPipeline().read(documents)):
            source = sources[number]
            spans = all_places(source.norm, regions[number], places[number], bodies[number], joined=self.joined)
            named = [make_entity(found.text, *source.to_raw(*span), "place") for span in spans]
            others = [entity for entity in entities_of(found) if entity.label != "region"]
            yield AnnotatedDocument(found.text, id=found.id, entities=(*named, *others))


@dataclass(frozen=True)
class Words:
    """A segmenter of `zhextract.segment`, as it cuts by itself."""

    segmenter: str
    model: str | None = None
    scheme: str = SAME
    layers: frozenset[str] = frozenset({"words"})

    @property
    def name(self) -> str:
        """The segmenter's name."""
        return f"words:{self.segmenter}"

    def read(self, documents: Sequence[AnnotatedDocument]) -> Iterator[AnnotatedDocument]:
        """Cut each text into words."""
        segmenter = load_segmenter(self.segmenter, model=self.model)
        for document in documents:
            yield AnnotatedDocument(
                document.text, id=document.id, words=_words(segment(document.text, segmenter=segmenter))
            )


@dataclass(frozen=True)
class JiebaPosseg:
    """jieba's tagger: words with tags, and its names (ns, nt, nr, t) as entities."""

    name: str = "jieba.posseg"
    scheme: str = "jieba"
    layers: frozenset[str] = frozenset({"words", "entities"})

    def read(self, documents: Sequence[AnnotatedDocument]) -> Iterator[AnnotatedDocument]:
        """Tag each text."""
        segmenter = load_segmenter("jieba")
        for document in documents:
            words = segment(document.text, segmenter=segmenter, tags=True)
            names = label_map(self.scheme)
            entities = tuple(
                make_entity(document.text, word.start, word.end, word.tag)
                for word in words
                if word.tag is not None and word.tag in names
            )
            yield AnnotatedDocument(document.text, id=document.id, words=_words(words), entities=entities)


@dataclass(frozen=True)
class SpacyPipeline:
    """An installed spaCy pipeline with an entity recogniser, as `spacy:zh_core_web_sm`."""

    model: str
    scheme: str = "ontonotes"
    layers: frozenset[str] = frozenset({"words", "entities"})

    @property
    def name(self) -> str:
        """The pipeline's name."""
        return f"spacy:{self.model}"

    def read(self, documents: Sequence[AnnotatedDocument]) -> Iterator[AnnotatedDocument]:
        """Run the pipeline over each text."""
        spacy = require("spacy", extra="spacy")
        if not spacy.util.is_package(self.model) and not Path(self.model).exists():
            raise InputValueError(f"there is no spaCy pipeline {self.model!r}")
        texts = [row.text for row in documents]
        for document, doc in zip(documents, spacy.load(self.model).pipe(texts), strict=True):
            yield AnnotatedDocument(
                document.text,
                id=document.id,
                words=tuple(Word(t.idx, t.idx + len(t.text), t.pos_ or None) for t in doc if not t.is_space),
                entities=tuple(make_entity(doc.text, e.start_char, e.end_char, e.label_) for e in doc.ents),
            )


@dataclass(frozen=True)
class Predictions:
    """A file of predictions in our JSON lines, paired with the documents by text, else by id."""

    path: Path
    scheme: str = SAME
    layers: frozenset[str] = frozenset({"words", "entities", "regions", "organisations", "quantities", "facts"})

    @property
    def name(self) -> str:
        """The file's name."""
        return self.path.name

    def read(self, documents: Sequence[AnnotatedDocument]) -> Iterator[AnnotatedDocument]:
        """Give each document's prediction; one that the file lacks is empty.

        Raises:
            CorpusError: The file has a document of that id with another text.
        """
        by_text: dict[str, AnnotatedDocument] = {}
        by_id: dict[str, AnnotatedDocument] = {}
        for row in read_jsonl(self.path):
            by_text[row.text] = row
            if row.id is not None:
                by_id[row.id] = row
        for document in documents:
            found = by_text.get(document.text) or by_id.get(document.id or "")
            if found is not None and found.text != document.text:
                raise CorpusError(f"{self.path}: the text of {document.id} is not the corpus's")
            yield found or AnnotatedDocument(document.text, id=document.id)


def load_system(name: str, *, scheme: str | None = None) -> System:
    """Find a system by name.

    Args:
        name: One of `BUILT_IN`, a `.jsonl` file, or `package.module:object`.
        scheme: The labels of a file of predictions; the built-in systems know theirs.

    Raises:
        InputValueError: There is no such system.

    >>> load_system("jieba.posseg").scheme
    'jieba'
    """
    kind, _, rest = name.partition(":")
    if name in _PLAIN:
        return _PLAIN[name]
    if name.endswith(".jsonl"):
        if not Path(name).is_file():
            raise InputValueError(f"there is no file {name}")
        return Predictions(Path(name), scheme or SAME)
    if kind == "words" and rest.partition(":")[0] in SEGMENTERS:
        segmenter, _, model = rest.partition(":")
        return Words(segmenter, model or None)
    if kind == "spacy" and rest:
        return SpacyPipeline(rest)
    if rest:
        return _load_foreign(kind, rest)
    raise InputValueError(f"unknown system {name!r}; there are {', '.join(BUILT_IN)} and package.module:object")


_PLAIN: Mapping[str, System] = {
    system.name: system
    for system in (
        OwnPipeline(),
        OwnPlaces("zhextract:places", joined=False),
        OwnPlaces("zhextract:joined", joined=True),
        JiebaPosseg(),
    )
}


def _load_foreign(module: str, attribute: str) -> System:
    try:
        found: Any = getattr(import_module(module), attribute)
    except (ImportError, AttributeError) as error:
        raise InputValueError(f"no system {module}:{attribute}: {error}") from error
    system = found if not isinstance(found, type) and hasattr(found, "read") else found()
    if not all(hasattr(system, member) for member in ("name", "scheme", "layers", "read")):
        raise InputValueError(f"{module}:{attribute} has not the members name, scheme, layers and read")
    return cast("System", system)


def _words(tokens: Sequence[Token]) -> tuple[Word, ...]:
    return tuple(Word(token.start, token.end, token.tag) for token in tokens)
