"""Words, sentences, and spans that must not be cut."""

import pytest

from zhextract.errors import InputValueError, ModelError
from zhextract.segment import load_segmenter, segment, split_sentences
from zhextract.spans import Span

TEXT = "湖北省全年处罚金额62.7亿元，\n同比增长 5%。"


@pytest.mark.parametrize("name", ["jieba", "rjieba", "spacy"])
def test_tokens_slice_back(name):
    pytest.importorskip("spacy" if name == "spacy" else name)
    tokens = segment(TEXT, name)
    assert all(TEXT[token.start : token.end] == token.text for token in tokens)
    assert "".join(token.text for token in tokens) == "".join(TEXT.split())


def test_kept_spans_are_single_tokens():
    start = TEXT.index("62.7亿元")
    kept = [Span(0, 3), Span(start, start + 6), Span(start + 2, start + 4)]
    tokens = segment(TEXT, "jieba", keep=kept)
    assert "62.7亿元" in [token.text for token in tokens]
    assert all(a.end <= b.start for a, b in zip(tokens, tokens[1:], strict=False))


def test_a_span_may_cut_a_word():
    assert [token.text for token in segment("粮食产量", "jieba", keep=[Span(1, 3)])] == ["粮", "食产", "量"]


def test_rjieba_cuts_as_jieba():
    pytest.importorskip("rjieba")
    assert list(load_segmenter("rjieba").cut(TEXT)) == list(load_segmenter("jieba").cut(TEXT))


def test_lone_surrogates_pass():
    assert "".join(token.text for token in segment("产量\ud800增长")) == "产量\ud800增长"


def test_tags():
    assert segment("湖北省", "jieba", tags=True)[0].tag == "ns"


def test_unknown_segmenter_and_missing_model():
    with pytest.raises(InputValueError, match="no-such"):
        load_segmenter("no-such")
    with pytest.raises(InputValueError, match="model"):
        load_segmenter("pkuseg")
    pytest.importorskip("spacy")
    with pytest.raises(ModelError):
        load_segmenter("spacy", model="no_such_pipeline")


def test_sentences():
    text = "一季度增长5%。（其中工业增长6%。）二季度增长4%；\n三季度持平　　四季度回升！"
    pieces = [text[start:end] for start, end in split_sentences(text)]
    assert pieces == ["一季度增长5%。", "（其中工业增长6%。）", "二季度增长4%；", "三季度持平", "四季度回升！"]
