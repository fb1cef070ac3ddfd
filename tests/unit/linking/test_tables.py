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


def _parents(text: str) -> list[tuple[str, str | None]]:
    facts = extract(text).facts
    texts: dict[str | None, str | None] = {fact.id: fact.quantity.text for fact in facts}
    return [(fact.quantity.text, texts.get(fact.parent)) for fact in facts]


def test_rows_above_their_sum_are_its_parts() -> None:
    text = "单位：万元\n项目\t2022年末\n电缆业务\t3,120.50\n储能业务\t880.10\n合计\t4,000.60\n"
    assert _parents(text) == [("3,120.50", "4,000.60"), ("880.10", "4,000.60"), ("4,000.60", None)]


def test_sums_of_sums() -> None:
    text = (
        "单位：万元\n项目\t2022年末\n货币资金\t1,200.00\n存货\t300.00\n流动资产合计\t1,500.00\n"
        "固定资产\t2,100.00\n在建工程\t400.00\n非流动资产合计\t2,500.00\n资产总计\t4,000.00\n股东人数合计\t9,001.00\n"
    )
    parents = dict(_parents(text))
    assert parents["1,200.00"] == parents["300.00"] == "1,500.00"
    assert parents["2,100.00"] == parents["400.00"] == "2,500.00"
    assert parents["1,500.00"] == parents["2,500.00"] == "4,000.00"
    assert parents["4,000.00"] is None


def test_a_row_that_the_rows_behind_it_add_up_to() -> None:
    text = (
        "单位：元\n账龄\t账面余额\n1年以内\t5,000.00\n3年以上\t1,700.00\n3至4年\t1,100.00\n4至5年\t400.00\n"
        "5年以上\t200.00\n合计\t6,700.00\n"
    )
    assert _parents(text) == [
        ("5,000.00", "6,700.00"),
        ("1,700.00", "6,700.00"),
        ("1,100.00", "1,700.00"),
        ("400.00", "1,700.00"),
        ("200.00", "1,700.00"),
        ("6,700.00", None),
    ]


def test_a_first_row_that_the_rows_behind_it_add_up_to_is_a_part_of_the_sum() -> None:
    text = "单位：万元\n项目\t金额\n债券\t900\n政府债券\t300\n公司债券\t600\n存单\t250\n合计\t1,150\n"
    assert _parents(text) == [
        ("900", "1,150"),
        ("300", "900"),
        ("600", "900"),
        ("250", "1,150"),
        ("1,150", None),
    ]


def test_figures_in_brackets_are_less_than_nothing() -> None:
    text = "单位：万元\n项目\t2022年\t2021年\t增（减）额\t变动（%）\n公允价值变动损益\t395\t(1,427)\t1,822\t-\n代理业务\t450\t489\t(39)\t(7.98)\n"
    facts = extract(text).facts
    assert [(str(fact.quantity.value), fact.kind, fact.direction) for fact in facts] == [
        ("3950000", "level", None),
        ("-14270000", "level", None),
        ("18220000", "change", "up"),
        ("4500000", "level", None),
        ("4890000", "level", None),
        ("390000", "change", "down"),
        ("7.98", "growth", "down"),
    ]


def test_plain_figures_under_a_heading_of_counts() -> None:
    text = "专业构成\t人数（人）\t编号\n销售人员\t77\t12\n技术人员\t659\t13\n合计\t736\t\n"
    assert _parents(text) == [("77", "736"), ("659", "736"), ("736", None)]


def test_sums_are_no_percentages() -> None:
    text = "人民币百万元，百分比除外\n债券\t面值\t票面利率\n某政策性金融债\t84,003.05\t3.71\n"
    assert [fact.quantity.unit for fact in extract(text).facts] == ["元", "%"]


def test_a_row_that_ends_early_keeps_its_columns() -> None:
    text = "单位：万元\n账龄\t账面金额\t占比\t坏账准备\t计提比例\n1年以内\t8,612.50\t74%\t434.90\t5%\n合计\t11,710.50\t100%\t864.30\n"
    facts = extract(text).facts
    assert [(fact.metric.text, fact.kind) for fact in facts[-3:]] == [
        ("账面金额", "level"),
        ("账面金额占比", "share"),
        ("坏账准备", "level"),
    ]


def test_headers_that_do_not_stand_at_the_tabs_of_their_columns() -> None:
    text = "\t原料种类\t\t2009年度\t\t同比变动幅度\t2008年度\n氧化铝\t\t6.54\t\t-5.63%\t\t6.93\n"
    facts = extract(text).facts
    assert [(fact.kind, fact.time and fact.time.period) for fact in facts] == [
        ("level", "2009"),
        ("growth", "2009"),
        ("level", "2008"),
    ]


