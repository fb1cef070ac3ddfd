"""doccano's JSON lines: the old ones (`labels` or `label` as triples) and the new (`entities`, `relations`)."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from zhextract.errors import CorpusError
from zhextract.evaluation.corpus import AnnotatedDocument, Entity, Relation, check_document, entities_of, make_entity
from zhextract.evaluation.formats.losses import list_losses

__all__ = ["read", "write"]


def read(path: Path) -> Iterator[AnnotatedDocument]:
    """Read line by line, old and new lines alike.

    Raises:
        CorpusError: A line is no such object, or offsets lie outside its text.
    """
    with path.open(encoding="utf-8") as handle:
        for number, line in enumerate(handle, 1):
            if not line.strip():
                continue
            where = f"{path}:{number}"
            try:
                row = json.loads(line)
                document = AnnotatedDocument(
                    row.get("text", row.get("data")),
                    id=str(row["id"]) if row.get("id") is not None else f"{path.stem}-{number}",
                    entities=tuple(_entities(row)),
                    relations=tuple(_relations(row)),
                )
            except (json.JSONDecodeError, KeyError, TypeError, AttributeError, ValueError) as error:
                raise CorpusError(f"{where}: no doccano line ({error})") from error
            yield check_document(document, where=where)


def write(documents: Sequence[AnnotatedDocument], path: Path) -> list[str]:
    """Write new lines, as doccano's sequence labelling with relations imports them."""
    with path.open("w", encoding="utf-8") as handle:
        for document in documents:
            marked = entities_of(document)
            numbers = {entity.id or f"{index}": index for index, entity in enumerate(marked)}
            row = {
                "id": document.id,
                "text": document.text,
                "entities": [
                    {"id": index, "label": entity.label, "start_offset": entity.start, "end_offset": entity.end}
                    for index, entity in enumerate(marked)
                ],
                "relations": [
                    {
                        "id": index,
                        "from_id": numbers[relation.source],
                        "to_id": numbers[relation.target],
                        "type": relation.label,
                    }
                    for index, relation in enumerate(document.relations)
                ],
            }
            handle.write(json.dumps(row, ensure_ascii=False) + "\n")
    return list_losses(documents, holds=("mentions", "relations", "identifiers"), name="doccano")


def _entities(row: Mapping[str, Any]) -> Iterator[Entity]:
    text = row.get("text", row.get("data"))
    for item in row.get("entities") or ():
        yield make_entity(text, item["start_offset"], item["end_offset"], item["label"], id=str(item["id"]))
    for start, end, label in row.get("labels") or row.get("label") or ():
        yield make_entity(text, start, end, label)


def _relations(row: Mapping[str, Any]) -> Iterator[Relation]:
    for item in row.get("relations") or ():
        yield Relation(item["type"], str(item["from_id"]), str(item["to_id"]), str(item["id"]))
