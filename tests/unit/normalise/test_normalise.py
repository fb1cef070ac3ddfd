"""Normalised text and the way back to the raw one."""

from pathlib import Path

import pytest

from zhextract.normalise import normalise

CASES = Path(__file__).parents[2] / "cases" / "normalise.tsv"
ROWS = [line.split("\t") for line in CASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]

BROKEN_LINES = """\
全市水利系统坚持以河湖长制为抓手，持续开展专项整
治行动，全年共巡查河道3200公里，发现并整改问题47
0余个，群众满意度稳步提升。各县区水利部门按照统一
部署，完善巡查台账，明确整改时限，推动问题闭环管理
取得实效。
"""


@pytest.mark.parametrize(("raw", "expected"), ROWS)
def test_cases(raw, expected):
    assert normalise(raw).norm == expected


def test_clean_text_is_not_copied():
    raw = "全年粮食产量5600万吨，增长2%。"
    source = normalise(raw)
    assert source.norm == raw
    assert source.offsets is None


def test_spans_come_back_to_the_raw_text():
    source = normalise("收入 5.7 亿元")
    start = source.norm.index("5.7亿元")
    assert source.raw[slice(*source.to_raw(start, start + 5))] == "5.7 亿元"
    assert source.to_raw(len(source.norm), len(source.norm)) == (len(source.raw), len(source.raw))


def test_hard_line_ends_are_joined_and_headings_are_not():
    assert "专项整治行动" in normalise(BROKEN_LINES).norm
    headings = (
        "一、持续加强河湖安全保护执法力度建设\n二、不断完善水资源刚性约束制度体系\n三、着力提升基层执法队伍能力素质\n"
    )
    assert normalise(headings).norm == headings


def test_numbers_in_a_column_stay_apart():
    table = "营业收入\n 1,608,858\n 983,149\n 465,697\n"
    assert "1,608,858\n" in normalise(table).norm


def test_rows_of_a_table_are_no_broken_lines():
    rows = [
        f"江西某某新能源发电有限公司{name}厂\t非关联方\t{amount}万元"
        for name, amount in zip("甲乙丙丁戊", range(31, 36), strict=True)
    ]
    assert normalise("\n".join(rows)).norm == "\n".join(rows)
