"""Annotation sheets (`zhextract.evaluation.sheets`) as a format among the others; read only."""

from collections.abc import Iterator
from pathlib import Path

from zhextract.evaluation.corpus import AnnotatedDocument
from zhextract.evaluation.sheets import read_sheet, read_sheets

__all__ = ["read"]


def read(path: Path) -> Iterator[AnnotatedDocument]:
    """Read one sheet, or every sheet of a folder."""
    if path.is_dir():
        yield from read_sheets(path)
    else:
        yield read_sheet(path.read_text(encoding="utf-8"), where=str(path))
