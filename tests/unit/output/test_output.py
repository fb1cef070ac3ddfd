"""Documents written out: the contract, CSV, tables, and the page."""

import csv
import io
import json
import re

import pytest

import zhextract
from zhextract.output import FACT_COLUMNS, to_csv, to_explanation, to_html, to_markdown, to_notebook, to_table
from zhextract.output.delimited import safe_cell

TEXT = "2024年，湖北、湖南、江西罚没金额较上年分别上升12.5%、9.8%、7.1%。其中，武汉市处罚单位120家。"


@pytest.fixture(scope="module")
def document():
    return zhextract.extract(TEXT, id="a|b", issuer="水利部", date="2025-02-18")


def test_contract_offsets_and_numbers(document):
    row = json.loads(document.to_json())
    for name in ("regions", "organisations", "times", "quantities"):
        assert all(TEXT[item["start"] : item["end"]] == item["text"] for item in row[name])
    assert {type(item["value"]) for item in row["quantities"]} <= {str, type(None)}


def test_json_of_a_lone_surrogate_can_be_encoded():
    text = zhextract.extract("产量3亿吨\ud800").to_json()
    assert json.loads(text.encode())["text"].endswith("\ud800")


def test_csv_has_a_row_a_fact(document):
    rows = list(csv.DictReader(io.StringIO(to_csv([document]))))
    assert len(rows) == len(document.facts) >= 4
    assert tuple(rows[0]) == FACT_COLUMNS
    assert rows[0]["subject"] == "湖北省"


@pytest.mark.parametrize("cell", ["=1+1", "+cmd", "-x", "@sum", "\tx", "＝1"])
def test_cells_cannot_become_formulas(cell):
    assert safe_cell(cell).startswith("'")


def test_tables_show_subject_and_amount(document):
    for text in (to_table([document]), to_markdown([document]), str(document)):
        assert "湖北省" in text
        assert "12.5%" in text
    assert "a\\|b" in to_markdown([document])


def test_explanation_stands_beside_its_sentence(document):
    assert "【12.5%】" in to_explanation(document)


def test_page_is_self_contained_and_marks_every_layer(document):
    page = to_html([document])
    assert not re.search(r"(?:src|href)\s*=|url\(|@import", page)
    for kind in ("region", "time", "quantity", "metric"):
        assert re.search(rf'<span class="[^"]*\b{kind}\b', page)
    assert page.count("<tr data-fact=") == len(document.facts)
    assert page.count("<svg") >= 2  # bars and the tile map of three provinces


def test_page_escapes_everything():
    hostile = '<script>alert(1)</script>处罚金额5元"><img src=x onerror=alert(1)>'
    page = to_html([zhextract.extract(hostile, id='"><script>x', issuer="<b>")])
    assert page.count("<script>") == 1
    assert "<img" not in page
    assert "<b>" not in page.replace("<b class", "")


def test_page_text_is_the_document(document):
    body = re.search(r'<div class="text">(.*?)</div>', to_html([document]), re.DOTALL).group(1)
    assert re.sub(r"<[^>]+>", "", body) == TEXT


def test_notebook_fragment_is_sandboxed(document):
    assert 'sandbox="allow-scripts"' in to_notebook(document)
    assert document._repr_html_().startswith("<iframe")


def test_charts_tell_rises_from_falls():
    page = to_html([zhextract.extract("2024年，湖北、湖南、江西罚没金额较上年分别增长1.2亿元、下降3000万元、增长9%。")])
    assert page.count("<svg") == 0  # two units are not one series
    page = to_html([zhextract.extract("2024年，湖北、湖南、江西罚没金额较上年分别增长12.5%、下降9.8%、增长7%。")])
    assert (page.count('class="bar"'), page.count('class="bar down"')) == (2, 1)
    assert (page.count('class="tile"'), page.count('class="tile down"')) == (2, 1)
    assert re.search(r"<title>湖南 −9\.8%</title>", page)


def test_amounts_of_the_page_are_grouped_and_sorted_by_their_value():
    assert (
        '<td data-name="amount" class="number" data-key="627000000">627,000,000元</td>'
        in zhextract.extract("湖北处罚金额6.27亿元。").to_html()
    )


@pytest.mark.parametrize("text", [TEXT, "罚款5万元\ud800", ""])
def test_show_opens_the_page(monkeypatch, text):
    opened = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    document = zhextract.extract(text)
    path = document.show()
    try:
        assert opened == [path.as_uri()]
        assert path.read_text(encoding="utf-8") == document.to_html()
    finally:
        path.unlink()
