"""Addresses: the cases of `tests/cases/addresses.tsv`, several in a text, shared and old names."""

from pathlib import Path

import pytest

from zhextract.entities.regions.address import find_addresses, parse_address

CASES = Path(__file__).parents[2] / "cases" / "addresses.tsv"


def read_cases() -> list[list[str]]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return [(line + "\t" * 5).split("\t")[:6] for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(("text", "province", "city", "county", "rest", "code"), read_cases())
def test_case(text: str, province: str, city: str, county: str, rest: str, code: str) -> None:
    address = parse_address(text)
    assert address is not None
    found = (address.province, address.city, address.county, address.rest, address.code)
    assert found == (province or None, city or None, county or None, rest, code or None)


def test_text_without_address() -> None:
    assert parse_address("今天下午三点开会") is None
    assert find_addresses("") == []


def test_several_addresses_each_have_their_rest() -> None:
    first, second = find_addresses("总部位于苏州市吴中区，分部在南京鼓楼区")
    assert (first.county, first.rest) == ("吴中区", "，分部在")
    assert (second.city, second.county) == ("南京市", "鼓楼区")


def test_caller_decides_shared_name() -> None:
    address = parse_address("西湖区文三路", prefer={"西湖区": "330106"})
    assert address is not None
    assert (address.province, address.city, address.code) == ("浙江省", "杭州市", "330106")


def test_old_name_may_stay() -> None:
    address = parse_address("北京市崇文区", current=False)
    assert address is not None
    assert (address.county, address.code) == ("崇文区", "110101")
