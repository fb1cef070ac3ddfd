"""The surroundings of every amount: paragraph, sentence, clause, the text before and behind it, its cues.

Read `layout.Layout` first (the document cut into stretches, once), then `Frame`
(one amount and what lies around it), then `read_frames`.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from zhextract.linking.layout import Cue, Layout, opens_item, read_cues, read_layout, runs_on
from zhextract.records import Quantity
from zhextract.spans import Span

__all__ = [
    "Cell",
    "Cue",
    "Frame",
    "Layout",
    "opens_item",
    "read_back",
    "read_cues",
    "read_frames",
    "read_layout",
    "release",
    "runs_on",
]

# How far before a list its 分别 may stand.
NEAR = 60
# All that stands between two members of one list of amounts: a separator, perhaps a repeated sign or verb.
LIST_GAP = re.compile(r"\s*(?:、|，|,|/|;|；|和|与|及|以及|或|\+)\s*")
# Those separators that part amounts of one list only behind 分别, and how much stands between two members at most.
COMMAS = frozenset("，,；;")
LONGEST_GAP = 12
# The cues that can be the verb of an amount.
VERBS = frozenset({"change", "reach", "compare", "noun"})


@dataclass(slots=True, eq=False)
class Cell:
    """Where an amount stands in a flattened table.

    `label` is the row's label, `headers` the column's from the topmost down, `section` the
    last line that titled the rows below it (分产品), `total` the label of the row of the whole,
    `caption` the line that introduces the table, `whole` the label of what all rows break down,
    wherever it stands, `columns` the headers of all columns of the
    row and `place` the amount's own among them; `first`, the label of the table's first row, tells tables apart.
    Where a table has a column of items (行业分类, 项目), `label` is the item and `group` the row's first cell, or that of
    the row above which it goes with. `unit` is the row's cell in a column of units.
    """

    label: Span | None
    headers: tuple[Span, ...]
    section: Span | None = None
    total: Span | None = None
    caption: Span | None = None
    whole: Span | None = None
    columns: Sequence[tuple[Span, ...]] = ()
    place: int = 0
    first: Span | None = None
    group: Span | None = None
    unit: Span | None = None


@dataclass(slots=True, eq=False)
class Frame:
    """One amount and what lies around it. Spans are half-open offsets into the normalised text.

    Attributes:
        quantity: The amount.
        start, end: Where it begins and ends.
        index: Its place among the document's quantities.
        paragraph, sentence, clause: Indices into the layout's lists.
        sentence_span, clause_span: The stretches themselves.
        gap_start: The end of the previous amount of the sentence, or the sentence's start: the gap lies from there to this amount.
        own_start: Where its own words begin: its clause, or behind the previous amount in it.
        tail_end: Where the next amount of the sentence begins, or the sentence ends: the tail lies from this amount to there.
        bracket: The outermost brackets around it, None outside brackets.
        cues: The cue words of the gap, in order.
        verb: The last change, reach, level or compare cue of the gap within the amount's own clause, None if there is none.
        previous, following: The neighbouring amounts of the same sentence.
        head: The first member of the list this amount is in (itself when it leads one), None outside lists.
        list_index, list_size: Its place in that list and the list's length; 0 and 1 outside lists.
        distributive: The 分别 or 依次 that governs the list.
        cell: Where it stands in a flattened table, None outside tables.
        is_fact: Whether it states something about a metric, once that has been asked; not in the label of a table's row.
    """

    quantity: Quantity
    start: int
    end: int
    index: int
    paragraph: int
    sentence: int
    clause: int
    sentence_span: Span
    clause_span: Span
    gap_start: int
    own_start: int
    tail_end: int
    bracket: Span | None
    cues: list[Cue]
    verb: Cue | None
    previous: "Frame | None" = None
    following: "Frame | None" = None
    head: "Frame | None" = None
    list_index: int = 0
    list_size: int = 1
    distributive: Cue | None = None
    cell: Cell | None = None
    is_fact: bool = True


def read_frames(norm: str, layout: Layout, quantities: Sequence[Quantity]) -> list[Frame]:
    """Describe the surroundings of every amount, in text order."""
    cues, starts = layout.cues, layout.cue_starts
    frames: list[Frame] = []
    previous: Frame | None = None
    brackets = iter(layout.brackets)
    bracket = next(brackets, None)
    sentence = paragraph = clause = -1
    sentence_span = clause_span = Span(0, 0)
    sentence_end = clause_start = clause_end = 0
    behind, last = 0, len(quantities) - 1
    for index, quantity in enumerate(quantities):
        start, end = quantity.start, quantity.end
        if start >= sentence_end:
            sentence, paragraph, previous = layout.sentence_at(start), layout.paragraph_at(start), None
            sentence_span = layout.sentences[sentence]
            sentence_end, clause_end = sentence_span.end, 0
        if start >= clause_end:
            clause = layout.clause_at(start)
            clause_span = layout.clauses[clause]
            clause_start, clause_end = clause_span.start, clause_span.end
        gap_start = sentence_span.start if previous is None else previous.end
        first = bisect_left(starts, gap_start, behind)
        behind = bisect_left(starts, start, first)
        inside = cues[first:behind]
        if inside and inside[-1].end > start:
            inside.pop()
        while bracket is not None and bracket.end <= start:
            bracket = next(brackets, None)
        following = quantities[index + 1].start if index < last else sentence_end
        frame = Frame(
            quantity,
            start,
            end,
            index,
            paragraph,
            sentence,
            clause,
            sentence_span,
            clause_span,
            gap_start,
            clause_start if clause_start > gap_start else gap_start,
            following if following < sentence_end else max(sentence_end, end),
            bracket if bracket is not None and bracket.start <= start else None,
            inside,
            _last_verb(inside, clause_start) if inside else None,
            previous,
        )
        if previous is not None:
            previous.following = frame
        frames.append(frame)
        previous = frame
    _join_lists(norm, frames)
    return frames


def _last_verb(cues: list[Cue], start: int) -> Cue | None:
    """The last verb of change or arrival among the cues that begin at or behind `start`."""
    for cue in reversed(cues):
        if cue.start < start:
            return None
        if cue.type in VERBS:
            return cue
    return None


def _join_lists(norm: str, frames: list[Frame]) -> None:
    """Mark the amounts that stand in one list: nothing but a separator (and a verb after 分别) between them."""
    members: list[Frame] = []
    for frame in frames:
        before = frame.previous
        if (
            before is not None
            and frame.start - frame.gap_start <= LONGEST_GAP
            and _continues(norm, frame, members or [before])
        ):
            members = members or [before]
            members.append(frame)
        elif members:
            _make_list(members)
            members = []
    if members:
        _make_list(members)


def _make_list(members: list[Frame]) -> None:
    head = members[0]
    distributive = _distributive(head)
    for place, member in enumerate(members):
        member.head, member.list_index, member.list_size = head, place, len(members)
        member.distributive = distributive


def _continues(norm: str, frame: Frame, members: list[Frame]) -> bool:
    """Whether an amount goes on the list of those right before it."""
    match = LIST_GAP.match(norm, frame.gap_start, frame.start)
    if match is None:
        return False
    end = match.end()
    if end == frame.start:
        return match.group().strip() not in COMMAS or _distributive(members[0]) is not None
    verb = frame.verb
    return (
        verb is not None
        and frame.quantity.unit == members[-1].quantity.unit
        and verb.start == end
        and verb.end == frame.start
        and _distributive(members[0]) is not None
    )


def _distributive(head: Frame) -> Cue | None:
    """The 分别 or 依次 near before the first amount of a list."""
    for cue in reversed(head.cues):
        if cue.start < head.start - NEAR:
            return None
        if cue.type == "list":
            return cue
    return None


def release(frames: Sequence[Frame]) -> None:
    """Let frames that are done with go at once: they know one another, and only a collection of garbage would find that out."""
    for frame in frames:
        frame.previous = frame.following = frame.head = None


def read_back(frame: Frame) -> tuple[int, list[Cue]]:
    """Where the stretch begins that follows the last fact of the sentence, and its cues.

    Amounts that state nothing (2年 in 其中2年期15亿元) cut the gap; this looks behind them.
    """
    cues, start, before = frame.cues, frame.gap_start, frame.previous
    while before is not None and not before.is_fact:
        cues, start, before = [*before.cues, *cues], before.gap_start, before.previous
    return start, cues
