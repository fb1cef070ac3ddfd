"""CLUENER: one object a line, mentions under `label` by label and surface, with inclusive ends."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from zhextract.errors import CorpusError
from zhextract.evaluation.corpus import AnnotatedDocument, Entity, check_surface, entities_of, make_entity
from zhextract.evaluation.formats.losses import list_losses

__all__ = ["read", "write"]


def read(path: Path) -> Iterator[AnnotatedDocument]:
    """Read line by line; a line without `label` (the test set) has no mention layer.

    Raises:
        CorpusError: A line is no such object, or a surface does not stand where it says.
    """
    with path.open(encoding="utf-8") as handle:
        for number, line in enumerate(handle, 1):
            if not line.strip():
                continue
            where = f"{path}:{number}"
            try:
                row = json.loads(line)
                entities = _entities(row["text"], row["label"], where) if "label" in row else None
            except (json.JSONDecodeError, KeyError, TypeError, AttributeError, ValueError) as error:
                raise CorpusError(f"{where}: no CLUENER line ({error})") from error
            yield AnnotatedDocument(row["text"], id=str(row.get("id", f"{path.stem}-{number}")), entities=entities)


def write(documents: Sequence[AnnotatedDocument], path: Path) -> list[str]:
    """Write line by line."""
    with path.open("w", encoding="utf-8") as handle:
        for document in documents:
            labels: dict[str, dict[str, list[list[int]]]] = {}
            for entity in entities_of(document):
                surface = document.text[entity.start : entity.end]
                labels.setdefault(entity.label, {}).setdefault(surface, []).append([entity.start, entity.end - 1])
            row = {"id": document.id, "text": document.text, "label": labels}
            handle.write(json.dumps(row, ensure_ascii=False) + "\n")
    return list_losses(documents, holds=("mentions", "identifiers"), name="cluener")


def _entities(text: str, labels: dict[str, dict[str, list[list[int]]]], where: str) -> tuple[Entity, ...]:
    found = []
    for label, surfaces in labels.items():
        for surface, places in surfaces.items():
            for start, last in places:
                check_surface(text, start, last + 1, surface, where=where)
                found.append(make_entity(text, start, last + 1, label))
    return tuple(sorted(found, key=lambda entity: (entity.start, -entity.end, entity.label)))
