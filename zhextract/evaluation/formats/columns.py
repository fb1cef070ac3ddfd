"""One token a line with its tag: CoNLL, MSRA, Weibo and Resume.

The token is the first column and the tag the last; an empty line ends a
sentence, which is a document here. Tags are read leniently, whatever the scheme: B and S
begin a mention, I, M and E go on with one of the same label and else begin one. Weibo's
characters, which carry their place in the word (科0 技1), are recognised.
Written are characters, or words where the document has them.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from zhextract.errors import CorpusError
from zhextract.evaluation.corpus import AnnotatedDocument, Entity, entities_of
from zhextract.evaluation.formats.losses import flat_mentions, list_losses, unit_spans
from zhextract.spans import Span

__all__ = ["read", "read_tags", "write", "write_tags"]

# B-LOC, M_ORG, S-PER.NAM; O alone. Not a label without a prefix.
TAG = re.compile(r"([BIMESLU])[-_](.+)|O")
WEIBO_TOKEN = re.compile(r"\D\d")


def read(path: Path) -> Iterator[AnnotatedDocument]:
    """Read sentence by sentence; documents are named by file and number.

    Raises:
        CorpusError: A line has one column, or a tag that is none.
    """
    rows: list[tuple[str, str]] = []
    count = 0
    with path.open(encoding="utf-8") as handle:
        for number, line in enumerate([*handle, ""], 1):
            cells = line.split()
            if not cells or cells[0] == "-DOCSTART-":
                if rows:
                    count += 1
                    yield _document(rows, f"{path.stem}-{count}")
                rows = []
                continue
            if len(cells) < 2 or not TAG.fullmatch(cells[-1]):
                raise CorpusError(f"{path}:{number}: {line.strip()!r} is no token with a tag")
            rows.append((cells[0], cells[-1]))


def write(documents: Sequence[AnnotatedDocument], path: Path, *, scheme: str = "bio") -> list[str]:
    """Write in the scheme `bio`, `bioes` or `bmes` (`columns` is `bio`)."""
    spaces = nested = broken = 0
    with path.open("w", encoding="utf-8") as handle:
        for document in documents:
            units = unit_spans(document)
            kept, left = flat_mentions(entities_of(document))
            tags, crossing = write_tags(units, kept, scheme=scheme)
            nested, broken = nested + len(left), broken + crossing
            spaces += len(document.text) - sum(len(document.text[start:end]) for start, end in units)
            for (start, end), tag in zip(units, tags, strict=True):
                handle.write(f"{document.text[start:end]}\t{tag}\n")
            handle.write("\n")
    losses = list_losses(documents, holds=("mentions", "words", "discontinuous"), name=scheme)
    for count, what in (
        (nested, "nested or discontinuous mentions are left out"),
        (broken, "mentions do not end where words end and are left out"),
        (spaces, "characters of white space are left out"),
    ):
        losses += [f"{scheme}: {count} {what}"] if count else []
    return losses


def read_tags(text: str, units: Sequence[Span], tags: Sequence[str]) -> tuple[Entity, ...]:
    """The mentions that tags mark over units.

    >>> [entity.text for entity in read_tags("湖北增长", [Span(0, 1), Span(1, 2), Span(2, 4)], ["B-LOC", "E-LOC", "O"])]
    ['湖北']
    """
    found: list[tuple[str, int, int]] = []
    open_label: str | None = None
    for unit, tag in zip(units, tags, strict=True):
        match = TAG.fullmatch(tag)
        prefix, label = (match[1], match[2]) if match else (None, None)
        if label is None:
            open_label = None
        elif prefix in ("B", "S", "U") or label != open_label:
            found.append((label, unit.start, unit.end))
            open_label = None if prefix in ("S", "U") else label
        else:
            found[-1] = (label, found[-1][1], unit.end)
            open_label = None if prefix in ("E", "L") else label
    return tuple(Entity(label, (Span(start, end),), text[start:end]) for label, start, end in found)


def write_tags(units: Sequence[Span], entities: Sequence[Entity], *, scheme: str = "bio") -> tuple[list[str], int]:
    """A tag for each unit, and how many mentions do not begin and end where units do.

    >>> from zhextract.evaluation.corpus import make_entity
    >>> write_tags([Span(0, 1), Span(1, 2)], [make_entity("湖北", 0, 2, "LOC")], scheme="bmes")
    (['B-LOC', 'E-LOC'], 0)
    """
    begins = {unit.start: index for index, unit in enumerate(units)}
    ends = {unit.end: index for index, unit in enumerate(units)}
    tags = ["O"] * len(units)
    broken = 0
    inside, last, alone = {"bioes": ("I", "E", "S"), "bmes": ("M", "E", "S")}.get(scheme, ("I", "I", "B"))
    for entity in entities:
        first, final = begins.get(entity.start), ends.get(entity.end)
        if first is None or final is None or final < first:
            broken += 1
            continue
        for index in range(first, final + 1):
            prefix = inside if first < index < final else "B" if index == first else last
            tags[index] = f"{alone if first == final else prefix}-{entity.label}"
    return tags, broken


def _document(rows: Sequence[tuple[str, str]], name: str) -> AnnotatedDocument:
    tokens = [token for token, _ in rows]
    if all(WEIBO_TOKEN.fullmatch(token) for token in tokens):
        tokens = [token[0] for token in tokens]
    units, at = [], 0
    for token in tokens:
        units.append(Span(at, at + len(token)))
        at += len(token)
    text = "".join(tokens)
    return AnnotatedDocument(text, id=name, entities=read_tags(text, units, [tag for _, tag in rows]))
