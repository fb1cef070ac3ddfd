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


def names(value):
    """The names of nested fields, of a type or of plain values."""
    if isinstance(value, arrow.StructType | arrow.Schema):
        return {field.name: names(field.type) for field in value}
    if isinstance(value, arrow.ListType):
        return names(value.value_type)
    if isinstance(value, dict):
        return {name: names(item) for name, item in value.items()}
    return names(value[0]) if isinstance(value, list | tuple) and value else None


def test_the_schema_has_every_field_of_the_contract():
    text = "2024年，湖北、湖南罚没金额分别为2万元、3万元，较上年增长5%。其中，水利部罚款1亿元。"
    row = zhextract.extract(text).to_dict()
    whole = {name: {} for name in ("base", "group", "time")}
    for fact in row["facts"]:
        whole.update({name: fact[name] for name in whole if fact[name]})
    row["facts"] = [{**row["facts"][0], **whole}]
    row["warnings"] = [{"kind": "", "message": "", "facts": [], "spans": []}]
    assert names(document_schema()) == {**names(row), "error": None}


def test_a_missing_column_is_named():
    with pytest.raises(InputValueError, match="body"):
        extract_batch(arrow.RecordBatch.from_pylist(ROWS), text="body")


@pytest.mark.parametrize("rows", [0, 1, 32, 100])
def test_a_batch_of_any_size_is_one_batch(rows):
    texts = [f"第{number}批罚款{number + 1}万元。" for number in range(rows)]
    out = extract_batch(arrow.RecordBatch.from_pydict({"text": arrow.array(texts, arrow.string())}))
    assert out.column("text").to_pylist() == texts
    assert [facts[0]["quantity"]["value"] for facts in out.column("facts").to_pylist()] == [
        f"{n + 1}0000" for n in range(rows)
    ]


def test_polars_recipe():
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame(ROWS[:1])
    batches = frame.to_arrow().to_batches()
    facts = polars.from_arrow(arrow.Table.from_batches([extract_batch(batch) for batch in batches]))
    assert facts["facts"][0][0]["quantity"]["unit"] == "元"
