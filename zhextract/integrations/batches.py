"""Arrow record batches in, record batches out: the same step for Spark, Ray, Dask, Polars and DuckDB.

One row a document, with the fields and names of the contract as nested columns,
and `error`, which is null where the document was read.
"""

from functools import cache
from typing import TYPE_CHECKING, Any

from zhextract.errors import InputValueError
from zhextract.integrations.extras import require
from zhextract.output.contract import to_dict
from zhextract.pipeline import Extractor, Input, load
from zhextract.records import Document

if TYPE_CHECKING:
    import pyarrow

__all__ = ["document_schema", "extract_batch"]

KNOWN = ("id", "date", "issuer", "title")
AT_ONCE = 32


@cache
def document_schema() -> "pyarrow.Schema":
    """The Arrow schema of the output: the contract's fields, numbers as exact strings, and `error`.

    >>> document_schema().names[:3]
    ['schema', 'id', 'text']
    """
    arrow = require("pyarrow", extra="frames")
    text, whole, real = arrow.string(), arrow.int64(), arrow.float64()
    place = [("start", whole), ("end", whole), ("text", text)]
    texts = lambda *names: [(name, text) for name in names]  # noqa: E731
    amount = texts("value", "low", "high", "bound", "unit", "unit_code", "dimension")
    quantity = arrow.struct([*place, *amount, ("number", arrow.list_(whole)), ("rule", text)])
    spans = arrow.list_(arrow.list_(whole))
    fact = [
        *texts("id", "kind", "status"),
        ("quantity", quantity),
        ("metric", arrow.struct([("text", text), ("spans", spans)])),
        ("subjects", arrow.list_(arrow.struct([*place, *texts("name", "code", "type", "via")]))),
        ("time", arrow.struct([*place, *texts("period", "via")])),
        ("direction", text),
        ("base", arrow.struct([*place, *texts("type", "period")])),
        ("parent", text),
        ("group", arrow.struct([("id", text), ("index", whole), ("size", whole)])),
        ("confidence", real),
        ("why", arrow.list_(text)),
    ]
    region = [*place, *texts("code", "name", "level", "country"), ("candidates", arrow.list_(text)), ("rule", text)]
    warning = [*texts("kind", "message"), ("facts", arrow.list_(text)), ("spans", spans)]
    return arrow.schema(
        [
            *texts("schema", "id", "text", "date", "issuer"),
            ("regions", arrow.list_(arrow.struct(region))),
            ("organisations", arrow.list_(arrow.struct([*place, *texts("name", "kind", "region", "rule")]))),
            ("times", arrow.list_(arrow.struct([*place, *texts("period", "kind", "rule")]))),
            ("quantities", arrow.list_(quantity)),
            ("facts", arrow.list_(arrow.struct(fact))),
            ("warnings", arrow.list_(arrow.struct(warning))),
            ("error", text),
        ]
    )


def extract_batch(
    batch: "pyarrow.RecordBatch", *, text: str = "text", extractor: Extractor | None = None
) -> "pyarrow.RecordBatch":
    """Read the texts of a record batch.

    Args:
        batch: Has a column of texts and, where known, `id`, `date`, `issuer` and `title`.
        text: The name of the column of texts.
        extractor: One of yours; otherwise one is loaded, once in each process.

    Returns:
        A row for each row, in order. A row that cannot be read has its reason in `error`.

    Raises:
        InputValueError: There is no such column.

    >>> import pyarrow
    >>> batch = pyarrow.RecordBatch.from_pylist([{"text": "湖北罚款5万元。"}, {"text": None}])
    >>> out = extract_batch(batch)
    >>> out.column("facts")[0].as_py()[0]["quantity"]["value"], out.column("error")[1].as_py()[:14]
    ('50000', 'InputTypeError')
    """
    arrow = require("pyarrow", extra="frames")
    if text not in batch.schema.names:
        raise InputValueError(f"the batch has no column {text!r}; it has {', '.join(batch.schema.names)}")
    columns = {name: batch.column(name).to_pylist() for name in (text, *KNOWN) if name in batch.schema.names}
    known = [name for name in KNOWN if name in columns]
    items = [
        Input(body, **{name: _plain(columns[name][row]) for name in known}) for row, body in enumerate(columns[text])
    ]
    nlp, schema = extractor or _extractor(), document_schema()
    parts = []  # records weigh many times what their columns do, so that few are held at once
    for start in range(0, len(items), AT_ONCE):
        some = items[start : start + AT_ONCE]
        documents = nlp.read_batch(some, on_error="report")
        rows = [_row(item, document) for item, document in zip(some, documents, strict=True)]
        parts.append(arrow.RecordBatch.from_pylist(rows, schema=schema))
    whole = arrow.Table.from_batches(parts, schema=schema).combine_chunks().to_batches()
    return whole[0] if whole else arrow.RecordBatch.from_pylist([], schema=schema)


def _row(item: Input, document: Document) -> dict[str, Any]:
    failed = next((warning.message for warning in document.warnings if warning.kind == "failed"), None)
    return {**to_dict(document), "text": item.text, "error": failed}


@cache
def _extractor() -> Extractor:
    return load()


def _plain(value: object) -> str | None:
    """Dates and numbers as the strings that `Input` takes."""
    return None if value is None else str(value)
