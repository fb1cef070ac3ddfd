"""Room 7: documents written out. Every writer is a pure function of documents."""

from zhextract.output.contract import from_dict, plain_number, to_dict, to_json
from zhextract.output.delimited import to_csv
from zhextract.output.html import show, to_html, to_notebook
from zhextract.output.rows import FACT_COLUMNS, fact_row
from zhextract.output.tables import to_explanation, to_markdown, to_table

__all__ = [
    "FACT_COLUMNS",
    "fact_row",
    "from_dict",
    "plain_number",
    "show",
    "to_csv",
    "to_dict",
    "to_explanation",
    "to_html",
    "to_json",
    "to_markdown",
    "to_notebook",
    "to_table",
]
