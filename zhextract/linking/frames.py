"""The surroundings of every amount: paragraph, sentence, clause, the text before and behind it, its cues.

Read `layout.Layout` first (the document cut into stretches, once), then `Frame`
(one amount and what lies around it), then `read_frames`.
"""

import re
from bisect import bisect_left
from collections.abc import Container, Sequence
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
    "runs_on",
]

# How far before a list its 分别 may stand.
NEAR = 60
# All that stands between two members of one list of amounts: a separator, perhaps a repeated sign or verb.
LIST_GAP = re.compile(r"\s*(?:、|，|,|/|;|；|和|与|及|以及|或|\+)\s*")
# Makes a named tuple without a Python call.
new = tuple.__new__
# The cues that can be the verb of an amount.
VERBS = frozenset({"change", "reach", "compare", "noun"})


@dataclass(frozen=True, slots=True)
class Cell:
    """Where an amount stands in a flattened table.

    `label` is the row's label, `headers` the column's from the topmost down, `section` the
    last line that titled the rows below it (分产品), `total` the label of the row of the whole,
    `caption` the line that introduces the table, `whole` the label of what all rows break down,
    wherever it stands, `columns` the headers of all columns of the
    row and `place` the amount's own among them; `first`, the label of the table's first row, tells tables apart.
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


@dataclass(slots=True, eq=False)
class Frame:
    """One amount and what lies around it. Spans are half-open offsets into the normalised text.

    Attributes:
        quantity: The amount.
        start, end: Where it begins and ends.
        index: Its place among the document's quantities.
        paragraph, sentence, clause: Indices into the layout's lists.
        sentence_span, clause_span: The stretches themselves.
        gap: From the end of the previous amount of the sentence (or the sentence's start) to this amount.
        tail: From this amount's end to the next amount of the sentence (or the sentence's end).
        bracket: The outermost brackets around it, None outside brackets.
        cues: The cue words of the gap, in order.
        verb: The last change, reach, level or compare cue of the gap within the amount's own clause, None if there is none.
        previous, following: The neighbouring amounts of the same sentence.
        head: The first member of the list this amount is in (itself when it leads one), None outside lists.
        list_index, list_size: Its place in that list and the list's length; 0 and 1 outside lists.
        distributive: The 分别 or 依次 that governs the list.
        cell: Where it stands in a flattened table, None outside tables.
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
    gap: Span
    tail: Span
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


def read_frames(norm: str, layout: Layout, quantities: Sequence[Quantity]) -> list[Frame]:
    """Describe the surroundings of every amount, in text order."""
    cues, starts = layout.cues, layout.cue_starts
    frames: list[Frame] = []
    previous: Frame | None = None
    sentence = paragraph = clause = -1
    sentence_span = clause_span = Span(0, 0)
    behind, last = 0, len(quantities) - 1
    has_brackets = bool(layout.brackets)
    for index, quantity in enumerate(quantities):
        start, end = quantity.start, quantity.end
        if start >= sentence_span.end or sentence < 0:
            sentence, paragraph, previous = layout.sentence_at(start), layout.paragraph_at(start), None
            sentence_span, clause_span = layout.sentences[sentence], Span(0, 0)
        if start >= clause_span.end:
            clause = layout.clause_at(start)
            clause_span = layout.clauses[clause]
        gap_start = sentence_span.start if previous is None else previous.end
        first = bisect_left(starts, gap_start, behind)
        behind = bisect_left(starts, start, first)
        inside = cues[first:behind]
        if inside and inside[-1].end > start:
            inside.pop()
        following = quantities[index + 1].start if index < last else sentence_span.end
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
            new(Span, (gap_start, start)),
            new(Span, (end, following if following < sentence_span.end else max(sentence_span.end, end))),
            layout.bracket_at(start) if has_brackets else None,
            inside,
            _last_verb(inside, clause_span.start) if inside else None,
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
    for frame in [*frames, None]:
        if frame is not None and members and frame.previous is members[-1] and _continues(norm, frame, members):
            members.append(frame)
            continue
        if len(members) > 1:
            head = members[0]
            distributive = _distributive(head)
            for place, member in enumerate(members):
                member.head, member.list_index, member.list_size = head, place, len(members)
                member.distributive = distributive
        members = [frame] if frame is not None else []


def _continues(norm: str, frame: Frame, members: list[Frame]) -> bool:
    gap = frame.gap
    if gap.end - gap.start > 12:
        return False
    match = LIST_GAP.match(norm, gap.start, gap.end)
    if match is None:
        return False
    if match.end() == gap.end:
        return (
            norm[match.start() : match.end()].strip() not in {"，", ",", "；", ";"}
            or _distributive(members[0]) is not None
        )
    verb = frame.verb
    return (
        verb is not None
        and frame.quantity.unit == members[-1].quantity.unit
        and verb.start == match.end()
        and verb.end == gap.end
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


def read_back(frame: Frame, kept: Container[int]) -> tuple[int, list[Cue]]:
    """Where the stretch begins that follows the last kept amount of the sentence, and its cues.

    Amounts that state nothing (2年 in 其中2年期15亿元) cut `frame.gap`; this looks behind them.

    Args:
        frame: The amount in front of which to look.
        kept: The indices of the amounts that are facts.
    """
    cues, start, before = frame.cues, frame.gap.start, frame.previous
    while before is not None and before.index not in kept:
        cues, start, before = [*before.cues, *cues], before.gap.start, before.previous
    return start, cues
