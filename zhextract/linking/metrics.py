"""What an amount measures: the shortest wording that names it.

Reading order: `read_metrics` goes through the amounts in text order and asks,
in turn, whether an amount stands in a list, in brackets, or by itself; `_Reader`
holds what was read before, from which elided wordings are supplied.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zhextract.linking.frames import Cue, Frame, Layout
from zhextract.linking.kinds import KindReading
from zhextract.linking.metric_cells import read_cell_metric
from zhextract.linking.metric_heads import read_head
from zhextract.linking.metric_lists import share_head, split_clauses, split_members
from zhextract.linking.metric_scan import Scanner
from zhextract.linking.metric_tails import read_tail
from zhextract.linking.metric_words import bare_heads, leading_action, measure_head
from zhextract.records import Document, FactTime, Subject
from zhextract.spans import Span

__all__ = ["MetricReading", "read_metrics"]

# What may stand between two amounts that share one verb before and have a thing behind each.
LINKED = re.compile(r"[^，。；,;]{0,20}[、和与及]\s*(?:以及)?")
GROWTH_NOUNS = frozenset({"增速", "增幅", "涨幅", "降幅", "增长率", "跌幅"})
# Cues that make a stretch a predicate, so that it is no list of names.
PREDICATES = frozenset({"change", "reach", "level", "base", "than", "share", "compare"})
PERCENT = frozenset({"%", "‰", "个百分点", "成", "倍"})
# Cues that say of what stands before them how it changed.
MOVES = frozenset({"change", "base"})
# Where the whole of 占…的比重 ends.
SHARE_CLOSE = re.compile("的?(?:比重|比例|份额)|的比?$")


@dataclass(frozen=True, slots=True)
class MetricReading:
    """The spans that name what is measured, in text order, and the rule that found them.

    `core` is what is measured itself, `whole` the 占… of a share; `spans` are both.
    `shape` is "around" where the thing counted stands behind the amount, else "before";
    `part_of` is the wording of the whole where 其中 made it a part.
    """

    spans: tuple[Span, ...]
    why: str
    confidence: float = 0.9
    core: tuple[Span, ...] = ()
    whole: tuple[Span, ...] = ()
    shape: str = "before"
    part_of: tuple[Span, ...] = ()


def _reading(
    core: tuple[Span, ...],
    why: str,
    confidence: float,
    whole: tuple[Span, ...] = (),
    *,
    shape: str = "before",
    part_of: tuple[Span, ...] = (),
) -> MetricReading:
    spans = tuple(sorted(span for span in {*core, *whole} if span.start < span.end))
    return MetricReading(spans, why, confidence, core, whole, shape, part_of)


def read_metrics(
    norm: str,
    layout: Layout,
    frames: Sequence[Frame],
    *,
    kinds: Sequence[KindReading],
    subjects: Sequence[tuple[Subject, ...]],
    times: Sequence[FactTime | None],
    document: Document,
) -> list[MetricReading]:
    """Name what each amount measures."""
    reader = _Reader(norm, layout, frames, kinds, subjects, Scanner(norm, layout, document, subjects))
    for index in range(len(frames)):
        if len(reader.readings) <= index:
            reader.read(index)
    return reader.readings


class _Reader:
    __slots__ = ("frames", "kinds", "layout", "norm", "readings", "scanner", "subjects")

    def __init__(
        self,
        norm: str,
        layout: Layout,
        frames: Sequence[Frame],
        kinds: Sequence[KindReading],
        subjects: Sequence[tuple[Subject, ...]],
        scanner: Scanner,
    ) -> None:
        self.norm, self.layout, self.frames, self.kinds, self.scanner = norm, layout, frames, kinds, scanner
        self.subjects = subjects
        self.readings: list[MetricReading] = []

    def read(self, index: int) -> None:
        """Read the amount `index`, and the whole list when it leads one."""
        frame = self.frames[index]
        if frame.cell is not None:
            core, whole = read_cell_metric(self.norm, frame.cell)
            if core or whole:
                self.readings.append(_reading(core, "table", 0.8, whole))
                return
        size = self._list_size(index)
        if size > 1:
            members = self._list(index, size)
            if members is not None:
                self.readings.extend(members)
                return
        if frame.bracket is not None and (found := self._bracket(index)) is not None:
            self.readings.append(found)
            return
        self.readings.append(self._plain(index))

    def _list_size(self, index: int) -> int:
        """How many selected amounts stand in the list that `index` leads."""
        frame = self.frames[index]
        if frame.head is not frame:
            return 1
        size = 1
        while index + size < len(self.frames) and self.frames[index + size].head is frame:
            size += 1
        return size

    def _low(self, index: int) -> int:
        """Where the own wording of an amount can begin: its clause, or behind the fact before it."""
        frame = self.frames[index]
        low = frame.clause_span.start
        if index and self.frames[index - 1].end > low and not self._limits(index - 1):
            low = max(self.frames[index - 1].end, self._behind(index - 1))
        if frame.bracket is not None and frame.bracket.start + 1 > low:
            low = frame.bracket.start + 1
        return min(low, frame.start)

    def _limits(self, index: int) -> bool:
        """Whether an amount only limits the noun behind it (10万元以上部分), which the next amount measures."""
        frame = self.frames[index]
        return self.kinds[index].status == "threshold" and self.norm[frame.end : frame.end + 1] not in "，。；、,;"

    def _behind(self, index: int) -> int:
        """Where the wording behind an amount that names it ends, 0 when it is named from before."""
        spans = self.readings[index].spans
        return spans[-1].end if spans else 0

    # -- one amount by itself -------------------------------------------------

    def _plain(self, index: int) -> MetricReading:
        frame, kind = self.frames[index], self.kinds[index].kind
        scanner, low = self.scanner, self._low(index)
        if (share := self._share_verb(low, frame.start)) is not None:
            found = self._share(index, low, share)
            if frame.quantity.unit in PERCENT or kind == "share" or not found.whole:
                return found
            start = self.scanner.strip_left(share.end, found.whole[0].end)
            return _reading((Span(start, found.whole[0].end),), "the whole of a share", 0.75)
        if index and self.norm[self.frames[index - 1].end : frame.start].strip() == "的":
            low = self._low(index - 1)
            if (share := self._share_verb(low, self.frames[index - 1].start)) is not None:
                return self._share(index - 1, low, share)
        cut = frame.start
        if kind == "rank":
            cue = scanner.last("rank", low, cut)
            cut = cue.start if cue is not None else cut
        elif kind == "change" and (cue := scanner.last("compare", low, cut)) is not None:
            cut = cue.start
        elif (cue := self._from(index, low)) is not None:
            cut = cue.start
        head = read_head(scanner, low, cut, self.subjects[index])
        if kind in {"level", "share"}:
            found = self._with_tail(index, head)
            if found is not None:
                return found
        if not head:
            return self._elided(index)
        return self._complete(index, head)

    def _with_tail(self, index: int, head: tuple[Span, ...]) -> MetricReading | None:
        """A wording that goes on, or stands, behind the amount."""
        norm, frame = self.norm, self.frames[index]
        text = self._text(head)
        tail = read_tail(self.scanner, frame, text)
        if not tail:
            return None
        if not head:
            before = self._before(index)
            led = before is not None and before.shape == "around" and before.core[0].end <= self.frames[index - 1].start
            if led and before is not None and LINKED.fullmatch(norm, self.frames[index - 1].end, frame.start):
                return _reading((before.core[0], *tail), "verb shared, thing behind", 0.75, shape="around")
            return _reading(tail, "behind", 0.8, shape="around")
        if text.endswith("等") and (cut := self._first_action(head[0])) is not None:
            head = (Span(head[0].start, cut),)
        return _reading((*head, *tail), "around", 0.75, shape="around")

    def _first_action(self, span: Span) -> int | None:
        """Where the first verb of action inside a wording ends."""
        for place in range(span.start, min(span.start + 12, span.end)):
            size = leading_action(self.norm[place : span.end])
            if size:
                return place + size
        return None

    def _complete(self, index: int, head: tuple[Span, ...]) -> MetricReading:
        """Supply what a head leaves out: its modifier, its measure, its verb or the object of its verb."""
        norm = self.norm
        before = self._before(index)
        text = self._text(head)
        if text in GROWTH_NOUNS:
            earlier = self._earlier_clause(index)
            if earlier or before is not None:
                core = earlier or (before.core if before is not None else ())
                return _reading((*core, *head), "growth noun of the metric before", 0.85)
        if before is None or not before.core:
            return _reading(head, "own clause", 0.9)
        if text in bare_heads():
            modifier = self._modifier(before)
            if modifier:
                return _reading((*modifier, *head), "own head, modifier of the metric before", 0.8)
        first = before.core[0]
        size = leading_action(norm[first.start : first.end])
        if norm.startswith("、", self._low(index)) and not leading_action(text) and size and text[-1] not in "率比值价":
            return _reading((Span(first.start, first.start + size), *head), "verb shared along 、", 0.75)
        if leading_action(text) == len(text):
            return self._object(index, head, before, size)
        if self._is_part(index) or before.part_of:
            return self._part(index, head, text)
        return _reading(head, "own clause", 0.9)

    def _is_part(self, index: int) -> bool:
        """Whether 其中 stands before the amount within its gap."""
        return any(cue.type == "scope" for cue in self.frames[index].cues)

    def _part(self, index: int, head: tuple[Span, ...], text: str) -> MetricReading:
        """A part that names itself alone takes the measure of its whole, or the whole's wording before it."""
        norm, frame = self.norm, self.frames[index]
        whole = self._whole(index)
        if not whole or measure_head(text) or leading_action(text) or text[-2:] == self._text(whole)[-2:]:
            return _reading(head, "own clause", 0.9)
        last = whole[-1]
        size = measure_head(norm[last.start : last.end])
        if size and norm[last.end - size : last.end] not in GROWTH_NOUNS and (
            self.kinds[index].kind == "growth" or len(text) <= 6
        ):
            measure = Span(last.end - size, last.end)
            return _reading((*head, measure), "part, measure of the whole", 0.7, part_of=whole)
        if len(text) <= 8 and frame.quantity.unit == self.frames[index - 1].quantity.unit:
            return _reading((*whole, *head), "part of the metric before", 0.65, part_of=whole)
        return _reading(head, "own clause", 0.8)

    def _whole(self, index: int) -> tuple[Span, ...]:
        """What a part is a part of: the whole of the part before, or the nearest metric before in the same unit."""
        before = self._before(index)
        if before is not None and before.part_of:
            return before.part_of
        frame = self.frames[index]
        for place in range(index - 1, max(index - 8, -1), -1):
            if self.frames[place].paragraph != frame.paragraph:
                break
            if self.frames[place].quantity.unit == frame.quantity.unit:
                return self.readings[place].core
        return before.core if before is not None else ()

    def _object(self, index: int, head: tuple[Span, ...], before: MetricReading, size: int) -> MetricReading:
        """A verb without its object: the object stood with the same verb, or with the verb of the fact before."""
        norm, frame, verb = self.norm, self.frames[index], head[-1]
        place = norm.find(norm[verb.start : verb.end], frame.sentence_span.start, verb.start)
        if place >= 0 and before.core[0].start <= place < before.core[-1].end:
            return _reading(before.core, "same verb as the metric before", 0.75)
        if place >= 0:
            clause = self.layout.clauses[self.layout.clause_at(place)]
            stop = min([clause.end, verb.start, *(f.start for f in self.frames[max(index - 6, 0) : index] if f.start > place)])
            end = self.scanner.strip_right(stop, place)
            if end > place + (verb.end - verb.start):
                return _reading((Span(place, end),), "same verb with its object before", 0.7)
        if before.shape == "around":
            return _reading((before.core[-1], *head), "verb, thing behind the amount before", 0.7)
        first = before.core[0]
        if size and first.end - first.start > size and measure_head(norm[first.start + size : first.end]) < (
            first.end - first.start - size
        ):
            return _reading((Span(first.start + size, first.end), *head), "verb, object of the verb before", 0.7)
        return _reading(head, "own clause", 0.6)

    def _modifier(self, before: MetricReading) -> tuple[Span, ...]:
        """The wording before without its own measure noun."""
        if not before.core:
            return ()
        last = before.core[-1]
        text = self.norm[last.start : last.end]
        size = measure_head(text)
        if not size:
            cue = self.scanner.first_of(frozenset({"change"}), last.start + 1, last.end)
            if cue is None:
                return ()
            return (*before.core[:-1], Span(last.start, cue.start))
        if size == len(text):
            return before.core[:-1]
        return (*before.core[:-1], Span(last.start, last.end - size))

    def _before(self, index: int) -> MetricReading | None:
        """The reading of the fact before, when it stands in the same paragraph."""
        if not index or self.frames[index - 1].paragraph != self.frames[index].paragraph:
            return None
        return self.readings[index - 1]

    def _elided(self, index: int) -> MetricReading:
        """Nothing in the clause names it: an earlier clause of the gap does, or the fact before."""
        frame, scanner = self.frames[index], self.scanner
        if earlier := self._earlier_clause(index):
            return _reading(earlier, "earlier clause", 0.7)
        before = self._before(index)
        if before is not None:
            kind = self.kinds[index]
            if kind.kind == "growth" and (frame.verb is None or frame.verb.type != "reach"):
                return _reading(before.core, "metric before", 0.85)
            return _reading(before.core, "metric before", 0.85, before.whole)
        if tail := read_tail(scanner, frame):
            return _reading(tail, "behind", 0.6)
        for span in self._clauses_before(index):
            if head := read_head(scanner, span.start, span.end, self.subjects[index]):
                return _reading(head, "clause before", 0.5)
        name = scanner.first_name(frame.sentence_span.start, frame.start)
        if name is not None:
            return _reading((name,), "name alone", 0.4)
        if index:
            return _reading(self.readings[index - 1].core, "last metric", 0.4)
        return _reading((), "none", 0.1)

    def _clauses_before(self, index: int) -> Iterator[Span]:
        """The clauses of the sentence between the fact before and this amount's clause, nearest first."""
        low, clauses = self._gap_start(index), self.layout.clauses
        for place in range(self.frames[index].clause - 1, -1, -1):
            if clauses[place].start < low:
                return
            yield clauses[place]

    def _earlier_clause(self, index: int) -> tuple[Span, ...]:
        """The head of the nearest clause of the gap that says of something how it changed."""
        for span in self._clauses_before(index):
            cue = self.scanner.first_of(MOVES, span.start, span.end)
            if cue is not None:
                head = read_head(self.scanner, span.start, cue.start, self.subjects[index])
                if head and head[-1].end - head[0].start > 1:
                    return head
        return ()

    # -- shares ---------------------------------------------------------------

    def _share_verb(self, low: int, high: int) -> Cue | None:
        """The 占 nearest before `high`."""
        cue = self.scanner.last("share", low, high)
        while cue is not None and not (cue.value == "verb" and cue.word.startswith("占")):
            cue = self.scanner.last("share", low, cue.start)
        return cue

    def _share(self, index: int, low: int, cue: Cue) -> MetricReading:
        frame, scanner, norm = self.frames[index], self.scanner, self.norm
        end = scanner.strip_right(frame.start, cue.end)
        close = SHARE_CLOSE.search(norm, cue.end, end)
        if close:
            end = close.start()
        part = read_head(scanner, low, cue.start, self.subjects[index])
        before = self._before(index)
        if not part and before is not None:
            part = before.core
        if end <= cue.end:
            whole = before.whole if before is not None and before.whole else ()
            return _reading(part, "share of the same whole", 0.7, whole)
        return _reading(part, "share", 0.85, (Span(cue.start, end),))

    # -- brackets -------------------------------------------------------------

    def _bracket(self, index: int) -> MetricReading | None:
        frame, scanner, norm = self.frames[index], self.scanner, self.norm
        bracket = frame.bracket
        if bracket is None:
            return None
        low = self._low(index)
        head = read_head(scanner, low, frame.start, self.subjects[index])
        before = self._before(index)
        if head:
            text = self._text(head)
            same_unit = index > 0 and self.frames[index - 1].quantity.unit == frame.quantity.unit
            if before is not None and before.core and same_unit and not measure_head(text):
                last = before.core[-1]
                size = measure_head(norm[last.start : last.end])
                if size:
                    return _reading((*head, Span(last.end - size, last.end)), "bracket, measure of the metric before", 0.75)
            return None
        if index and self.frames[index - 1].end > bracket.start and before is not None:
            return _reading(before.core, "bracket, metric before", 0.8, before.whole)
        if index and 0 <= bracket.start - self.frames[index - 1].end <= 1 and before is not None:
            return _reading(before.core, "bracket, metric before", 0.85, before.whole)
        low = self.layout.clauses[self.layout.clause_at(bracket.start)].start
        if index and self.frames[index - 1].bracket is not None and self.frames[index - 1].bracket.end > low:
            low = self.frames[index - 1].bracket.end
        elif index and self.frames[index - 1].end > low:
            low = self.frames[index - 1].end
        core = read_head(scanner, low, bracket.start, self.subjects[index])
        if not core:
            return None
        shared = self._behind_brackets(index)
        return _reading((*core, shared) if shared is not None else core, "before its bracket", 0.75)

    def _behind_brackets(self, index: int) -> Span | None:
        """The head that follows the last of several bracketed amounts (A(50%)、B(51%)指数)."""
        norm, scanner = self.norm, self.scanner
        bracket = self.frames[index].bracket
        while bracket is not None and index + 1 < len(self.frames):
            following = self.frames[index + 1].bracket
            if following is None or norm[bracket.end : bracket.end + 1] not in "、和与及":
                break
            bracket, index = following, index + 1
        if bracket is None:
            return None
        clause = self.layout.clauses[self.layout.clause_at(bracket.end - 1)]
        cue = scanner.first_of(frozenset({"change", "base", "level", "adverb", "than", "share", "list"}), bracket.end, clause.end)
        end = cue.start if cue is not None else clause.end
        return Span(bracket.end, end) if 0 < end - bracket.end <= 12 and norm[bracket.end] not in "、，,（(" else None

    # -- lists ----------------------------------------------------------------

    def _list(self, index: int, size: int) -> list[MetricReading] | None:
        frame, scanner, norm = self.frames[index], self.scanner, self.norm
        low = self._low(index)
        share = self._share_verb(low, frame.start)
        whole: tuple[Span, ...] = ()
        cut = frame.start
        if share is not None:
            whole, cut = self._share(index, low, share).whole, share.start
        region = read_head(scanner, low, cut, self.subjects[index], tidy=False)
        if not region:
            members = self._same_list(index, size)
            if members is not None:
                return [_reading(r.core, r.why, r.confidence, whole or r.whole) for r in members]
            return None
        start, end = region[0]
        shared = self._shared_tail(index, size, norm[start:end])
        inner = frame.distributive
        if inner is not None and start < inner.start < end:  # 甲、乙分别持有丙 · 5%、6%
            predicate = scanner.strip_left(inner.end, end)
            shared = (Span(predicate, end), *shared)
            end = scanner.strip_right(inner.start, start)
        if self.kinds[index].kind in {"growth", "change"} and (than := scanner.last("than", start + 1, end)) is not None:
            end = scanner.strip_right(than.start, start)
        members = split_members(norm, start, end, size) if start < end else None
        if members is None and frame.distributive is not None:
            wide = self._gap_start(index)
            members = split_clauses(norm, wide, end, size) if wide < low else None
            if members is not None and scanner.first_of(PREDICATES, members[0].start, end) is not None:
                members = None
        if members is None:
            reading = self._complete(index, read_head(scanner, low, end, self.subjects[index]) or shared)
            core = reading.core if shared and reading.core[-1] in shared else (*reading.core, *shared)
            return [_reading(core, "one metric for the list", 0.75, whole)] * size
        cores = [self._tidy(core) for core in self._measured(index, share_head(norm, members))]
        cores = [(*core, *shared) for core in cores]
        return [_reading(core, f"list {place + 1} of {size}", 0.8, whole) for place, core in enumerate(cores)]

    def _shared_tail(self, index: int, size: int, text: str) -> tuple[Span, ...]:
        """What stands behind the last amount and names what all of them count (持有甲公司5%和6%股权)."""
        if self.kinds[index].kind not in {"level", "share"}:
            return ()
        return read_tail(self.scanner, self.frames[index + size - 1], text)

    def _tidy(self, core: tuple[Span, ...]) -> tuple[Span, ...]:
        """A list member's spans without counters, names and times."""
        return tuple(s for part in core for s in read_head(self.scanner, part.start, part.end)) or core

    def _measured(self, index: int, cores: list[tuple[Span, ...]]) -> list[tuple[Span, ...]]:
        """Members that grow but name no measure take that of the metric before (挖掘机、叉车分别增长 · 销量)."""
        norm = self.norm
        if self.kinds[index].kind != "growth" or not index:
            return cores
        if any(measure_head(norm[core[-1].start : core[-1].end]) for core in cores):
            return cores
        last = self.readings[index - 1].core[-1:]
        size = measure_head(norm[last[0].start : last[0].end]) if last else 0
        if not size:
            return cores
        head = Span(last[0].end - size, last[0].end)
        return [(*core, head) for core in cores]

    def _text(self, spans: tuple[Span, ...]) -> str:
        return "".join(self.norm[span.start : span.end] for span in spans)

    def _from(self, index: int, low: int) -> Cue | None:
        """The 从 or 由 of 由A升至B: what is measured stands before it."""
        following = self.frames[index].following
        if following is None or following.verb is None or following.verb.type != "reach":
            return None
        cue = self.scanner.last("adverb", low, self.frames[index].start)
        while cue is not None and cue.word not in {"从", "由", "自"}:
            cue = self.scanner.last("adverb", low, cue.start)
        return cue

    def _gap_start(self, index: int) -> int:
        """The start of the sentence, or of what follows the fact before in it."""
        start = self.frames[index].sentence_span.start
        return max(start, self.frames[index - 1].end) if index else start

    def _same_list(self, index: int, size: int) -> list[MetricReading] | None:
        """A list whose own clause names nothing: the list before it, clause before it, or facts before it."""
        frame, scanner, norm = self.frames[index], self.scanner, self.norm
        wide = self._gap_start(index)
        clause = frame.clause - 1
        while clause >= 0 and self.layout.clauses[clause].start >= wide:
            span = self.layout.clauses[clause]
            cue = scanner.first_of(PREDICATES, span.start + 1, span.end)
            region = read_head(scanner, span.start, cue.start if cue is not None else span.end, tidy=False)
            if not region:
                clause -= 1
                continue
            members = split_members(norm, *region[0], size)
            if members is not None:
                cores = [self._tidy(core) for core in share_head(norm, members)]
                return [_reading(core, f"list {i + 1} of {size}", 0.75) for i, core in enumerate(cores)]
            reading = self._complete(index, region)
            return [_reading(reading.core, "clause before, for the list", 0.6)] * size
        last = self.frames[index + size - 1]
        if frame.verb is None and (tail := read_tail(scanner, last)):
            return [_reading(tail, "behind the list", 0.7)] * size
        if index >= size:
            before = self.frames[index - size : index]
            same = before[0].head is not None and before[0].head is before[-1].head and before[0].list_size == size
            texts = {self._text(r.core) for r in self.readings[index - size : index]}
            if same or (all(f.sentence == frame.sentence for f in before) and len(texts) == size):
                return [
                    _reading(r.core, f"metrics before, {i + 1} of {size}", 0.8, r.whole)
                    for i, r in enumerate(self.readings[index - size : index])
                ]
        return None
