"""Annotation sheets: what they give, and what they refuse."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from zhextract.errors import CorpusError
from zhextract.evaluation.sheet_amounts import read_amount
from zhextract.evaluation.sheet_periods import base_period
from zhextract.evaluation.sheets import read_sheet

HEAD = "id: s\nregions: 江岭=420000; 河谷=430000\norganisations: 公司=江岭港务公司; 子公司=!\ntimes: 2023年=2023"
TEXT = "2023年，江岭、河谷吞吐量分别为3.5万吨、2万吨。公司增收12%，第二名。子公司未报。"
CASES = Path(__file__).parents[2] / "cases" / "evaluation" / "amounts.tsv"


def sheet(rows: str, *, head: str = HEAD, text: str = TEXT) -> str:
    return f"{head}\n=====\n{text}\n=====\n{rows}\n"


FULL = """3.5万吨 | 吞吐量 | 江岭 | 2023年 | L | #all
2万吨 | 吞吐量 | 河谷 | " | L | <all
12% | 增收 | 公司 | - | G+ 同比=? | estimate
第二名 | 增收 | " | - | R"""


def test_a_sheet_gives_offsets_categories_and_links() -> None:
    document = read_sheet(sheet(FULL.replace(" 同比=?", "")))
    facts = document.facts or ()
    assert [fact.subjects[0].code for fact in facts] == ["420000", "430000", None, None]
    assert [fact.quantity.value for fact in facts] == [35000, 20000, 12, 2]
    assert (facts[1].parent, facts[1].time and facts[1].time.period) == ("f1", "2023")
    assert (facts[2].status, facts[2].direction, facts[3].kind) == ("estimate", "up", "rank")
    assert [body.text for body in document.organisations or ()] == ["公司"]
    assert [row.category for row in document.numerals or ()] == ["T", "F", "F", "F", "F"]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("9吨 | 吞吐量 | 江岭 | 2023年 | L", "does not stand behind"),
        (FULL.replace("吞吐量 | 江岭", "产值 | 江岭"), "'产值' does not stand"),
        (FULL.replace("| 河谷 |", "| 山东 |"), "'山东' does not stand"),
        (FULL.replace('| " | L', "| 2022年 | L"), "is not given"),
        (FULL.replace("G+ 同比=?", "G"), "is no kind"),
        (FULL.replace("<all", "<none"), "no fact above"),
        (FULL.replace(" 同比=?", "").replace("estimate", "maybe"), "is no option"),
        (FULL.replace("同比=?", "同比"), "'同比' does not stand"),
        ("\n".join(FULL.split("\n")[:2]), "no line accounts for '12'"),
        ("3.5万吨 | 吞吐量", "has 2 cells"),
    ],
)
def test_what_does_not_stand_or_is_forgotten_is_refused(rows: str, message: str) -> None:
    with pytest.raises(CorpusError, match=re.escape(message)):
        read_sheet(sheet(rows))


def test_a_listed_name_that_stands_nowhere_is_refused() -> None:
    with pytest.raises(CorpusError, match="stands nowhere"):
        read_sheet(sheet(FULL, head=HEAD.replace("河谷", "山东")))
    with pytest.raises(CorpusError, match="three parts"):
        read_sheet("only a text")


def amount_cases() -> list[list[str]]:
    lines = CASES.read_text(encoding="utf-8").split("\n")
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(("surface", "value", "bound", "unit"), amount_cases())
def test_amounts_are_read_from_their_words(surface: str, value: str, bound: str, unit: str) -> None:
    amount = read_amount(surface)
    wanted = [Decimal(part) for part in value.split("…")]
    assert ([amount.low, amount.high] if bound == "range" else [amount.value]) == wanted
    assert (amount.bound, amount.unit or "") == (bound, unit)


def test_a_requirement_turns_above_into_at_least() -> None:
    assert (read_amount("5万元以上").bound, read_amount("5万元以上", required=True).bound) == ("over", "at_least")
    with pytest.raises(CorpusError, match="no amount"):
        read_amount("若干")


@pytest.mark.parametrize(
    ("wording", "period", "base"),
    [
        ("同比", "2023", "2022"),
        ("同比", "2023-Q3", "2022-Q3"),
        ("比上年", "2023-12-31", "2022-12-31"),
        ("环比", "2024-01", "2023-12"),
        ("环比", "2023-Q1", "2022-Q4"),
        ("比上月", "2024-03-31", "2024-02-29"),
        ("较年初", "2023-06-30", "2022-12-31"),
        ("比计划", "2023", None),
        ("同比", None, None),
    ],
)
def test_base_periods(wording: str, period: str | None, base: str | None) -> None:
    assert base_period(wording, period) == base
