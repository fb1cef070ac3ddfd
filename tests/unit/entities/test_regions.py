"""Regions: the cases of `tests/cases/regions.tsv`, and what must hold of any text."""

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhextract.entities.regions import find_regions
from zhextract.records import Region

CASES = Path(__file__).parents[2] / "cases" / "regions.tsv"


def read_cases() -> list[tuple[str, str, str]]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    rows = [(line + "\t\t").split("\t")[:3] for line in lines if line and not line.startswith("#")]
    return [(sentence, expected, issuer) for sentence, expected, issuer in rows]


def write_expectation(region: Region) -> str:
    value = region.code or ("?" if region.candidates else region.level)
    return f"{region.text}={value}"


@pytest.mark.parametrize(("sentence", "expected", "issuer"), read_cases())
def test_case(sentence: str, expected: str, issuer: str) -> None:
    found = find_regions(sentence, issuer=issuer or None)
    assert " ".join(map(write_expectation, found)) == expected
    assert all(sentence[region.start : region.end] == region.text for region in found)


def test_name_and_level_are_the_present_ones() -> None:
    (region,) = find_regions("襄樊市")
    assert (region.name, region.level) == ("襄阳市", "prefecture")


def test_undecided_name_keeps_its_candidates() -> None:
    (region,) = find_regions("鼓楼区")
    assert region.code is None
    assert set(region.candidates) == {"320106", "320302", "350102", "410204"}


def test_foreign_country_has_its_own_field() -> None:
    (region,) = find_regions("法国")
    assert (region.code, region.country, region.level) == (None, "FR", "foreign")


def test_mentions_stand_in_order_and_apart() -> None:
    found = find_regions("川渝两地、京津冀三地与山东省青岛市市南区及中美两国" * 3)
    assert all(before.end <= after.start for before, after in pairwise(found))


@pytest.mark.parametrize("text", ["山东省青岛市市南区", "海南海", "上海南京西安全国家电", "平湖、", "京津沪渝", "中美"])
def test_cost_is_linear(text: str) -> None:
    find_regions("")
    start = time.process_time()
    find_regions(text * (200_000 // len(text)))
    assert time.process_time() - start < 5


@given(
    st.lists(
        st.sampled_from([*"上海南京西安全国家中美川渝两地省市县区路湖、（) 8日本", "青岛市", "朝阳区", "东部", "\n"])
    ).map("".join)
)
def test_any_text_is_read(text: str) -> None:
    found = find_regions(text, issuer=text)
    assert all(text[region.start : region.end] == region.text for region in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
