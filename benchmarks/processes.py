"""What a second process brings: how much faster a stream of documents is read by two than by one."""

import time
from collections import deque
from collections.abc import Iterator, Sequence

from zhextract.parallel import map_documents
from zhextract.pipeline import ROOMS, load
from zhextract.records import Document

__all__ = ["compare_processes"]

CHARACTERS = 5_000_000


def count_facts(document: Document) -> int:
    """The least that can come back from another process."""
    return len(document.facts)


def compare_processes(texts: Sequence[str]) -> dict[str, float]:
    """Give the times that two processes are faster than one, by the wall clock of a machine with nothing else to do.

    The facts of each document are asked for, which is when they are made from what another process sent. The start of
    the two processes counts only in the row that says so; in the row after it nothing is asked of the documents. The
    last row, where hardly anything comes back, is what this machine's second core is worth.
    """
    many = list(texts) * max(1, CHARACTERS // max(1, sum(map(len, texts))))
    alone = sum(wall_times(map(count_facts, load().pipe(many))))
    started, read = wall_times(map(count_facts, load().pipe(many, processes=2)))
    _, passed = wall_times(load().pipe(many, processes=2))
    _, counted = wall_times(map_documents(count_facts, many, rooms=ROOMS, processes=2))
    return {
        "two processes, times faster": alone / read,
        "  their start included": alone / (started + read),
        "  documents only passed on": alone / passed,
        "  only counts come back": alone / counted,
    }


def wall_times(stream: Iterator[object]) -> tuple[float, float]:
    """The seconds until the first item of a stream, and from there to its end."""
    start = time.perf_counter()
    next(stream)
    first = time.perf_counter()
    deque(stream, maxlen=0)
    return first - start, time.perf_counter() - first
