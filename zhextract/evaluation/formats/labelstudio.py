"""Label Studio's tasks, whose offsets count UTF-16 code units.

Read are the first annotation of each task, else its first prediction. Written are
predictions, which Label Studio shows as suggestions to be corrected.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from zhextract.errors import CorpusError
from zhextract.evaluation.corpus import AnnotatedDocument, Entity, Relation, check_surface, entities_of, make_entity
from zhextract.evaluation.formats.losses import list_losses

__all__ = ["read", "write"]

FROM, TO = "label", "text"


def read(path: Path) -> Iterator[AnnotatedDocument]:
    """Read an export (a list of tasks).

    Raises:
        CorpusError: The file is no such list, or a surface does not stand where it says.
    """
    try:
        tasks = json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise CorpusError(f"{path}: not JSON ({error.msg})") from None
    if not isinstance(tasks, list):
        raise CorpusError(f"{path}: a list of tasks is expected")
    for number, task in enumerate(tasks, 1):
        where = f"{path}, task {number}"
        try:
            document = _task(task, f"{path.stem}-{number}", where)
        except (KeyError, TypeError, AttributeError, IndexError, ValueError) as error:
            raise CorpusError(f"{where}: no task with a text ({type(error).__name__} at {error})") from error
        yield document


def write(documents: Sequence[AnnotatedDocument], path: Path) -> list[str]:
    """Write a list of tasks for import, mentions as predictions."""
    path.write_text(
        json.dumps([_row(document) for document in documents], ensure_ascii=False, indent=1), encoding="utf-8"
    )
    return list_losses(documents, holds=("mentions", "relations", "identifiers"), name="labelstudio")


def _task(task: Mapping[str, Any], name: str, where: str) -> AnnotatedDocument:
    text = task["data"]["text"]
    points = _code_points(text)
    results = (task.get("annotations") or task.get("predictions") or [{}])[0].get("result", [])
    entities, relations = [], []
    for item in results:
        if item["type"] == "relation":
            relations.append(Relation((item.get("labels") or [""])[0], item["from_id"], item["to_id"]))
        elif item["type"] == "labels":
            value = item["value"]
            if not 0 <= value["start"] <= value["end"] < len(points):
                raise CorpusError(f"{where}: offsets {value['start']}–{value['end']} lie outside the text")
            start, end = points[value["start"]], points[value["end"]]
            if "text" in value:
                check_surface(text, start, end, value["text"], where=where)
            entities += [make_entity(text, start, end, label, id=item.get("id")) for label in value["labels"]]
    name = str(task["data"].get("id", task.get("id", name)))
    return AnnotatedDocument(text, id=name, entities=tuple(entities), relations=tuple(relations))


def _row(document: AnnotatedDocument) -> dict[str, object]:
    marked = [(entity.id or f"m{index}", entity) for index, entity in enumerate(entities_of(document))]
    result: list[dict[str, object]] = [_result(name, entity, document.text) for name, entity in marked]
    result += [
        {"type": "relation", "from_id": row.source, "to_id": row.target, "direction": "right", "labels": [row.label]}
        for row in document.relations
    ]
    return {
        "data": {"text": document.text, "id": document.id},
        "predictions": [{"model_version": "zhextract", "result": result}],
    }


def _result(name: str, entity: Entity, text: str) -> dict[str, object]:
    value = {
        "start": _units(text[: entity.start]),
        "end": _units(text[: entity.end]),
        "text": text[entity.start : entity.end],
        "labels": [entity.label],
    }
    return {"id": name, "from_name": FROM, "to_name": TO, "type": "labels", "value": value}


def _units(text: str) -> int:
    """How many UTF-16 code units a text has: characters beyond U+FFFF have two."""
    return len(text) + sum(character > "\uffff" for character in text)


def _code_points(text: str) -> list[int]:
    """The code-point offset of each UTF-16 offset."""
    points: list[int] = []
    for at, character in enumerate(text):
        points += [at, at] if character > "\uffff" else [at]
    return [*points, len(text)]
