"""Layout and frames: where stretches end, which cues lie in a gap, which amounts stand in one list."""

from zhextract import load
from zhextract.linking.frames import read_cues, read_frames, read_layout


def texts(text: str, spans: list) -> list[str]:
    return [text[start:end] for start, end in spans]


def test_marks_inside_numbers_end_nothing() -> None:
    text = "收盘报5,752.14点,时间16:30。"
    assert texts(text, read_layout(text).clauses) == ["收盘报5,752.14点", "时间16:30"]


def test_paragraphs_end_at_lines_and_double_spaces() -> None:
    text = "甲。\n乙\u3000\u3000丙"
    assert texts(text, read_layout(text).paragraphs) == ["甲。", "乙", "丙"]


def test_brackets_do_not_outlive_their_paragraph() -> None:
    layout = read_layout("甲（乙\n丙）丁（戊）")
    assert [tuple(span) for span in layout.brackets] == [(7, 10)]
    assert layout.bracket_at(8) is not None
    assert layout.bracket_at(2) is None


def test_longer_words_keep_cues_inside_them_from_being_read() -> None:
    assert [cue.word for cue in read_cues("受理投诉举报")] == []
    assert [cue.word for cue in read_cues("收盘报")] == ["收盘", "报"]


def test_lone_surrogates_are_read_over() -> None:
    assert [cue.word for cue in read_cues("增\ud800同比增长")] == ["增", "同比", "增长"]


def test_lists_and_their_distributive() -> None:
    document = load()("钢、铁产量分别增长5%、6%和7%，利润增长8%。")
    frames = read_frames(document.text, read_layout(document.text), document.quantities)
    assert [frame.list_size for frame in frames] == [3, 3, 3, 1]
    assert [frame.list_index for frame in frames] == [0, 1, 2, 0]
    assert frames[0].distributive is not None
    assert frames[0].distributive.word == "分别"
    assert frames[3].previous is frames[2]


def test_a_comma_joins_a_list_only_under_a_distributive() -> None:
    document = load()("新增产能110万吨，50万千瓦机组投运。")
    frames = read_frames(document.text, read_layout(document.text), document.quantities)
    assert [frame.list_size for frame in frames] == [1, 1]
