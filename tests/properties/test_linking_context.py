"""Subjects and times of any text whatever: an answer for each amount, spans that slice back, and no slow road."""

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from zhextract.entities.letterhead import find_issuer
from zhextract.linking.frames import read_frames, read_layout
from zhextract.linking.subjects import read_subjects
from zhextract.linking.tables import read_tables
from zhextract.linking.times import read_times
from zhextract.records import Document, Organisation, Quantity, Region, Time
from zhextract.spans import Span

PIECES = st.lists(
    st.sampled_from(
        [
            ("r", "湖北"), ("r", "武汉"), ("o", "远山股份"), ("t", "2023年"), ("t", "5月末"), ("n", "3.2%"), ("n", "5亿元"),
            ("", "、"), ("", "，"), ("", "。"), ("", "\n"), ("", "\t"), ("", "（"), ("", "）"), ("", "比"), ("", "分别"), ("", "各"),
            ("", "公司"), ("", "全市"), ("", "各级民政部门"), ("", "从"), ("", "以来"), ("", "决定："), ("", "罚款"), ("", "《"), ("", "》"),
            ("", "同期"), ("", "增长"), ("", "\ud800"), ("", "①"), ("", "上述三省"), ("", "财经早餐"),
        ]
    ),
    max_size=60,
)  # fmt: skip


def _build(pieces: list[tuple[str, str]], date: str | None) -> Document:
    text, regions, bodies, times, quantities = "", [], [], [], []
    for kind, word in pieces:
        start, end = len(text), len(text) + len(word)
        text += word
        if kind == "r":
            regions.append(Region(start, end, word, "420000", word, "province"))
        elif kind == "o":
            bodies.append(Organisation(start, end, word, word, "company"))
        elif kind == "t":
            times.append(Time(start, end, word, "2023" if word[-1] == "年" else "2023-05-31"))
        elif kind == "n":
            unit = word[-1]
            quantities.append(Quantity(start, end, word, None, None, None, "exact", unit, None, None, Span(start, end)))
    return Document(
        text,
        date=date,
        regions=tuple(regions),
        organisations=tuple(bodies),
        times=tuple(times),
        quantities=tuple(quantities),
    )


def _read(document: Document, title: str | None = None) -> None:
    text = document.text
    layout = read_layout(text)
    frames = read_frames(text, layout, document.quantities)
    read_tables(text, layout, frames)
    subjects = read_subjects(text, layout, frames, document, title)
    times = read_times(text, layout, frames, document, title)
    assert len(subjects) == len(times) == len(frames)
    for answer in subjects:
        for subject in answer:
            assert text[subject.start : subject.end] == subject.text
            assert subject.via in ("stated", "carried", "deictic")
    for answer in times:
        if answer is not None and answer.start is not None:
            assert text[answer.start : answer.end] == answer.text
    find_issuer(text, document.organisations)


@given(PIECES, st.sampled_from([None, "2024-05-01"]), st.sampled_from([None, "2023年年度报告", "近水股份有限公司"]))
@settings(max_examples=80, deadline=None)
def test_every_amount_has_an_answer(pieces: list[tuple[str, str]], date: str | None, title: str | None) -> None:
    _read(_build(pieces, date), title)


def test_long_lists_and_long_sentences_stay_linear() -> None:
    for pieces in (
        [("r", "湖北"), ("", "、")] * 1500 + [("n", "3.2%")] * 1500,
        [("t", "2023年"), ("", "、")] * 1500 + [("n", "3.2%"), ("", "、")] * 1500,
        [("", "公司"), ("n", "3.2%"), ("t", "2023年")] * 1500,
        [("", "决定："), ("", "财经早餐")] + [("r", "湖北"), ("", "、"), ("r", "武汉"), ("n", "5亿元")] * 1500,
        [("", "《"), ("t", "2023年"), ("n", "3.2%"), ("", "\n")] * 1500,
    ):
        document = _build(pieces, "2024-05-01")
        began = time.process_time()
        _read(document)
        assert time.process_time() - began < 3
