"""Which fact each fact is a part of."""

from pathlib import Path

import pytest

import zhextract

CASES = Path(__file__).parents[2] / "cases" / "parents.tsv"
ROWS = [
    line.split("\t") for line in CASES.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_cases(text: str, expected: str) -> None:
    document = zhextract.extract(text.replace("\\n", "\n").replace("\\t", "\t"))
    texts = {fact.id: fact.quantity.text for fact in document.facts}
    pairs = [f"{fact.quantity.text} < {texts[fact.parent]}" for fact in document.facts if fact.parent]
    assert (" | ".join(pairs) or "-") == expected


def test_parts_and_wholes_are_levels_and_in_prose_the_whole_comes_first() -> None:
    for text, _ in ROWS:
        facts = zhextract.extract(text.replace("\\n", "\n").replace("\\t", "\t")).facts
        place = {fact.id: i for i, fact in enumerate(facts)}
        for i, fact in enumerate(facts):
            if fact.parent:
                assert place[fact.parent] < i or "\\t" in text
                assert fact.kind == facts[place[fact.parent]].kind == "level"
