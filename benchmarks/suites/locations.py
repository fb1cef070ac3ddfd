"""Answers to the suites of addresses: province, city and county, and the rest of the address."""

from collections.abc import Mapping
from typing import Any

from zhextract.entities.regions.address import Address, find_addresses, parse_address

__all__ = ["ADAPTERS"]


def _row(text: str, address: Address) -> dict[str, Any]:
    value = {
        "province": address.province,
        "city": address.city,
        "county": address.county,
        "detail": address.rest,
    }
    return {
        "text": text[address.start : address.end],
        "start": address.start,
        "end": address.end,
        "value": value,
        "unit": None,
    }


def answer_cpca(case: Mapping[str, Any]) -> dict[str, Any]:
    """One address, with the caller's own choice for shared names (`umap`)."""
    prefer = (case.get("context") or {}).get("umap")
    address = parse_address(case["input"], prefer=prefer)
    return {"pred": [_row(case["input"], address)] if address else []}


def answer_cpca_text(case: Mapping[str, Any]) -> dict[str, Any]:
    """Every address of a text."""
    prefer = (case.get("context") or {}).get("umap")
    return {"pred": [_row(case["input"], address) for address in find_addresses(case["input"], prefer=prefer)]}


def answer_addressparser(case: Mapping[str, Any]) -> dict[str, Any]:
    """One address in the names that it uses; addressparser keeps 下城区 as it was."""
    address = parse_address(case["input"], current=False)
    return {"pred": [_row(case["input"], address)] if address else []}


def answer_jionlp(case: Mapping[str, Any]) -> dict[str, Any]:
    """One address in the names of today."""
    address = parse_address(case["input"])
    return {"pred": [_row(case["input"], address)] if address else []}


ADAPTERS = {
    "addressparser_location": answer_addressparser,
    "cpca_location": answer_cpca,
    "cpca_location_text": answer_cpca_text,
    "jionlp_location": answer_jionlp,
}
