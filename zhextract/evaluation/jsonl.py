"""Our own JSON lines: one document a line, with every layer that it has.

Read: a gold line (`orgs`, `numbers`, facts whose parts carry `span`), a line of
`zhextract extract --format jsonl`, and a plain line with `entities` as
`[start, end, label]` and `words` as strings. Written: the gold line.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, TextIO

from zhextract.errors import CorpusError
from zhextract.evaluation.corpus import (
    AnnotatedDocument,
    Entity,
    Numeral,
    Relation,
    Word,
    check_document,
    check_surface,
    words_from_texts,
)
from zhextract.evaluation.jsonl_facts import Row, fact_row, read_fact, read_quantity
from zhextract.records import Level, Organisation, Region
from zhextract.spans import Span, joined

__all__ = ["document_row", "read_jsonl", "read_row", "write_jsonl"]


def read_jsonl(path: Path) -> Iterator[AnnotatedDocument]:
    """Read a JSON-lines corpus.

    Raises:
        CorpusError: A line is not JSON, lacks `text`, or marks what does not stand in its text.
    """
    with path.open(encoding="utf-8") as handle:
        for number, line in enumerate(handle, 1):
            if not line.strip():
                continue
            where = f"{path}:{number}"
            try:
                row = json.loads(line, parse_float=Decimal)
            except json.JSONDecodeError as error:
                raise CorpusError(f"{where}: not JSON ({error.msg})") from None
            yield read_row(row, where=where)


def read_row(row: Mapping[str, Any], *, where: str = "row") -> AnnotatedDocument:
    """Read one document from its JSON object.

    >>> row = {"text": "湖北增长5%", "entities": [[0, 2, "LOC"]]}
    >>> read_row(row).entities[0].text
    '湖北'
    """
    if not isinstance(row, Mapping) or not isinstance(row.get("text"), str):
        raise CorpusError(f"{where}: an object with a string `text` is expected")
    text = row["text"]
    try:
        bodies = row.get("organisations", row.get("orgs"))
        regions = None if row.get("regions") is None else tuple(_region(item) for item in row["regions"])
        organisations = None if bodies is None else tuple(_organisation(item) for item in bodies)
        numerals = None if row.get("numbers") is None else tuple(_numeral(item) for item in row["numbers"])
        marks = (regions or (), organisations or (), numerals or ())
        document = AnnotatedDocument(
            text=text,
            id=row.get("id"),
            title=row.get("title"),
            genre=row.get("genre"),
            date=row.get("date"),
            issuer=row.get("issuer"),
            phenomena=tuple(row.get("phenomena") or ()),
            words=_words(row["words"]) if "words" in row else None,
            entities=tuple(_entity(item, text, where) for item in row["entities"]) if "entities" in row else None,
            relations=tuple(Relation(*item) for item in row.get("relations") or ()),
            regions=regions,
            organisations=organisations,
            quantities=tuple(read_quantity(item) for item in row["quantities"]) if "quantities" in row else None,
            numerals=numerals,
            facts=tuple(read_fact(item, text, *marks) for item in row["facts"]) if "facts" in row else None,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise CorpusError(f"{where}: {type(error).__name__} at {error}") from error
    return check_document(document, where=where)


def write_jsonl(documents: Iterable[AnnotatedDocument], handle: TextIO) -> None:
    """Write documents as gold lines."""
    handle.writelines(json.dumps(document_row(document), ensure_ascii=False) + "\n" for document in documents)


def document_row(document: AnnotatedDocument) -> Row:
    """One document as the object that stands on its line; layers that are `None` are left out.

    >>> document_row(AnnotatedDocument("产量", words=words_from_texts(["产量"])))
    {'text': '产量', 'words': ['产量']}
    """
    row: Row = {"id": document.id, "title": document.title, "genre": document.genre, "date": document.date}
    row |= {"issuer": document.issuer, "phenomena": list(document.phenomena)}
    row = {key: value for key, value in row.items() if value}
    row["text"] = document.text
    if document.words is not None:
        row["words"] = _word_rows(document)
    if document.entities is not None:
        row["entities"] = [_entity_row(entity) for entity in document.entities]
    if document.relations:
        row["relations"] = [[item.label, item.source, item.target, item.id] for item in document.relations]
    if document.regions is not None:
        row["regions"] = [
            {"start": r.start, "end": r.end, "text": r.text, "label": "REGION", "norm": r.code}
            for r in document.regions
        ]
    if document.organisations is not None:
        row["orgs"] = [
            {"start": o.start, "end": o.end, "text": o.text, "label": "ORG", "norm": o.name}
            for o in document.organisations
        ]
    if document.numerals is not None:
        row["numbers"] = [
            {"number": index, "span": [n.start, n.end], "text": n.text, "category": n.category}
            for index, n in enumerate(document.numerals, 1)
        ]
    if document.facts is not None:
        row["facts"] = [fact_row(fact, document.numerals or ()) for fact in document.facts]
    return row


def _region(row: Mapping[str, Any]) -> Region:
    code = row.get("code", row.get("norm"))
    level: Level = row.get("level") or ("area" if code is None else "province")
    return Region(
        row["start"], row["end"], row["text"], code, row.get("name") or row["text"], level, row.get("country")
    )


def _organisation(row: Mapping[str, Any]) -> Organisation:
    name = row.get("name") or row.get("norm") or row["text"]
    return Organisation(row["start"], row["end"], row["text"], name, row.get("kind") or "other", row.get("region"))


def _numeral(row: Mapping[str, Any]) -> Numeral:
    start, end = row["span"]
    return Numeral(start, end, row["text"], row["category"])


def _entity(row: Any, text: str, where: str) -> Entity:
    """An entity is `[start, end, label]`, or an object with `spans` where it is more than that."""
    if isinstance(row, Sequence) and not isinstance(row, str):
        start, end, label = row[:3]
        spans: tuple[Span, ...] = (Span(start, end),)
        return Entity(label, spans, text[start:end])
    spans = tuple(Span(start, end) for start, end in row["spans"])
    surface = joined(text, spans)
    if "text" in row and row["text"] != surface:
        check_surface(text, spans[0].start, spans[-1].end, row["text"], where=where)
    return Entity(row["label"], spans, surface, row.get("id"), row.get("value"))


def _entity_row(entity: Entity) -> object:
    if len(entity.spans) == 1 and entity.id is None and entity.value is None:
        return [entity.start, entity.end, entity.label]
    spans = [list(span) for span in entity.spans]
    return {"spans": spans, "label": entity.label, "text": entity.text, "id": entity.id, "value": entity.value}


def _words(rows: Sequence[Any]) -> tuple[Word, ...]:
    if rows and not isinstance(rows[0], str):
        return tuple(Word(*row) for row in rows)
    return words_from_texts(rows)


def _word_rows(document: AnnotatedDocument) -> list[object]:
    """Plain strings where the words cover the text without gaps and tags, triples elsewhere."""
    words, text = document.words or (), document.text
    strings = [text[word.start : word.end] for word in words]
    if "".join(strings) == text and not any(word.tag for word in words):
        return list(strings)
    return [[word.start, word.end, word.tag] for word in words]
