"""Which names stand in the text: the automaton's matches, and the best reading where they overlap."""

from operator import itemgetter
from typing import NamedTuple

from zhextract.entities.regions.gazetteer import Gazetteer, Wording

__all__ = ["Match", "match_names"]


class Match(NamedTuple):
    """A wording of the gazetteer at its place in the text."""

    start: int
    end: int
    wording: Wording


def match_names(norm: str, gazetteer: Gazetteer) -> list[Match]:
    """Find the names of places, in text order, never overlapping.

    Where matches overlap, the reading with the greatest weight stands: 江西安全
    is 江西 and the word 安全, not 西安; 上海市场 is 上海 and 市场.
    """
    found = gazetteer.automaton.find_matches_as_indexes(norm, overlapping=True)
    found.sort(key=itemgetter(1))
    chosen: list[tuple[int, int, int]] = []
    cluster: list[tuple[int, int, int]] = []
    reach = 0
    for hit in found:
        if hit[1] >= reach and cluster:
            chosen.extend(_best_reading(cluster, gazetteer.weights) if len(cluster) > 1 else cluster)
            cluster = []
        cluster.append(hit)
        reach = max(reach, hit[2])
    chosen.extend(_best_reading(cluster, gazetteer.weights) if len(cluster) > 1 else cluster)
    wordings = gazetteer.wordings
    return [Match(start, end, word) for number, start, end in chosen if (word := wordings[number]).grade != "blocker"]


_PAIR = 2


def _best_reading(cluster: list[tuple[int, int, int]], weights: tuple[int, ...]) -> list[tuple[int, int, int]]:
    """Choose from overlapping matches those of the greatest total weight (weighted intervals, O(n log n))."""
    cluster.sort(key=lambda hit: (hit[2], -hit[1]))
    if len(cluster) == _PAIR:
        first, last = cluster
        gain = weights[last[0]] - weights[first[0]]
        return [last if gain > 0 or (gain == 0 and last[2] == first[2]) else first]
    origin = min(hit[1] for hit in cluster)
    width = cluster[-1][2] - origin + 1
    best = [0] * width  # best weight of the text up to each offset
    back: list[tuple[int, int, int] | None] = [None] * width
    at = 0
    for hit in cluster:
        end = hit[2] - origin
        while at < end:
            at += 1
            best[at], back[at] = best[at - 1], None
        total = best[hit[1] - origin] + weights[hit[0]]
        if total > best[end] or (total == best[end] and back[end] is not None):  # the longer of two that end here
            best[end], back[end] = total, hit
    chosen = []
    while at > 0:
        taken = back[at]
        if taken is None:
            at -= 1
        else:
            chosen.append(taken)
            at = taken[1] - origin
    chosen.reverse()
    return chosen
