"""Documents as typed tables: one tidy row a fact, and one table for each kind of mention.

`to_arrow` is the table that the others are made from; its schema is `table_schema`.
Values are decimals with twelve places (`decimal128(38, 12)`); a value that does not
fit is null there and stands exactly in the column of its surface, `text`.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, overload

from zhextract.errors import InputValueError
from zhextract.integrations.extras import require
from zhextract.output.rows import FACT_COLUMNS, fact_row
from zhextract.periods import parse_period
from zhextract.records import Document

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

__all__ = ["TABLES", "table_schema", "to_arrow", "to_frame", "write_excel", "write_parquet"]

Row = tuple[Any, ...]

# Columns with their types; the types are names so that no library is needed to read them.
MENTION = (("document", "text"), ("start", "int"), ("end", "int"), ("text", "text"))
AMOUNT = (
    ("value", "decimal"),
    ("low", "decimal"),
    ("high", "decimal"),
    ("bound", "text"),
    ("unit", "text"),
    ("unit_code", "text"),
    ("dimension", "text"),
)
FACT_TYPES = {
    "value": "decimal",
    "low": "decimal",
    "high": "decimal",
    "start": "int",
    "end": "int",
    "confidence": "float",
}
TABLES: dict[str, tuple[tuple[str, str], ...]] = {
    "facts": (
        *((name, FACT_TYPES.get(name, "text")) for name in FACT_COLUMNS),
        ("period_start", "date"),
        ("period_end", "date"),
        ("sentence", "text"),
    ),
    "regions": (*MENTION, ("code", "text"), ("name", "text"), ("level", "text"), ("country", "text")),
    "organisations": (*MENTION, ("name", "text"), ("kind", "text"), ("region", "text")),
    "times": (*MENTION, ("period", "text"), ("kind", "text"), ("period_start", "date"), ("period_end", "date")),
    "quantities": (*MENTION, *AMOUNT),
}
PLACES = 12
LARGEST = Decimal(10) ** (38 - PLACES)
EXCEL_WIDTHS = {"document": 16, "subject": 20, "metric": 32, "value": 16, "period": 18, "base": 14, "text": 16}
EXCEL_ROWS, EXCEL_LINKS = 1_048_575, 65_530  # below the heading; of one sheet


def table_schema(table: str = "facts") -> "pyarrow.Schema":
    """The Arrow schema of a table.

    >>> table_schema("regions").field("code").type
    DataType(string)
    """
    arrow = require("pyarrow", extra="frames")
    types = {
        "text": arrow.string(),
        "int": arrow.int64(),
        "float": arrow.float64(),
        "date": arrow.date32(),
        "decimal": arrow.decimal128(38, PLACES),
    }
    return arrow.schema([(name, types[kind]) for name, kind in _columns(table)])


def to_arrow(documents: Iterable[Document], *, table: str = "facts") -> "pyarrow.Table":
    """Gather documents into an Arrow table.

    Args:
        documents: Read once, in order.
        table: facts · regions · organisations · times · quantities.

    Raises:
        InputValueError: There is no such table.
        MissingExtraError: pyarrow is not installed.

    >>> import zhextract
    >>> to_arrow([zhextract.extract("湖北罚款5万元。")]).column("value")[0].as_py()
    Decimal('50000.000000000000')
    """
    arrow = require("pyarrow", extra="frames")
    columns = _columns(table)
    rows = [row for document in documents for row in _ROWS[table](document)]
    arrays = zip(*rows, strict=True) if rows else ([] for _ in columns)
    schema = table_schema(table)
    return arrow.table(
        [arrow.array(list(values), type=field.type) for values, field in zip(arrays, schema, strict=True)],
        schema=schema,
    )


@overload
def to_frame(
    documents: Iterable[Document], *, table: str = "facts", library: Literal["pandas"] = "pandas"
) -> "pandas.DataFrame": ...


@overload
def to_frame(
    documents: Iterable[Document], *, table: str = "facts", library: Literal["polars"]
) -> "polars.DataFrame": ...


def to_frame(documents: Iterable[Document], *, table: str = "facts", library: str = "pandas") -> Any:
    """Gather documents into a data frame with stable, typed columns; decimals stay decimals.

    In pandas they are objects, in Polars of twelve places.

    Args:
        documents: Read once, in order.
        table: facts · regions · organisations · times · quantities.
        library: pandas or polars.

    Raises:
        InputValueError: There is no such table, or no such library.
        MissingExtraError: The library is not installed.

    >>> import zhextract
    >>> frame = to_frame([zhextract.extract("湖北罚款5万元，湖南罚款3万元。")])
    >>> list(frame["subject"])
    ['湖北省', '湖南省']
    """
    if library == "polars":
        return require("polars", extra="frames").from_arrow(to_arrow(documents, table=table))
    if library != "pandas":
        raise InputValueError(f"unknown library {library!r}; there are pandas and polars")
    require("pandas", extra="frames")
    frame = to_arrow(documents, table=table).to_pandas(date_as_object=False)
    for name, kind in _columns(table):
        if kind == "decimal":  # which Arrow pads to its twelve places
            frame[name] = frame[name].map(_without_padding).astype(object)
    return frame


def write_parquet(documents: Iterable[Document], path: str | Path, *, table: str = "facts", group: int = 1000) -> None:
    """Write a table as Parquet, `group` documents at a time, so that memory stays bounded."""
    parquet = require("pyarrow.parquet", extra="frames")
    with parquet.ParquetWriter(str(path), table_schema(table)) as writer:
        for part in _grouped(documents, group):
            writer.write_table(to_arrow(part, table=table))


def write_excel(documents: Iterable[Document], path: str | Path) -> None:
    """Write the facts as an Excel workbook; each amount is a link to its sentence on the second sheet.

    No cell is a formula: texts are written as texts whatever they begin with.
    Excel follows no more than 65,530 links of a sheet; later amounts are plain.

    Raises:
        InputValueError: There are more facts than Excel has rows, 1,048,575.
        MissingExtraError: xlsxwriter is not installed.
    """
    xlsxwriter = require("xlsxwriter", extra="frames")
    safe = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), safe) as book:
        facts, sentences = book.add_worksheet("facts"), book.add_worksheet("sentences")
        bold = book.add_format({"bold": True})
        names = [name for name, _ in TABLES["facts"] if name != "sentence"]
        facts.write_row(0, 0, names, bold)
        facts.freeze_panes(1, 0)
        for column, name in enumerate(names):
            facts.set_column(column, column, EXCEL_WIDTHS.get(name, 10))
        sentences.write_row(0, 0, ["document", "fact", "sentence"], bold)
        sentences.set_column(2, 2, 120)
        line = 0
        for document in documents:
            for row in _fact_rows(document):
                line += 1
                if line > EXCEL_ROWS:
                    raise InputValueError(f"Excel holds {EXCEL_ROWS} facts and no more; write Parquet or CSV")
                *cells, sentence = row
                for column, cell in enumerate(cells):
                    _write_cell(facts, line, column, cell)
                amount = names.index("text")
                if line <= EXCEL_LINKS:
                    facts.write_url(line, amount, f"internal:sentences!C{line + 1}", string=str(cells[amount]))
                for column, cell in enumerate((document.id, cells[1], sentence)):
                    _write_cell(sentences, line, column, cell)
        if line:
            facts.autofilter(0, 0, line, len(names) - 1)


def _write_cell(sheet: Any, line: int, column: int, cell: object) -> None:
    if cell is None:
        return
    if isinstance(cell, Decimal | float | int):
        sheet.write_number(line, column, cell)
    else:
        sheet.write_string(line, column, str(cell).encode("utf-8", "replace").decode()[:32_767])


def _columns(table: str) -> tuple[tuple[str, str], ...]:
    if table not in TABLES:
        raise InputValueError(f"unknown table {table!r}; there are {', '.join(TABLES)}")
    return TABLES[table]


def _fact_rows(document: Document) -> Iterator[Row]:
    for fact in document.facts:
        first, last = _days(fact.time.period if fact.time else None)
        yield (*map(_cell, fact_row(document, fact)), first, last, _cell(_sentence(document.text, fact.quantity.start)))


def _region_rows(document: Document) -> Iterator[Row]:
    for row in document.regions:
        yield (document.id, row.start, row.end, _cell(row.text), row.code, row.name, row.level, row.country)


def _organisation_rows(document: Document) -> Iterator[Row]:
    for row in document.organisations:
        yield (document.id, row.start, row.end, _cell(row.text), _cell(row.name), row.kind, row.region)


def _time_rows(document: Document) -> Iterator[Row]:
    for row in document.times:
        yield (document.id, row.start, row.end, _cell(row.text), row.period, row.kind, *_days(row.period))


def _quantity_rows(document: Document) -> Iterator[Row]:
    for row in document.quantities:
        numbers = (_cell(row.value), _cell(row.low), _cell(row.high))
        names = (row.bound, _cell(row.unit), row.unit_code, row.dimension)
        yield (document.id, row.start, row.end, _cell(row.text), *numbers, *names)


_ROWS: dict[str, Callable[[Document], Iterator[Row]]] = {
    "facts": _fact_rows,
    "regions": _region_rows,
    "organisations": _organisation_rows,
    "times": _time_rows,
    "quantities": _quantity_rows,
}


def _cell(cell: Any) -> Any:
    """What a column can hold: decimals of at most 26 places before the point, texts that UTF-8 can write."""
    if isinstance(cell, Decimal):
        return cell if abs(cell) < LARGEST and -int(cell.as_tuple().exponent) <= PLACES else None
    if isinstance(cell, str) and not cell.isascii():
        return cell.encode("utf-8", "replace").decode()
    return cell


def _without_padding(value: Decimal | None) -> Decimal | None:
    return None if value is None else Decimal(format(value, "f").rstrip("0").removesuffix("."))


def _days(period: str | None) -> tuple[date | None, date | None]:
    read = parse_period(period) if period else None
    return (read.first, read.last) if read else (None, None)


def _sentence(text: str, offset: int) -> str:
    """The sentence around an offset, cut at full stops and line ends."""
    start = max(text.rfind(mark, 0, offset) for mark in "。！？\n") + 1
    ends = [end for mark in "。！？\n" if (end := text.find(mark, offset)) >= 0]
    return text[start : min(ends, default=len(text)) + 1].strip()


def _grouped(documents: Iterable[Document], size: int) -> Iterator[list[Document]]:
    group: list[Document] = []
    for document in documents:
        group.append(document)
        if len(group) == size:
            yield group
            group = []
    if group:
        yield group
