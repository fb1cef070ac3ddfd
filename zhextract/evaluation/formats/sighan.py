"""Segmented text of the SIGHAN bakeoffs: one sentence a line, words separated by white space."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from zhextract.evaluation.corpus import AnnotatedDocument, words_from_texts
from zhextract.evaluation.formats.losses import list_losses, unit_spans

__all__ = ["read", "write"]


def read(path: Path) -> Iterator[AnnotatedDocument]:
    """Read line by line; documents are named by file and line."""
    with path.open(encoding="utf-8-sig") as handle:
        for number, line in enumerate(handle, 1):
            words = line.split()
            if words:
                yield AnnotatedDocument("".join(words), id=f"{path.stem}-{number}", words=words_from_texts(words))


def write(documents: Sequence[AnnotatedDocument], path: Path) -> list[str]:
    """Write two spaces after each word, as the bakeoffs do; a document without words is cut into characters."""
    spaces = 0
    with path.open("w", encoding="utf-8") as handle:
        for document in documents:
            words = [document.text[start:end] for start, end in unit_spans(document)]
            spaces += len(document.text) - len("".join(words))
            handle.write("  ".join(words) + "\n")
    losses = list_losses(documents, holds=("words",), name="sighan")
    return losses + ([f"sighan: {spaces} characters of white space are left out"] if spaces else [])
