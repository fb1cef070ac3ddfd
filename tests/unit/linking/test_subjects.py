"""Who each fact is about: cases, names behind deictic words, and texts that name nobody."""

from collections.abc import Callable
from pathlib import Path

import pytest

from zhextract.linking.subjects import read_subjects
from zhextract.records import Document, Region, Subject

CASES = Path(__file__).parents[2] / "cases" / "subjects.tsv"
ROWS = [
    tuple(line.split("\t"))
    for line in CASES.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def _write(subjects: tuple[Subject, ...]) -> str:
    return "+".join(f"{subject.text}:{subject.via[0]}" for subject in subjects) or "-"


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_cases(text: str, expected: str, marked: Callable[..., tuple]) -> None:
    document, layout, frames = marked(text)
    answers = read_subjects(document.text, layout, frames, document, None)
    assert " | ".join(map(_write, answers)) == expected


def test_a_deictic_area_takes_the_name_of_the_issuers_region(marked: Callable[..., tuple]) -> None:
    document, layout, frames = marked("全市产量[n:3吨]", issuer="海宁市统计局")
    document = Document(
        document.text,
        issuer=document.issuer,
        regions=(Region(0, 0, "海宁市", "330481", "海宁市", "prefecture"),),
        quantities=document.quantities,
    )
    (subject,) = read_subjects(document.text, layout, frames, document, None)[0]
    assert (subject.name, subject.code, subject.type) == ("海宁市", None, "group")


def test_the_writer_takes_the_name_of_the_issuer(marked: Callable[..., tuple]) -> None:
    document, layout, frames = marked("本行贷款[n:3亿元]", issuer="近水银行股份有限公司")
    (subject,) = read_subjects(document.text, layout, frames, document, None)[0]
    assert (subject.name, subject.type) == ("近水银行股份有限公司", "organisation")


def test_a_company_is_none_of_a_writer_that_tells_of_others(marked: Callable[..., tuple]) -> None:
    text = "1、公司贷款[n:3亿元]。\n2、月湖股份贷款[n:5亿元]。"
    document, layout, frames = marked(text, issuer="近水早报")
    first, second = read_subjects(document.text, layout, frames, document, None)
    assert (first[0].name, second) == ("公司", ())


def test_the_title_names_the_writer_where_no_issuer_is_known(marked: Callable[..., tuple]) -> None:
    document, layout, frames = marked("公司贷款[n:3亿元]")
    (subject,) = read_subjects(document.text, layout, frames, document, "近水电器股份有限公司2023年年度报告")[0]
    assert subject.name == "近水电器股份有限公司"


def test_subjects_slice_back(marked: Callable[..., tuple]) -> None:
    for text, _ in ROWS:
        document, layout, frames = marked(text)
        for subjects in read_subjects(document.text, layout, frames, document, None):
            assert all(document.text[subject.start : subject.end] == subject.text for subject in subjects)


def test_the_one_addressed_is_named_by_the_salutation_or_the_title(marked: Callable[..., tuple]) -> None:
    document, layout, frames = marked("[o:远山科技股份有限公司]：\n你公司虚增收入[n:3亿元]", issuer="近水监管局")
    assert read_subjects(document.text, layout, frames, document, None)[0][0].name == "远山科技股份有限公司"
    document, layout, frames = marked("你公司虚增收入[n:3亿元]", issuer="近水监管局")
    title = "关于对近水电器股份有限公司采取责令改正措施的决定"
    assert read_subjects(document.text, layout, frames, document, title)[0][0].name == "近水电器股份有限公司"


def test_a_word_that_points_back_names_the_last_place(marked: Callable[..., tuple]) -> None:
    document, layout, frames = marked("[r:湖北省]、[r:湖北省]较快。[r:湖南省]一般，该省产值[n:3亿元]")
    assert read_subjects(document.text, layout, frames, document, None)[0][0].name == "湖南省"


def test_a_whole_area_is_that_of_the_title(marked: Callable[..., tuple]) -> None:
    document, layout, frames = marked("较快。\n[r:湖北省]、[r:湖北省]、[r:湖南省]较快。\n全省产值[n:3亿元]")
    assert read_subjects(document.text, layout, frames, document, "湖南省农业增产")[0][0].name == "湖南省"
