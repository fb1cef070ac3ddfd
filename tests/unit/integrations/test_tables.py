"""Arrow, pandas, Polars, Parquet, Excel, and observation tables."""

from decimal import Decimal

import pytest

import zhextract
from zhextract.errors import InputValueError
from zhextract.integrations.observations import DATA_COMMONS_COLUMNS, SDMX_COLUMNS, to_data_commons, to_sdmx
from zhextract.integrations.tables import TABLES, table_schema, to_arrow, to_frame, write_excel, write_parquet

pytest.importorskip("pyarrow")

TEXT = "2024年，湖北、湖南罚没金额较上年分别下降12.5%、9.8%。全省罚款3万元至5万元，另有0.0000000000001吨。"


@pytest.fixture(scope="module")
def documents():
    return [zhextract.extract(TEXT, id="a"), zhextract.extract("", id="b"), zhextract.extract("增长\ud8005%")]


@pytest.mark.parametrize("table", TABLES)
def test_every_table_keeps_its_schema(documents, table):
    assert to_arrow(documents, table=table).schema == table_schema(table)
    assert to_arrow([], table=table).schema == table_schema(table)


def test_pandas_keeps_decimals_and_dates(documents):
    frame = to_frame(documents)
    assert [str(value) for value in frame["value"]][:3] == ["12.5", "9.8", "None"]
    assert frame["low"][2] == Decimal(30000)
    assert to_frame([])["value"].dtype == frame["value"].dtype == object
    assert str(frame["period_start"][0])[:10] == "2024-01-01"
    assert frame["sentence"][0].startswith("2024年")


def test_a_value_that_does_not_fit_is_null_and_its_surface_stays(documents):
    rows = to_arrow(documents, table="quantities").to_pylist()
    tiny = next(row for row in rows if row["unit"] == "吨")
    assert tiny["value"] is None
    assert "0.0000000000001" in tiny["text"]


def test_polars(documents):
    pytest.importorskip("polars")
    frame = to_frame(documents, library="polars")
    assert frame["subject"].to_list()[:2] == ["湖北省", "湖南省"]


def test_unknown_names(documents):
    with pytest.raises(InputValueError, match="chairs"):
        to_frame(documents, table="chairs")
    with pytest.raises(InputValueError, match="excel"):
        to_frame(documents, library="excel")


def test_parquet_round_trip(documents, tmp_path):
    import pyarrow.parquet

    path = tmp_path / "facts.parquet"
    write_parquet(documents, path, group=1)
    assert pyarrow.parquet.read_table(path).equals(to_arrow(documents))


def test_excel_has_no_formulas_and_links_to_the_sentence(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    path = tmp_path / "facts.xlsx"
    write_excel([zhextract.extract("=HYPERLINK(1)处罚金额5万元。", id="=1+1")], path)
    sheet = openpyxl.load_workbook(path)["facts"]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    links = [cell.hyperlink for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert links[0].location == "sentences!C2"


def test_excel_says_what_it_cannot_hold(tmp_path, monkeypatch):
    openpyxl = pytest.importorskip("openpyxl")
    document = zhextract.extract("湖北罚款5万元，湖南罚款3万元。")
    monkeypatch.setattr("zhextract.integrations.tables.EXCEL_LINKS", 1)
    write_excel([document], tmp_path / "facts.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "facts.xlsx")["facts"]
    assert len([cell for row in sheet.iter_rows() for cell in row if cell.hyperlink]) == 1
    assert [cell.value for cell in sheet["X"]] == ["text", "5万元", "3万元"]
    monkeypatch.setattr("zhextract.integrations.tables.EXCEL_ROWS", 1)
    with pytest.raises(InputValueError, match="Parquet"):
        write_excel([document], tmp_path / "facts.xlsx")


def test_observations_carry_direction_in_the_value(documents):
    sdmx = [dict(zip(SDMX_COLUMNS, row, strict=True)) for row in to_sdmx(documents)]
    assert (sdmx[0]["REF_AREA"], sdmx[0]["OBS_VALUE"], sdmx[0]["TRANSFORMATION"]) == ("420000", "-12.5", "GY")
    commons = [dict(zip(DATA_COMMONS_COLUMNS, row, strict=True)) for row in to_data_commons(documents)]
    assert (commons[0]["observationAbout"], commons[0]["observationDate"]) == ("GBT2260/420000", "2024")
    assert {"low", "high"} <= {row["COMMENT_OBS"] for row in sdmx}