def test_headers_that_tabs_have_parted() -> None:
    text = "项目\t\t2010年度金额\t\t变动率\t2009年度\t金额\n①材料成本\t\t6.54\t\t-5.63%\t\t6.93\n"
    facts = extract(text).facts
    assert [(fact.kind, fact.time and fact.time.period) for fact in facts] == [
        ("level", "2010"),
        ("growth", "2010"),
        ("level", "2009"),
    ]
    assert facts[0].metric.text == "材料成本"


def test_columns_of_shares_beside_sums_and_of_words() -> None:
    text = (
        "报告期内，公司营业收入构成及变动情况如下：\n单位：万元，%\n项目\t去向\t2022年金额\t占比\n"
        "线束业务\t国外客户\t68,256.89\t96.56\n其他业务\t国内客户\t2,433.42\t3.44\n合计\t\t70,690.31\t100.00\n"
    )
    facts = extract(text).facts
    assert [(fact.metric.text, fact.quantity.unit, fact.kind) for fact in facts[:2]] == [
        ("线束业务", "元", "level"),
        ("占比线束业务", "%", "share"),
    ]
    assert facts[4].metric.text == "营业收入"


def test_rows_named_by_shares_with_their_codes() -> None:
    text = "公司名称\t主营业务毛利率2016年度\t2015年度\n贵州茅台（600519）\t20.10%\t26.13%\n"
    assert [(fact.metric.text, fact.subjects[0].text) for fact in extract(text).facts] == [
        ("主营业务毛利率", "贵州茅台"),
        ("主营业务毛利率", "贵州茅台"),
    ]


def test_days_that_open_a_header_name_no_measure() -> None:
    text = "单位：万元\n账龄\t2020.6.30账面金额\t占比\n一年以内\t1,200.5\t60%\n一年以上\t800.3\t40%\n"
    metrics = [fact.metric.text for fact in extract(text).facts if fact.quantity.unit == "元"]
    assert metrics == ["账面金额一年以内", "账面金额一年以上"]


def test_a_column_of_units_governs_the_figures_of_its_row() -> None:
    text = "指标\t单位\t2021年\t比上年增长%\n工业增加值\t亿元\t1250.3\t6.1\n财政收入\t亿元\t2011.5\t-3.2\n常住人口\t万人\t431\t0.2\n"
    facts = extract(text).facts
    assert [(fact.quantity.value, fact.quantity.unit, fact.kind, fact.time and fact.time.period) for fact in facts] == [
        (Decimal("125030000000"), "元", "level", "2021"),
        (Decimal("6.1"), "%", "growth", "2021"),
        (Decimal("201150000000"), "元", "level", "2021"),
        (Decimal("3.2"), "%", "growth", "2021"),
        (Decimal("4310000"), "人", "level", "2021"),
        (Decimal("0.2"), "%", "growth", "2021"),
    ]


def test_items_go_with_the_label_of_the_row_that_begins_their_group() -> None:
    text = "行业分类\t项目\t单位\t2019年\t2018年\n阀门\t销售量\t套\t9,120\t8,615\n\t库存量\t套\t310\t298\n"
    assert [(fact.quantity.text, fact.quantity.unit, fact.metric.text) for fact in extract(text).facts] == [
        ("9,120", "套", "阀门销售量"),
        ("8,615", "套", "阀门销售量"),
        ("310", "套", "阀门库存量"),
        ("298", "套", "阀门库存量"),
    ]


def test_a_column_of_sums_and_a_row_with_a_date_of_its_own() -> None:
    text = (
        "单位：万元\n项目\t2020年12月31日原值\t折旧\t合计\n"
        "2020年1月1日的余额\t3,120.50\t880.10\t4,000.60\n转出\t-\t-\t(26.00)\n"
    )
    assert [(fact.quantity.text, fact.metric.text, fact.time and fact.time.period) for fact in extract(text).facts] == [
        ("3,120.50", "原值余额", "2020-01-01"),
        ("880.10", "折旧余额", "2020-01-01"),
        ("4,000.60", "余额", "2020-01-01"),
        ("(26.00)", "转出", "2020-12-31"),
    ]


def test_rows_around_a_label_share_its_cell() -> None:
    text = (
        "行业分类\t项目\t单位\t2022年\t2021年\n\t销售量\t万台\t1,204\t988\n"
        "变压器\t生产量\t万台\t1,310\t990\n\t库存量\t万台\t215\t109\n"
    )
    facts = extract(text).facts
    assert [fact.metric.text for fact in facts[::2]] == ["销售量变压器", "变压器生产量", "变压器库存量"]


def test_columns_of_words_that_name_no_measure() -> None:
    text = (
        "客户名称\t与本公司关系\t账龄\t账面余额\n甲某\t非关联方\t1年以内\t1,204.00\n乙某\t非关联方\t1年以内\t988.00\n"
    )
    assert {"非关联方" in fact.metric.text or "1年" in fact.metric.text for fact in extract(text).facts} == {False}


