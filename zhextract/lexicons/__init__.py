"""Words are data: the commented TSV tables under `data/`, read on first use.

A table is UTF-8, one row a line, columns separated by tabs. Lines that begin
with `#` are its comment: columns, source, date, licence. A missing trailing
cell reads as the empty string.
"""

from functools import cache
from importlib.resources import files

from zhextract.errors import LexiconError

__all__ = ["read_table"]


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
