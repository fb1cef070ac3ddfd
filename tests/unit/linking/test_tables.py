"""Amounts in flattened tables know their row and their columns."""

from decimal import Decimal

from zhextract import extract

TABBED = "项目\t2023年\t占比（%）\t2022年\t占比（%）\n公司存款\t1,128,965\t12.12\t1,157,780\t13.42\n"
LINES = "单位：元\n\t 2019 年\n\t 2018 年\n 营业收入\n\t 2,941,412\n\t 2,718,608\n"


def test_tab_separated_rows() -> None:
    metrics = [(fact.quantity.text, fact.metric.text) for fact in extract(TABBED).facts]
    assert metrics[0] == ("1,128,965", "公司存款")


def test_cells_on_lines_of_their_own() -> None:
    facts = extract(LINES).facts
    assert [(fact.quantity.text, fact.metric.text) for fact in facts] == [
        ("2,941,412", "营业收入"),
        ("2,718,608", "营业收入"),
    ]


def test_ticks_of_an_axis_are_no_facts() -> None:
    assert extract("出口集中度\n100%\n95%\n90%\n85%\n").facts == ()


def test_units_of_columns_and_rows() -> None:
    text = "产品\t2010年收入(万元)\t比例(%)\n控制器\t2,317.18\t20.25\n"
    facts = extract(text).facts
    assert [(fact.quantity.value, fact.quantity.unit, fact.kind) for fact in facts] == [
        (Decimal("23171800"), "元", "level"),
        (Decimal("20.25"), "%", "share"),
    ]


def test_a_column_overrules_the_unit_of_the_whole_table() -> None:
    text = "单位：万元\n产品\t2010年收入\t占比（%）\n控制器\t2,317.18\t20.25\n"
    assert [(fact.quantity.value, fact.quantity.unit) for fact in extract(text).facts] == [
        (Decimal("23171800"), "元"),
        (Decimal("20.25"), "%"),
    ]


def test_headers_of_years_leave_the_column_of_growth_alone() -> None:
    text = "单位：元\n\t2022年\t\t2021年\n\t金额\t占比\t金额\t占比\t同比增减\n电缆附件\t3,120.50\t26.0%\t2,880.10\t30.1%\t8.3%\n"
    facts = extract(text).facts
    assert [(fact.kind, fact.time and fact.time.period) for fact in facts] == [
        ("level", "2022"),
        ("share", "2022"),
        ("level", "2021"),
        ("share", "2021"),
        ("growth", "2022"),
    ]


def test_balances_of_a_report_hold_at_the_end_of_its_year() -> None:
    text = "单位：元\n名称\t账面余额\t坏账准备\n1年以内\t3,120.50\t26.00\n1至2年\t880.10\t30.10\n"
    facts = extract(text, title="某公司2022年年度报告").facts
    assert [fact.time and fact.time.period for fact in facts] == ["2022-12-31", "2022", "2022-12-31", "2022"]
