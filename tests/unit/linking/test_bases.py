"""What growths and changes are compared with."""

from pathlib import Path

import pytest

import zhextract
from zhextract.records import Base

CASES = Path(__file__).parents[2] / "cases" / "bases.tsv"
ROWS = [
    line.split("\t") for line in CASES.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
]


def _write(base: Base | None) -> str:
    return "-" if base is None else f"{base.text}:{base.period or '?'}".replace("\n", "\\n")


@pytest.mark.parametrize(("text", "date", "expected"), ROWS)
def test_cases(text: str, date: str, expected: str) -> None:
    document = zhextract.extract(text.replace("\\n", "\n"), date=date or None)
    moved = [fact for fact in document.facts if fact.kind in ("growth", "change")]
    assert " | ".join(_write(fact.base) for fact in moved) == expected


def test_bases_slice_back_and_only_growth_and_change_have_one() -> None:
    for text, date, _ in ROWS:
        document = zhextract.extract(text.replace("\\n", "\n"), date=date or None)
        for fact in document.facts:
            if fact.base is not None:
                assert fact.kind in ("growth", "change")
                assert document.text[fact.base.start : fact.base.end] == fact.base.text
