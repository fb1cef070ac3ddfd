"""Figures that contradict each other are reported, those that agree are not."""

from dataclasses import replace
from pathlib import Path

import pytest

import zhextract
from zhextract.linking.checks import check_facts

CASES = Path(__file__).parents[2] / "cases" / "checks.tsv"
ROWS = [
    line.split("\t") for line in CASES.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_cases(text: str, expected: str) -> None:
    document = zhextract.extract(text)
    assert (" | ".join(warning.kind for warning in document.warnings) or "-") == expected


def test_a_warning_names_its_facts_and_where_they_stand() -> None:
    document = zhextract.extract(ROWS[0][0])
    (warning,) = document.warnings
    assert warning.facts == ("f1", "f2")
    assert [document.text[start:end] for start, end in warning.spans] == ["3.2万件", "4.1万件"]


def test_a_figure_without_words_of_its_own_restates_nothing() -> None:
    (text,) = (text for text, kinds in ROWS if kinds == "restated")
    first, other = zhextract.extract(text).facts
    assert [warning.kind for warning in check_facts([first, other])] == ["restated"]
    elided = replace(other, metric=first.metric)
    carried = replace(other, subjects=tuple(replace(subject, via="carried") for subject in other.subjects))
    assert check_facts([first, elided]) == check_facts([first, carried]) == []
