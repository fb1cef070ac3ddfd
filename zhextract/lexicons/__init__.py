"""Words are data: the commented TSV tables under `data/`, read on first use.

A table is UTF-8, one row a line, columns separated by tabs. Lines that begin
with `#` are its comment: columns, source, date, licence. A missing trailing
cell reads as the empty string.
"""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from zhextract.errors import LexiconError

__all__ = ["either", "firsts", "read_table"]


@cache
def read_table(name: str, columns: int) -> tuple[tuple[str, ...], ...]:
    """Read `data/<name>.tsv` as rows of exactly `columns` cells.

    Raises:
        LexiconError: The table is missing, or a row has too many cells.

    >>> read_table("characters", 2)[0]
    ('㑮', '𫝈')
    """
    resource = files(__package__).joinpath("data", f"{name}.tsv")
    if not resource.is_file():
        raise LexiconError(f"no table {name!r} among the lexicons")
    rows = []
    for number, line in enumerate(resource.read_text(encoding="utf-8").split("\n"), 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) > columns:
            raise LexiconError(f"{name}.tsv, line {number}: {len(cells)} cells where {columns} are expected")
        rows.append(tuple(cells) + ("",) * (columns - len(cells)))
    return tuple(rows)


def either(words: Iterable[str]) -> str:
    """The expression of any of some words, the longest first.

    >>> either(["增长", "增长到"])
    '增长到|增长'
    """
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def firsts(words: Iterable[str]) -> str:
    """The first characters of words, for a class: a look at one character saves the rest of an expression.

    >>> firsts(["较", "比", "比较"])
    '比较'
    """
    return "".join(sorted({re.escape(word[0]) for word in words}))
