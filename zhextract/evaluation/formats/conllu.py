"""CoNLL-U, with mentions under `NER=` in MISC, and UNER's five columns (.iob2).

A sentence is a document. The text is the `# text` line where it fits the forms,
else the forms with the spaces that MISC does not deny; Chinese forms stand without spaces.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from zhextract.errors import CorpusError
from zhextract.evaluation.corpus import AnnotatedDocument, Word, entities_of
from zhextract.evaluation.formats.columns import read_tags, write_tags
from zhextract.evaluation.formats.losses import flat_mentions, list_losses, unit_spans
from zhextract.spans import Span

__all__ = ["read", "write"]

TAG_KEYS = ("NER", "Entity", "ner")


def read(path: Path) -> Iterator[AnnotatedDocument]:
    """Read sentence by sentence.

    Raises:
        CorpusError: A line has another number of columns than 10 (CoNLL-U) or 3 to 5 (UNER), or forms that the text lacks.
    """
    head: dict[str, str] = {}
    rows: list[list[str]] = []
    count = 0
    with path.open(encoding="utf-8") as handle:
        for number, line in enumerate([*handle, "\n"], 1):
            bare = line.rstrip("\n")
            if bare.startswith("#"):
                key, _, value = bare[1:].partition("=")
                head[key.strip()] = value.strip()
            elif bare.strip():
                cells = bare.split("\t")
                if len(cells) != 10 and not 3 <= len(cells) <= 5:
                    raise CorpusError(f"{path}:{number}: {len(cells)} columns")
                rows.append(cells)
            elif rows:
                count += 1
                yield _sentence(head, rows, f"{path.stem}-{count}", where=f"{path}:{number}")
                head, rows = {}, []


def write(documents: Sequence[AnnotatedDocument], path: Path) -> list[str]:
    """Write CoNLL-U; a document without words is written character by character."""
    nested = broken = 0
    with path.open("w", encoding="utf-8") as handle:
        for index, document in enumerate(documents, 1):
            text, units = document.text, unit_spans(document)
            kept, left = flat_mentions(entities_of(document))
            tags, crossing = write_tags(units, kept)
            nested, broken = nested + len(left), broken + crossing
            parts = {(word.start, word.end): word.tag for word in document.words or ()}
            handle.write(f"# sent_id = {document.id or index}\n# text = {' '.join(text.splitlines())}\n")
            for number, (unit, tag) in enumerate(zip(units, tags, strict=True), 1):
                misc = [] if text[unit.end : unit.end + 1].isspace() else ["SpaceAfter=No"]
                misc += [f"NER={tag}"] if tag != "O" else []
                cells = [str(number), text[unit.start : unit.end], "_", parts.get(unit) or "_"]
                handle.write("\t".join([*cells, *["_"] * 5, "|".join(misc) or "_"]) + "\n")
            handle.write("\n")
    losses = list_losses(documents, holds=("words", "tags", "mentions", "discontinuous", "identifiers"), name="conllu")
    for amount, what in (
        (nested, "nested or discontinuous mentions are left out"),
        (broken, "mentions do not end where words end and are left out"),
        (sum("\n" in document.text for document in documents), "documents lose their line ends"),
    ):
        losses += [f"conllu: {amount} {what}"] if amount else []
    return losses


def _sentence(head: Mapping[str, str], rows: Sequence[Sequence[str]], name: str, *, where: str) -> AnnotatedDocument:
    # A range (3-4) repeats the words that follow it, and an empty node (5.1) is no word.
    rows = [row for row in rows if row[0].isdigit()]
    forms = [row[1] for row in rows]
    text = head.get("text") or _join(rows)
    units, at = [], 0
    for form in forms:
        start = text.find(form, at)
        if start < 0 or text[at:start].strip():
            raise CorpusError(f"{where}: the form {form!r} does not stand in the text {text!r}")
        units.append(Span(start, start + len(form)))
        at = start + len(form)
    tags = [_tag(row) for row in rows]
    full = len(rows[0]) == 10 if rows else False
    words = tuple(
        Word(*unit, row[3] if full and row[3] != "_" else None) for unit, row in zip(units, rows, strict=True)
    )
    marked = any(tag != "O" for tag in tags) or not full
    return AnnotatedDocument(
        text, id=head.get("sent_id") or name, words=words, entities=read_tags(text, units, tags) if marked else None
    )


def _join(rows: Sequence[Sequence[str]]) -> str:
    """The forms end to end; a space stands only between words of ASCII that do not deny it."""
    parts: list[str] = []
    for row in rows:
        parts.append(row[1])
        if len(row) == 10 and row[1].isascii() and "SpaceAfter=No" not in row[9]:
            parts.append(" ")
    return "".join(parts).rstrip()


def _tag(row: Sequence[str]) -> str:
    if len(row) < 10:
        return row[2] if row[2] not in ("_", "") else "O"
    for item in row[9].split("|"):
        key, _, value = item.partition("=")
        if key in TAG_KEYS and value:
            return value
    return "O"
