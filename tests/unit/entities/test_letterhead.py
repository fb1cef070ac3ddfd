"""Who issued a document: labelled letterhead, signature, title, dateline."""

import re
from pathlib import Path

import pytest

from zhextract.entities.letterhead import find_issuer, guess_day
from zhextract.records import Organisation

CASES = Path(__file__).parents[2] / "cases" / "issuers.tsv"
ROWS = [
    tuple(line.split("\t"))
    for line in CASES.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
MARK = re.compile(r"\[o:([^\]=]+)(?:=([^\]]+))?\]")


def _read(marked: str) -> tuple[str, list[Organisation]]:
    text, at, organisations = "", 0, []
    marked = marked.replace("\\n", "\n")
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        word, name = match.groups()
        organisations.append(Organisation(len(text), len(text) + len(word), word, name or word, "government"))
        text += word
        at = match.end()
    return text + marked[at:], organisations


@pytest.mark.parametrize(("marked", "expected"), ROWS)
def test_cases(marked: str, expected: str) -> None:
    text, organisations = _read(marked)
    assert (find_issuer(text, organisations) or "-") == expected


@pytest.mark.parametrize("text", ["", "\n", "2024年2月6日", "\u3000" * 50, "发文机关"])
def test_any_text_is_read(text: str) -> None:
    assert find_issuer(text, []) is None


@pytest.mark.parametrize(
    ("norm", "title", "expected"),
    [
        ("产量增长3%", "2018年某市政府工作报告", "2018-03-05"),
        ("产量增长3%", "某公司2019年年度报告", "2019-12-31"),
        ("一季度增长3%(2015和2016年同期增长2%)", None, "2017-03-31"),
        ("1-5月增长3%,2022年同期增长2%", None, "2023-05-31"),
        ("恢复到2019年同期的九成", None, "None"),
        ("2019年产量增长3%", "某公司研究", "None"),
    ],
)
def test_a_day_is_guessed_from_the_title_or_the_same_part_of_earlier_years(
    norm: str, title: str | None, expected: str
) -> None:
    assert str(guess_day(norm, title)) == expected
