"""Facts as CSV, safe to open in a spreadsheet."""

import csv
import io
import re
from collections.abc import Iterable

from zhextract.output.rows import FACT_COLUMNS, fact_row, plain_cells
from zhextract.records import Document

__all__ = ["safe_cell", "to_csv"]

# What a spreadsheet would run when a cell begins with it.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
PLAIN_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")


def to_csv(documents: Iterable[Document], *, header: bool = True) -> str:
    """Write the facts of documents as CSV (RFC 4180), one row a fact.

    >>> import zhextract
    >>> print(to_csv([zhextract.extract("处罚金额62.7亿元。", id="a")]).splitlines()[1][:17])
    a,f1,,,处罚金额,level
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    if header:
        writer.writerow(FACT_COLUMNS)
    for document in documents:
        for fact in document.facts:
            writer.writerow([safe_cell(cell) for cell in plain_cells(fact_row(document, fact))])
    return buffer.getvalue()


def safe_cell(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would run as a formula; numbers stay as they are.

    >>> safe_cell("=HYPERLINK(1)"), safe_cell("-3.2")
    ("'=HYPERLINK(1)", '-3.2')
    """
    if not cell.startswith(FORMULA_SIGNS) or PLAIN_NUMBER.fullmatch(cell):
        return cell
    return "'" + cell
