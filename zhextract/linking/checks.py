"""Figures that contradict each other."""

from collections.abc import Sequence

from zhextract.records import DocumentWarning, Fact

__all__ = ["check_facts"]


def check_facts(facts: Sequence[Fact]) -> list[DocumentWarning]:
    """Report what a reader should look at; repair nothing."""
    return []
