"""Organisations: cases, short forms, pointing words, batches."""

from pathlib import Path

import pytest

from zhextract.entities import find_organisations, find_regions
from zhextract.entities.tagger import load_tagger
from zhextract.records import Organisation

CASES = Path(__file__).parents[2] / "cases" / "organisations.tsv"


def read(text: str, issuer: str | None = None) -> list[Organisation]:
    return find_organisations([text], [find_regions(text)], [issuer])[0]


def rows() -> list[tuple[str, str, str | None]]:
    found = []
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            sentence, mentions, issuer, *_ = [*line.split("\t"), "", ""]
            found.append((sentence, mentions, issuer or None))
    return found


@pytest.mark.parametrize(("sentence", "mentions", "issuer"), rows())
def test_case(sentence: str, mentions: str, issuer: str | None) -> None:
    assert "|".join(o.text for o in read(sentence, issuer)) == mentions


def test_defined_short_form_takes_the_full_name() -> None:
    text = "青海三江水电有限公司（以下简称“三江水电”）公告称，三江水电拟发行债券。"
    names = {o.text: o.name for o in read(text)}
    assert names["三江水电"] == "青海三江水电有限公司"


def test_a_company_named_first_is_not_its_subsidiary() -> None:
    found = {row.text: row.name for row in read("京东涨3%，京东物流涨5%。")}
    assert found == {"京东": "京东", "京东物流": "京东物流"}


def test_short_form_in_brackets_without_full_name_is_left_alone() -> None:
    assert all("办法" not in o.text for o in read("《排污许可管理办法》（以下简称《办法》）自即日起施行。"))


@pytest.mark.parametrize(
    ("text", "word", "issuer", "name"),
    [
        ("本行净利润增长3%。", "本行", "云岭银行股份有限公司", "云岭银行股份有限公司"),
        ("我局依法作出处罚。", "我局", "青山市生态环境局", "青山市生态环境局"),
        ("公司营业收入增长3%。", "公司", "云岭药业股份有限公司", "云岭药业股份有限公司"),
        ("罚款缴至中信银行，由该行上缴国库。", "该行", None, "中信银行"),
    ],
)
def test_pointing_word_takes_the_name(text: str, word: str, issuer: str | None, name: str) -> None:
    assert {o.text: o.name for o in read(text, issuer)}[word] == name


def test_a_company_that_the_lead_does_not_name_is_none_of_its_customers() -> None:
    text = "公司前三季度实现净利润3亿元。公司与云岭电池股份有限公司签订合同，公司毛利率为20%。"
    assert {o.name for o in read(text) if o.text == "公司"} == {"公司"}


def test_issuer_of_another_kind_does_not_lend_its_name() -> None:
    names = {o.text: o.name for o in read("云岭银行公告，公司净利润增长3%，公司分红。", "证监会")}
    assert names.get("公司") != "证监会"


def test_kind_and_region() -> None:
    found = {o.text: o for o in read("山东省人民政府与清华大学签署协议，国务院有关部门参加。")}
    assert (found["山东省人民政府"].kind, found["山东省人民政府"].region) == ("government", "370000")
    assert found["清华大学"].kind == "school"
    assert (found["国务院"].kind, found["国务院"].region) == ("government", "100000")


def test_batch_reads_as_one_by_one() -> None:
    texts = ["商务部发布数据。", "", "国家统计局：增长5%", "无", "海关总署、财政部公告"]
    batch = find_organisations(texts, [find_regions(text) for text in texts], [None] * len(texts))
    assert batch == [read(text) for text in texts]


@pytest.mark.parametrize(
    "text", ["", "\n", "\ud800国务院\udfff", "国务院😀教育部", "公司" * 3000, "(" * 5000, "有限公司" * 2000]
)
def test_any_text_is_read_and_mentions_stand_apart(text: str) -> None:
    found = find_organisations([text], [[]], [None])[0]
    assert all(text[o.start : o.end] == o.text for o in found)
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))


def test_no_texts() -> None:
    assert find_organisations([], [], []) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("中国证券监督管理委员会上海监管局作出决定。", "310000"),
        ("山东省青岛市人民政府印发通知。", "370200"),
        ("中信银行北京分行受理。", "110000"),
        ("中国人民银行发布报告。", "100000"),
    ],
)
def test_region_is_the_seat(text: str, code: str) -> None:
    assert [o.region for o in read(text)] == [code]


def test_short_name_of_a_central_body_takes_the_full_name_before_it() -> None:
    text = "国家金融监督管理总局介绍了情况。金融监管总局将加强引导。"
    assert [o.name for o in read(text)] == ["国家金融监督管理总局"] * 2


def test_whole_names_of_many_lines_are_each_found() -> None:
    text = "岳阳市清湖支队\n" * 500
    assert len(find_organisations([text], [find_regions(text)], [None])[0]) == 500


def test_other_weights_may_be_given() -> None:
    assert (
        find_organisations(["商务部发布公告。"], [[]], [None], tagger=load_tagger("organisations"))[0][0].text
        == "商务部"
    )
