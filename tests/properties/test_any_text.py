"""Any string whatever is read: offsets slice back, the same twice, threads agree, cost grows as the text."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zhextract
from zhextract.output import from_dict, to_dict
from zhextract.packing import pack, unpack

PIECES = [
    "2024年", "上半年", "湖北省", "武汉市", "全国", "水利部", "有限公司", "处罚金额", "粮食产量", "同比增长", "较上年", "下降",
    "分别", "其中", "，", "。", "、", "（", "）", "\n", "62.7亿元", "5%", "三成", "近四倍", "0.3个百分点", "第3位", "3—5万吨",
    "约", "以上", "占", "的比重", "由", "增至", "子公司", "收购", "股权", "惠及", "前值", "预期", "以", "3批", "家", "共", "《", "》", "：", "“", "”", " ", "百分之", "一", "9", ".", ",", "\ud800", "\u200b", "<br>", "&nbsp;", "２",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=60).map("".join) | st.text(max_size=80)


def surfaces(document):
    for rows in (document.regions, document.organisations, document.times, document.quantities):
        yield from rows
    for fact in document.facts:
        yield fact.quantity
        yield from fact.subjects
        yield from (row for row in (fact.base, fact.time) if row is not None and row.start is not None)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_offsets_slice_back(text):
    document = zhextract.extract(text)
    assert document.text == text
    for row in surfaces(document):
        assert 0 <= row.start < row.end <= len(text)
        assert text[row.start : row.end] == row.text
    for fact in document.facts:
        assert fact.metric.text == "".join(text[start:end] for start, end in fact.metric.spans)
        assert fact.why
        assert fact.parent != fact.id


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_every_form_reads_back(text):
    document = zhextract.extract(text)
    assert unpack(pack(document)) == document
    assert from_dict(to_dict(document)) == document
    document.to_json().encode()
    document.to_html().encode()


def test_threads_share_an_extractor():
    texts = [f"{year}年湖北粮食产量{year}万吨，增长{year % 7}%。" for year in range(1990, 2030)]
    nlp = zhextract.load()
    expected = [nlp(text) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(nlp, texts)) == expected


HOSTILE = {
    "digits": "9", "numerals": "一", "commas": "1,", "fractions": "百分之", "万": "万", "zeros": "零", "ranges": "3-5~",
    "brackets": "（", "open quotes": "“", "quotes": "“”", "regions": "湖北省武汉市", "parts": "其中，工业3亿元，",
    "years": "2023年", "short years": "21年收", "members": "5%、", "amounts": "增长5%，", "spaces": " ", "lines": "5\n", "tags": "<br", "prose": "粮食产量",
    "latin": "a", "latin and digits": "a1", "companies": "有限公司", "definitions": "（以下简称“甲公司”）", "surrogates": "\ud800", "from to": "由3亿元增至5亿元",
    "counts": "3批", "counts together": "3个共", "benefits": "惠及3万人，", "deals": "以3亿元收购甲3%股权", "titles": "《甲：乙", "items": "12、甲公司3吨\n",
    "subsidiaries": "子公司", "former values": "前值3%，", "dealings": "买卖甲股票，盈利3万元，",
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_cost_grows_as_the_text(name):
    """Four times the text costs about four times as much; a quadratic step would make it sixteen."""
    nlp = zhextract.load()

    def seconds(size):
        text = "各地分别为" + HOSTILE[name] * (size // len(HOSTILE[name]))
        start = time.process_time()
        nlp(text)
        return time.process_time() - start

    seconds(1_000)
    small, large = (min(seconds(size) for _ in range(2)) for size in (10_000, 40_000))
    assert large < max(0.4, 9 * small)