def test_merged_headers_span_the_columns_that_their_tabs_tell() -> None:
    text = (
        "\t\t2022年\t\t2021年\n产品分类\t项目\t金额\t占成本比\t金额\t占成本比\t同比增减\n\t\t\t重\t\t重\n"
        "变压器\t材料\t3,120.50\t26.0%\t2,880.10\t30.1%\t8.3%\n"
    )
    facts = extract(text).facts
    assert [(fact.kind, fact.time and fact.time.period) for fact in facts] == [
        ("level", "2022"),
        ("share", "2022"),
        ("level", "2021"),
        ("share", "2021"),
        ("growth", "2022"),
    ]
    assert [fact.metric.text for fact in facts[:2]] == ["变压器材料", "占成本变压器材料"]


def test_cells_that_go_on_in_the_next_line() -> None:
    text = "\n 姓名\n\t 职务\n\t 期初持股\n数（股）\n 田某\n\t 副总经理、财务\n总监\n\t 315,000\n 合计\n\t --\n\t 315,000\n其他事项\n"
    assert [fact.metric.text for fact in extract(text).facts] == ["持股\n数田某", "持股\n数"]


def test_brackets_of_a_cell_make_its_figure_negative() -> None:
    facts = extract("资产减值准备\t(165,074)\t-\t(115,022)\n负债总额\t9,455,709\t-\t8,796,966\n").facts
    assert [str(fact.quantity.value) for fact in facts] == ["-165074", "-115022", "9455709", "8796966"]


def test_brackets_count_once_where_the_table_with_the_unit_has_ended() -> None:
    text = "单位：万元\n项目\t金额\n甲\t(12.5)\n" + "说明文字。\n" * 1300 + "乙\t(13.5)\n"
    assert [(amount.text, amount.value) for amount in extract(text).quantities] == [
        ("(12.5)", Decimal(-125000)),
        ("(13.5)", Decimal("-13.5")),
    ]


def _metrics(text: str) -> list[str]:
    return [f"{fact.quantity.text} {fact.metric.text}" for fact in extract(text).facts]


def test_rows_on_lines_of_their_own_share_a_label() -> None:
    text = (
        " 行业分类\n\t 项目\n\t 单位\n\t 2019年\n\t 2018年\n 水泵行业\n\t 销售量\n\t 吨\n\t 1,495.8\n\t 1,352.1\n"
        "\t 生产量\n\t 吨\n\t 1,578.6\n\t 1,380.5\n 库存量\n\t 吨\n\t 415.1\n\t 333.2\n"
    )
    facts = extract(text).facts
    assert _metrics(text)[2:5] == ["1,578.6 水泵行业生产量", "1,380.5 水泵行业生产量", "415.1 水泵行业库存量"]
    assert [fact.time.period for fact in facts if fact.time] == ["2019", "2018"] * 3
    assert {fact.quantity.unit for fact in facts} == {"吨"}


def test_a_header_goes_on_in_the_next_line() -> None:
    text = "单位：元\n\t\t占应收账款期末余额合计数\n名称\t应收账款期末余额\t的比例\n水泵业务\t40,160.09\t18.49%\n"
    assert _metrics(text)[0] == "40,160.09 应收账款期末余额水泵业务"
    assert _metrics(text)[1].startswith("18.49% 占应收账款期末余额合计数")


def test_what_a_cell_says_at_length_heads_no_column() -> None:
    text = (
        "单位：元\n\t金额\t占利润总额比例\t形成原因\n\t\t\t主要系公司购买理财产品所致。\t否\n投资收益\t20,534,266\t27.27%\n"
        "\t\t\t主要系公司收到工\n营业外收入\t35,271.14\t0.05%\t作经费3万元所致。\t否\n"
    )
    facts = extract(text).facts
    assert [fact.kind for fact in facts] == ["level", "share", "level", "share", "level"]
    assert facts[3].metric.text == "占利润总额营业外收入"


def test_numbers_in_a_label_are_no_facts() -> None:
    text = "项目\t2022年\t2021年\n两种原料占成本比例（%）\t61.5\t59.0\n"
    assert "两种" not in [fact.quantity.text for fact in extract(text).facts]


def test_a_caption_names_whose_measure_a_row_gives() -> None:
    rows = "项目\t2010年度\t2009年度\n毛利率（%）\t32.14\t33.17\n收入（万元）\t3,214.00\t3,317.00\n"
    assert _metrics("2、水泵毛利率分析\n" + rows)[::2] == ["32.14 水泵毛利率", "3,214.00 收入"]
    assert _metrics("2、各地区毛利率分析\n" + rows)[0] == "32.14 毛利率"
