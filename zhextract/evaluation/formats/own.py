"""Our own JSON lines, as a format among the others."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from zhextract.evaluation.corpus import AnnotatedDocument
from zhextract.evaluation.jsonl import read_jsonl, write_jsonl

__all__ = ["read", "write"]


def read(path: Path) -> Iterator[AnnotatedDocument]:
    """Read a file of JSON lines."""
    yield from read_jsonl(path)


def write(documents: Sequence[AnnotatedDocument], path: Path) -> list[str]:
    """Write a file of JSON lines; nothing is lost."""
    with path.open("w", encoding="utf-8") as handle:
        write_jsonl(documents, handle)
    return []
