"""Record batches, and the recipes that are made of them."""

import pytest

import zhextract
from zhextract.errors import InputValueError
from zhextract.integrations.batches import document_schema, extract_batch

arrow = pytest.importorskip("pyarrow")

ROWS = [
    {"id": "a", "text": "湖北罚款5万元。", "date": "2024-02-06"},
    {"id": "b", "text": None, "date": None},
    {"id": "c", "text": "产量3亿吨。", "date": "no day"},
]


def test_rows_follow_the_contract_and_bad_rows_say_why():
    out = extract_batch(arrow.RecordBatch.from_pylist(ROWS))
    assert out.schema == document_schema()
    good, missing, dated = out.to_pylist()
    document = zhextract.extract(ROWS[0]["text"], id="a", date="2024-02-06")
    assert good["error"] is None
    assert [fact["quantity"]["value"] for fact in good["facts"]] == [str(f.quantity.value) for f in document.facts]
    assert missing["error"].startswith("InputTypeError")
    assert missing["id"] == "b"
    assert dated["error"] is None
    assert [warning["kind"] for warning in dated["warnings"]] == ["ignored"]


def test_a_missing_column_is_named():
    with pytest.raises(InputValueError, match="body"):
        extract_batch(arrow.RecordBatch.from_pylist(ROWS), text="body")


def test_polars_recipe():
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame(ROWS[:1])
    batches = frame.to_arrow().to_batches()
    facts = polars.from_arrow(arrow.Table.from_batches([extract_batch(batch) for batch in batches]))
    assert facts["facts"][0][0]["quantity"]["unit"] == "元"
