"""People's Daily (PFR): words with tags, names in brackets, as in 本/r [北京/ns 大学/n]nt.

A line is a document; a first word like 19980101-01-001-001/m is its name. Words tagged
ns, nt, nr, nz or t are mentions, and so are brackets, which may nest; a surname and a given
name that stand beside each other, both nr, are one. MSRA's own word/tag text reads likewise.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from zhextract.errors import CorpusError
from zhextract.evaluation.corpus import AnnotatedDocument, Entity, Word, entities_of
from zhextract.evaluation.formats.losses import list_losses, unit_spans
from zhextract.spans import Span

__all__ = ["read", "write"]

NAME_TAGS = frozenset({"nr", "ns", "nt", "nz", "t"})
LINE_NAME = re.compile(r"\d{8}-\d\d-\d{3}-\d{3}")
# Opening brackets, a word, its tag, closing brackets with their labels: [[中国/ns 北京/ns]ns 大学/n]nt.
TOKEN = re.compile(r"(\[*)(.+?)/([A-Za-z]+)((?:\][A-Za-z]+)*)")


def read(path: Path) -> Iterator[AnnotatedDocument]:
    """Read line by line.

    Raises:
        CorpusError: Something is no word with a tag, or a bracket is not closed.
    """
    with path.open(encoding="utf-8") as handle:
        for number, line in enumerate(handle, 1):
            tokens = line.split()
            name = f"{path.stem}-{number}"
            if tokens and LINE_NAME.match(tokens[0]):
                name = tokens.pop(0).partition("/")[0]
            if tokens:
                yield _document(tokens, name, where=f"{path}:{number}")


def write(documents: Sequence[AnnotatedDocument], path: Path) -> list[str]:
    """Write words with tags (`w` where there is none); mentions that end inside a word are left out."""
    broken = spaces = 0
    with path.open("w", encoding="utf-8") as handle:
        for document in documents:
            line, crossing = _line(document)
            broken += crossing
            spaces += sum(character.isspace() for character in document.text)
            head = f"{document.id}/m  " if document.id and LINE_NAME.fullmatch(document.id) else ""
            handle.write(head + line + "\n")
    losses = list_losses(documents, holds=("words", "tags", "mentions", "identifiers"), name="pfr")
    losses += [f"pfr: {broken} mentions do not fit its words and brackets and are left out"] if broken else []
    return losses + ([f"pfr: {spaces} characters of white space are left out"] if spaces else [])


def _document(tokens: Sequence[str], name: str, *, where: str) -> AnnotatedDocument:
    words: list[Word] = []
    entities: list[tuple[str, int, int]] = []
    opened: list[int] = []
    text = ""
    for token in tokens:
        match = TOKEN.fullmatch(token)
        if match is None:
            raise CorpusError(f"{where}: {token!r} is no word with a tag")
        opening, word, tag, closing = match.groups()
        start, end = len(text), len(text) + len(word)
        opened += [start] * len(opening)
        text += word
        words.append(Word(start, end, tag))
        if tag in NAME_TAGS:
            joins = tag == "nr" and len(words) > 1 and words[-2].tag == "nr" and entities and entities[-1][2] == start
            if joins and len(text[entities[-1][1] : start]) <= 2:
                entities[-1] = ("nr", entities[-1][1], end)
            else:
                entities.append((tag, start, end))
        for label in re.findall(r"[A-Za-z]+", closing):
            if not opened:
                raise CorpusError(f"{where}: a bracket closes that was not opened, at {token!r}")
            entities.append((label, opened.pop(), end))
    if opened:
        raise CorpusError(f"{where}: a bracket is not closed")
    marked = tuple(
        Entity(label, (Span(start, end),), text[start:end]) for label, start, end in sorted(entities, key=_outer)
    )
    return AnnotatedDocument(text, id=name, words=tuple(words), entities=marked)


def _outer(row: tuple[str, int, int]) -> tuple[int, int]:
    return row[1], -row[2]


def _line(document: AnnotatedDocument) -> tuple[str, int]:
    """A line, and how many mentions its brackets cannot hold."""
    units = unit_spans(document)
    tags = {(word.start, word.end): word.tag for word in document.words or ()}
    begins, ends = {unit.start for unit in units}, {unit.end for unit in units}
    opening: dict[int, int] = {}
    closing: dict[int, list[tuple[int, str]]] = {}
    broken = 0
    held: list[Entity] = []
    for entity in entities_of(document):
        alone = (entity.start, entity.end) in tags and tags[entity.start, entity.end] == entity.label
        two = entity.label == "nr" and _is_two_names(document, entity)
        if alone or two:
            continue
        crosses = any(
            a.start < entity.start < a.end < entity.end or entity.start < a.start < entity.end < a.end for a in held
        )
        if len(entity.spans) > 1 or entity.start not in begins or entity.end not in ends or crosses:
            broken += 1
            continue
        held.append(entity)
        opening[entity.start] = opening.get(entity.start, 0) + 1
        closing.setdefault(entity.end, []).append((entity.start, entity.label))
    parts = []
    for unit in units:
        labels = "".join(f"]{label}" for _, label in sorted(closing.get(unit.end, ()), reverse=True))
        word = document.text[unit.start : unit.end]
        parts.append("[" * opening.get(unit.start, 0) + f"{word}/{tags.get(unit) or 'w'}{labels}")
    return "  ".join(parts), broken


def _is_two_names(document: AnnotatedDocument, entity: Entity) -> bool:
    """Whether a mention is a surname and a given name, which the reader joins again."""
    inside = [word for word in document.words or () if entity.start <= word.start and word.end <= entity.end]
    return len(inside) == 2 and all(word.tag == "nr" for word in inside)
