"""Annotated documents: the one shape that every format is read into and written from.

Gold and predictions are the same record, so a scorer compares two
`AnnotatedDocument`s and a system is a function from one to the other. Offsets
are half-open code points into `text`. A layer that a corpus does not annotate
is `None`; a layer that it annotates and finds empty is `()`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from zhextract.errors import CorpusError
from zhextract.records import Document, Fact, Organisation, Quantity, Region
from zhextract.spans import Span

__all__ = [
    "AnnotatedDocument",
    "Entity",
    "Numeral",
    "Relation",
    "Word",
    "check_document",
    "check_surface",
    "entities_of",
    "from_document",
    "make_entity",
    "words_from_texts",
]

Category = Literal["F", "Q", "T", "O", "N"]


@dataclass(frozen=True, slots=True)
class Entity:
    """A labelled mention. `spans` has several members where the mention is discontinuous.

    `value` is what the mention was resolved to (a region's code, an organisation's name), or `None`.
    """

    label: str
    spans: tuple[Span, ...]
    text: str
    id: str | None = None
    value: str | None = None

    @property
    def start(self) -> int:
        """Where the first part begins."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """Where the last part ends."""
        return self.spans[-1].end


@dataclass(frozen=True, slots=True)
class Relation:
    """A labelled arrow between two entities, by their `id`."""

    label: str
    source: str
    target: str
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a segmented text; `tag` is its part of speech where the corpus gives one."""

    start: int
    end: int
    tag: str | None = None


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral candidate and what the annotator made of it.

    F a fact, Q an amount that states nothing, T part of a time, O an ordinal or
    a document's number, N no number at all.
    """

    start: int
    end: int
    text: str
    category: Category


@dataclass(frozen=True, slots=True)
class AnnotatedDocument:
    """A text and what someone, or something, marked in it."""

    text: str
    id: str | None = None
    title: str | None = None
    genre: str | None = None
    date: str | None = None
    issuer: str | None = None
    phenomena: tuple[str, ...] = ()
    words: tuple[Word, ...] | None = None
    entities: tuple[Entity, ...] | None = None
    relations: tuple[Relation, ...] = ()
    regions: tuple[Region, ...] | None = None
    organisations: tuple[Organisation, ...] | None = None
    quantities: tuple[Quantity, ...] | None = None
    numerals: tuple[Numeral, ...] | None = None
    facts: tuple[Fact, ...] | None = None
    notes: tuple[str, ...] = field(default=(), compare=False)

    def layers(self) -> frozenset[str]:
        """The names of the layers that are annotated.

        >>> sorted(AnnotatedDocument("产量3亿吨", words=(Word(0, 2), Word(2, 5))).layers())
        ['words']
        """
        names = ("words", "entities", "regions", "organisations", "quantities", "numerals", "facts")
        return frozenset(name for name in names if getattr(self, name) is not None)


def make_entity(text: str, start: int, end: int, label: str, *, id: str | None = None) -> Entity:
    """Make an entity of one stretch of a text.

    >>> make_entity("湖北增长5%", 0, 2, "region").text
    '湖北'
    """
    return Entity(label, (Span(start, end),), text[start:end], id)


def words_from_texts(words: Iterable[str]) -> tuple[Word, ...]:
    """Lay words end to end.

    >>> words_from_texts(["产量", "3亿"])
    (Word(start=0, end=2, tag=None), Word(start=2, end=4, tag=None))
    """
    laid, at = [], 0
    for word in words:
        laid.append(Word(at, at + len(word)))
        at += len(word)
    return tuple(laid)


def check_surface(text: str, start: int, end: int, surface: str, *, where: str) -> None:
    """Refuse a mention whose words do not stand where it says.

    Args:
        text: The document.
        start: Where the mention begins.
        end: Where it ends.
        surface: Its words as the corpus gives them.
        where: File and line, or document, for the message.

    Raises:
        CorpusError: `text[start:end]` is another string, or the offsets lie outside the text.

    >>> check_surface("湖北增长5%", 0, 2, "湖北", where="example:1")
    """
    if not 0 <= start <= end <= len(text):
        raise CorpusError(f"{where}: offsets {start}–{end} lie outside a text of {len(text)} characters")
    if text[start:end] != surface:
        raise CorpusError(
            f"{where}: {surface!r} does not stand at {start}–{end}, where the text has {text[start:end]!r}"
        )


def check_document(document: AnnotatedDocument, *, where: str) -> AnnotatedDocument:
    """Check every mention of a document against its text, and give the document back.

    Raises:
        CorpusError: Some surface is not what stands at its offsets.
    """
    text = document.text
    for entity in document.entities or ():
        if not entity.spans:
            raise CorpusError(f"{where}: an entity {entity.label!r} without a span")
        for span in entity.spans:
            check_surface(text, span.start, span.end, text[max(0, span.start) : span.end], where=where)
    marked: list[Region | Organisation | Quantity | Numeral] = [
        *(document.regions or ()),
        *(document.organisations or ()),
        *(document.quantities or ()),
        *(document.numerals or ()),
        *(fact.quantity for fact in document.facts or ()),
    ]
    for row in marked:
        check_surface(text, row.start, row.end, row.text, where=where)
    for fact in document.facts or ():
        for subject in fact.subjects:
            check_surface(text, subject.start, subject.end, subject.text, where=where)
        for span in fact.metric.spans:
            check_surface(text, span.start, span.end, text[max(0, span.start) : span.end], where=where)
    for word in document.words or ():
        check_surface(text, word.start, word.end, text[max(0, word.start) : word.end], where=where)
    return document


def from_document(document: Document) -> AnnotatedDocument:
    """Take what the extractor read as annotation.

    >>> import zhextract
    >>> from_document(zhextract.extract("产量3亿吨。")).quantities[0].text
    '3亿吨'
    """
    return AnnotatedDocument(
        text=document.text,
        id=document.id,
        date=document.date,
        issuer=document.issuer,
        regions=document.regions,
        organisations=document.organisations,
        quantities=document.quantities,
        facts=document.facts,
    )


def entities_of(document: AnnotatedDocument) -> tuple[Entity, ...]:
    """All mentions of a document as labelled entities, in text order.

    A document that has no entity layer gives its regions (`region`, with the code as value),
    organisations (`organisation`, with the name) and quantities (`quantity`).

    >>> import zhextract
    >>> [entity.label for entity in entities_of(from_document(zhextract.extract("产量3亿吨。")))]
    ['quantity']
    """
    if document.entities is not None:
        return document.entities
    found = [Entity("region", (Span(row.start, row.end),), row.text, value=row.code) for row in document.regions or ()]
    found += [
        Entity("organisation", (Span(row.start, row.end),), row.text, value=row.name)
        for row in document.organisations or ()
    ]
    amounts = document.quantities
    if amounts is None:
        amounts = tuple(fact.quantity for fact in document.facts or ())
    found += [Entity("quantity", (Span(row.start, row.end),), row.text) for row in amounts]
    found.sort(key=lambda entity: (entity.start, -entity.end))
    return tuple(found)
