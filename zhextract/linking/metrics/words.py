"""The word lists that metric wordings are read with, loaded once."""

import re
from collections.abc import Iterable
from functools import cache

from zhextract.lexicons import either, read_table

__all__ = [
    "VERB",
    "actions",
    "bare_heads",
    "classifiers",
    "facility_end",
    "helps",
    "leading_action",
    "measure_head",
    "pairs",
    "tail_ends",
    "takes_recipient",
    "whole_nouns",
]

# The length of most verbs.
VERB = 2
# The name of a facility is no longer than this before the word that ends it, and has none of these characters.
LONGEST_NAME = 14
NO_NAME = frozenset("，。；、的（(")
# What helps something else to rise; what helps was named before (第二产业增长6%，拉动经济增长2个百分点).
HELPS = ("影响", "合计影响", "拉动", "带动", "累计拉动", "直接带动", "间接带动")
HELPS_FIRSTS = frozenset(word[0] for word in HELPS)


@cache
def _heads() -> dict[str, tuple[str, ...]]:
    """The measure nouns by their last two characters, the longest first."""
    return _by_pair([noun for noun, _ in read_table("linking_metric_heads", 2)], slice(-2, None))


@cache
def _actions_by_opening() -> dict[str, tuple[str, ...]]:
    """The verbs of action by their first two characters, the longest first."""
    return _by_pair(actions(), slice(2))


def _by_pair(words: Iterable[str], pair: slice) -> dict[str, tuple[str, ...]]:
    groups: dict[str, tuple[str, ...]] = {}
    for word in sorted(words, key=len, reverse=True):
        if len(word) > 1:
            groups[word[pair]] = (*groups.get(word[pair], ()), word)
    return groups


@cache
def bare_heads() -> frozenset[str]:
    """Measure nouns that need a modifier (产量, 出口额)."""
    return frozenset(noun for noun, use in read_table("linking_metric_heads", 2) if use == "bare")


@cache
def whole_nouns() -> frozenset[str]:
    """Nouns that say of a metric how much it grew or what part it is (增速, 占比); they need its whole wording."""
    return frozenset(noun for noun, use in read_table("linking_metric_heads", 2) if use == "whole")


@cache
def pairs() -> dict[str, tuple[str, str]]:
    """Words that name two things at once, with each (产销: 产, 销)."""
    return {joined: (first, second) for joined, first, second in read_table("linking_pairs", 3)}


@cache
def classifiers() -> frozenset[str]:
    """Measure words behind which the thing counted may follow."""
    return frozenset(word for (word,) in read_table("linking_classifiers", 1))


@cache
def actions() -> frozenset[str]:
    """Verbs whose object is counted."""
    return frozenset(verb for verb, _ in read_table("linking_actions", 2))


@cache
def _recipient_verbs() -> tuple[str, ...]:
    return tuple(verb for verb, use in read_table("linking_actions", 2) if use == "recipient")


def takes_recipient(wording: str) -> bool:
    """Whether a wording opens with a verb that names to whom, and leaves out what (移送司法机关)."""
    return wording.startswith(_recipient_verbs())


@cache
def tail_ends() -> re.Pattern[str]:
    """The words that open a long predicate behind a thing counted, as one expression, longest first."""
    return re.compile(either(word for (word,) in read_table("linking_tail_ends", 1)))


def _facility_words() -> str:
    return either(ending for (ending,) in read_table("linking_facilities", 1))


@cache
def _facility() -> re.Pattern[str]:
    """The end of a facility's name."""
    return re.compile(rf"(?:{_facility_words()})(?!建设|投资|项目)")


@cache
def _works() -> re.Pattern[str]:
    """The end of a facility's name, or of the name of its building."""
    return re.compile(rf"(?:{_facility_words()})(?!建设|投资)(?:项目|工程)?")


def facility_end(norm: str, start: int, end: int, *, works: bool = False) -> int | None:
    """Where the facility ends that a wording opens with; None when it opens with none.

    `works` takes the word for its building in (远山高速项目).

    >>> facility_end("永定水电站装机容量", 0, 9), facility_end("水电装机容量", 0, 6)
    (5, None)
    """
    match = (_works() if works else _facility()).search(norm, start + 2, end)
    if match is None or match.start() > start + LONGEST_NAME or not NO_NAME.isdisjoint(norm[start : match.start()]):
        return None
    return match.end()


def measure_head(wording: str) -> int:
    """The length of the measure noun that ends a wording, 0 when none does.

    >>> measure_head("棚室蔬菜播种面积"), measure_head("第一产业")
    (4, 0)
    """
    for noun in _heads().get(wording[-2:], ()):
        if wording.endswith(noun):
            return len(noun)
    return 0


def leading_action(wording: str) -> int:
    """The length of the verb of action that opens a wording, 0 when none does.

    >>> leading_action("查处假劣化肥案"), leading_action("粮食产量")
    (2, 0)
    """
    for verb in _actions_by_opening().get(wording[:2], ()):
        if wording.startswith(verb):
            return len(verb)
    return 0


def helps(text: str) -> bool:
    """Whether a wording opens with what helps something else to rise: 拉动经济增长."""
    return text[:1] in HELPS_FIRSTS and text.startswith(HELPS)
