"""The characters that stand in front of a rule must let every wording through that the rule is for."""

from pathlib import Path

import pytest

from zhextract.lexicons import read_table
from zhextract.linking.metrics.circumstances import MODAL, SUMS
from zhextract.linking.metrics.heads import BACK, CAUSING, COUNTER, FORESEEN, NOTHING, NOTHING_OPENS, NUMBERED, OPENS
from zhextract.linking.metrics.tails import CLOSING, TAIL_CLOSE

LINES = (Path(__file__).parents[2] / "cases" / "metric_guards.tsv").read_text(encoding="utf-8").splitlines()
CASES = [tuple(line.split("\t")) for line in LINES if not line.startswith("#")]


def _read(rule: str, wording: str) -> tuple[bool, bool]:
    """Whether a rule reads a wording, and whether its guard lets it."""
    first, last = wording[0], wording[-1]
    if rule == "back":
        return BACK.match(wording + "产量") is not None, first in OPENS
    if rule == "nothing":
        return NOTHING.fullmatch(wording) is not None, first in NOTHING_OPENS or last == "径"
    if rule == "close":
        return TAIL_CLOSE.search(wording) is not None, last in CLOSING
    return COUNTER.match(wording) is not None, first in NUMBERED or not first.isalpha()


@pytest.mark.parametrize(("rule", "wording"), CASES)
def test_guards(rule: str, wording: str) -> None:
    assert _read(rule, wording) == (True, True)


def test_cues_that_part_a_wording_are_adverbs_or_connectives() -> None:
    parting = FORESEEN | CAUSING | MODAL | SUMS
    rows = [*read_table("linking_cues", 3), *read_table("linking_verbs", 3)]
    assert {type for word, type, value in rows if word in parting or value == "free"} == {"adverb", "link"}
