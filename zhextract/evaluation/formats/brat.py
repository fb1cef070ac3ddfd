"""brat standoff: a folder of texts with their annotations, `NAME.txt` beside `NAME.ann`.

A mention over a line end is written as fragments, as brat wants it, and joined again when
read. Lines other than T (mentions) and R (relations) are counted in the document's notes.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from zhextract.errors import CorpusError
from zhextract.evaluation.corpus import AnnotatedDocument, Entity, Relation, check_document, entities_of
from zhextract.evaluation.formats.losses import list_losses
from zhextract.spans import Span, joined

__all__ = ["read", "write"]

MENTION = re.compile(r"(T\S*)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)\t(.*)")
RELATION = re.compile(r"(R\S*)\t(\S+) \S+?:(\S+) \S+?:(\S+)\s*")


def read(path: Path) -> Iterator[AnnotatedDocument]:
    """Read a folder, or the pair of one `.ann` file.

    Raises:
        CorpusError: A text is missing, a line is malformed, or a surface does not stand where it says.
    """
    for marks in sorted(path.glob("*.ann")) if path.is_dir() else [path.with_suffix(".ann")]:
        source = marks.with_suffix(".txt")
        if not source.is_file():
            raise CorpusError(f"{marks}: there is no {source.name} beside it")
        with source.open(encoding="utf-8", newline="") as handle:
            text = handle.read()
        entities: list[Entity] = []
        relations: list[Relation] = []
        others = 0
        for number, line in enumerate(marks.read_text(encoding="utf-8").split("\n"), 1):
            where = f"{marks}:{number}"
            if line.startswith("T"):
                entities.append(_mention(line, text, where))
            elif line.startswith("R"):
                match = RELATION.fullmatch(line)
                if match is None:
                    raise CorpusError(f"{where}: {line!r} is no relation")
                relations.append(Relation(match[2], match[3], match[4], match[1]))
            else:
                others += bool(line.strip())
        notes = (f"{others} lines that are neither mention nor relation",) if others else ()
        document = AnnotatedDocument(
            text, id=marks.stem, entities=tuple(entities), relations=tuple(relations), notes=notes
        )
        yield check_document(document, where=str(marks))


def write(documents: Sequence[AnnotatedDocument], path: Path) -> list[str]:
    """Write a folder, which is made where it does not exist; documents without a name are numbered."""
    path.mkdir(parents=True, exist_ok=True)
    for index, document in enumerate(documents, 1):
        name = re.sub(r"[^\w.-]+", "_", document.id or f"document-{index}")
        with (path / f"{name}.txt").open("w", encoding="utf-8", newline="") as handle:
            handle.write(document.text)
        marked = [(f"T{number}", entity) for number, entity in enumerate(entities_of(document), 1)]
        names = {entity.id or mark: mark for mark, entity in marked}
        lines = [_line(mark, entity, document.text) for mark, entity in marked]
        lines += [
            f"R{number}\t{row.label} Arg1:{names[row.source]} Arg2:{names[row.target]}"
            for number, row in enumerate(document.relations, 1)
        ]
        (path / f"{name}.ann").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    labels = sorted({entity.label for document in documents for entity in entities_of(document)})
    kinds = sorted({row.label for document in documents for row in document.relations})
    relations = "".join(f"{kind}\tArg1:<ENTITY>, Arg2:<ENTITY>\n" for kind in kinds)
    head = "[entities]\n" + "".join(f"{label}\n" for label in labels)
    (path / "annotation.conf").write_text(f"{head}[relations]\n{relations}[events]\n[attributes]\n", encoding="utf-8")
    return list_losses(documents, holds=("mentions", "discontinuous", "relations", "identifiers"), name="brat")


def _mention(line: str, text: str, where: str) -> Entity:
    match = MENTION.fullmatch(line)
    if match is None:
        raise CorpusError(f"{where}: {line!r} is no mention")
    spans: list[Span] = []
    for part in match[3].split(";"):
        start, end = (int(number) for number in part.split())
        if not 0 <= start <= end <= len(text):
            raise CorpusError(f"{where}: offsets {start}–{end} lie outside the text")
        if spans and not text[spans[-1].end : start].strip("\r\n") and start > spans[-1].end:
            spans[-1] = Span(spans[-1].start, end)
        else:
            spans.append(Span(start, end))
    surface = joined(text, spans)
    if re.sub(r"\s", "", surface) != re.sub(r"\s", "", match[4]):
        raise CorpusError(f"{where}: {match[4]!r} does not stand at {match[3]}, where the text has {surface!r}")
    return Entity(match[2], tuple(spans), surface, match[1])


def _line(mark: str, entity: Entity, text: str) -> str:
    fragments: list[Span] = []
    for start, end in entity.spans:
        pieces = re.finditer(r"[^\r\n]+", text[start:end])
        fragments += [Span(start + piece.start(), start + piece.end()) for piece in pieces]
    places = ";".join(f"{start} {end}" for start, end in fragments)
    return f"{mark}\t{entity.label} {places}\t" + " ".join(text[start:end] for start, end in fragments)
