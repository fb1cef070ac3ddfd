"""Spark: one extractor a worker process, Arrow batches between, bad rows in an error column."""

from typing import TYPE_CHECKING

from zhextract.integrations.batches import document_schema, extract_batch
from zhextract.integrations.extras import require

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyarrow
    from pyspark.sql import DataFrame

__all__ = ["extract"]


def extract(frame: "DataFrame", *, text: str = "text") -> "DataFrame":
    """Read a column of texts; one row a document, with the contract's fields and `error`.

    Columns `id`, `date`, `issuer` and `title` are used where the frame has them; `text` is
    carried along. Facts become rows by `inline`:

        facts = extract(df).selectExpr("id as document", "inline(facts)")

    Args:
        frame: A Spark DataFrame.
        text: The name of its column of texts.

    Raises:
        MissingExtraError: pyspark or pyarrow is not installed.
    """
    types = require("pyspark.sql.pandas.types", extra="spark")

    def read(batches: "Iterator[pyarrow.RecordBatch]") -> "Iterator[pyarrow.RecordBatch]":
        for batch in batches:
            yield extract_batch(batch, text=text)

    return frame.mapInArrow(read, types.from_arrow_schema(document_schema()))
