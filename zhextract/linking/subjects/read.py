"""Who or where each fact is about.

A subject is named before its amount. The text is read once from left to right: the first topic of a clause
becomes the subject of the amounts behind it and stays so, over clauses and sentences, until another takes
its place. Places, partners, sources and yardsticks of comparison never do (`subject_roles.read_role`).

Read `read_subjects`, then `Reader.take` (a mention) and `Reader.of_frame` (an amount).
"""

import re
from bisect import bisect_right
from collections.abc import Sequence

from zhextract.linking.frames import Cell, Frame, Layout, opens_item
from zhextract.linking.subjects.items import find_items, is_broken, is_heading, past_number
from zhextract.linking.subjects.lists import (
    are_partners,
    find_mover,
    goes_out,
    is_index_apart,
    is_whole_label,
    members_of,
    points_back,
)
from zhextract.linking.subjects.mentions import (
    COLLECTIVE,
    LOOSE_NAMES,
    NEAR,
    QUANTIFYING,
    Mention,
    find_mentions,
)
from zhextract.linking.subjects.names import Names
from zhextract.linking.subjects.roles import Role, fills_clause, is_example, is_measured, is_reported, read_role
from zhextract.linking.subjects.writers import look_ahead
from zhextract.records import Document, Organisation, Region, Subject
from zhextract.spans import Span

__all__ = ["read_subjects"]

# The mentions that a table's row may be named by: its figures are then about them.
LABELS = ("region", "organisation", "group", "place")
# How deep places nest (江西九江), how near 其中 stands, how long a stretch of a sentence is.
DEEPEST, NEAR_BEFORE, LONGEST_STRETCH = 3, 60, 300
SEMICOLON = re.compile("[；;]")
# The kinds of organisation that 公司 may stand for.
COMPANIES = frozenset({"company", "finance"})
# What names a partner of the one spoken of before its own name.
PARTNERS = ("客户", "供应商", "经销商", "竞争对手")


def read_subjects(
    norm: str, layout: Layout, frames: Sequence[Frame], document: Document, title: str | None
) -> list[tuple[Subject, ...]]:
    """Name the subjects of each amount; an empty tuple where nothing near names one.

    Args:
        norm: Normalised text.
        layout: Its paragraphs, sentences and clauses.
        frames: The amounts, in text order.
        document: The document with its regions and organisations.
        title: The document's title where the text does not carry it: it may name whom 公司 stands for.

    Returns:
        A tuple of subjects for each frame, in the same order.
    """
    mentions = find_mentions(norm, document)
    reader = Reader(norm, layout, document, title)
    if any(frame.cell is not None for frame in frames):
        reader.labels = {mention.start: mention for mention in mentions if mention.type in LABELS}
    at, count = 0, len(mentions)
    answers: list[tuple[Subject, ...]] = []
    for frame in frames:
        pending, start = at, frame.start
        while at < count and mentions[at].end <= start:
            at += 1
        answers.append(reader.of_frame(frame, mentions[pending:at]))
    writers = [mention for mention in mentions if mention.type == "self"]
    if writers:
        look_ahead(frames, writers, reader.names, answers)
    return answers


# Typed, since a compiler takes a bare `()` for what the attribute will always be.
NOBODY: tuple[Mention, ...] = ()


class Reader:
    """Reads mentions and amounts in text order and remembers who is being spoken of."""

    __slots__ = (
        "answered",
        "items",
        "labels",
        "layout",
        "list_seen",
        "local",
        "moving",
        "names",
        "norm",
        "openings",
        "outer",
        "paragraph",
        "paragraph_end",
        "passing_until",
        "place",
        "read",
        "seen",
        "segment",
        "settled",
        "spare",
        "title_topic",
        "topic",
        "topic_at",
        "used",
    )

    def __init__(self, norm: str, layout: Layout, document: Document, title: str | None) -> None:
        self.norm = norm
        self.layout = layout
        # Where a new item begins inside a clause.
        self.items = find_items(norm)
        # Where the time or the region that ends at an offset begins: a mention behind it still opens its clause.
        self.openings = {time.end: time.start for time in document.times}
        self.openings |= {region.end: region.start for region in document.regions}
        # What may name a table's row, by where it begins.
        self.labels: dict[int, Mention] = {}
        self.names = Names(norm, layout, document, title)
        # The last topic that was made an answer, whether its own clause stated it, and the answer.
        self.answered: tuple[tuple[Mention, ...], bool, tuple[Subject, ...]] = ((), False, ())
        # The members of the list, or the one mention, that is spoken of, and where its segment begins.
        self.topic: tuple[Mention, ...] = ()
        self.topic_at = -1
        # The topic that comes back behind the sentence that 其中 opened, and where that ends.
        self.outer: tuple[tuple[Mention, ...], int] = ((), -1)
        self.passing_until = -1
        # Whether an amount has been about it.
        self.used = False
        # Where the segment (clause, item, or stretch behind an amount) being read begins; whether its topic is found.
        self.segment = -1
        self.settled = False
        # The clause of the last mention that stood before that of its amount.
        self.place = Span(0, 0)
        # A topic of the present amount alone, and one for want of another.
        self.local: tuple[Mention, ...] = ()
        self.spare: tuple[Mention, ...] = ()
        self.list_seen: tuple[Mention, ...] = ()
        # The segment of the last mention whose part was read, and that part.
        self.read: tuple[int, Role] = (-1, "topic")
        # The last mention before the amount before.
        self.seen: Mention | None = None
        # The paragraph that names companies whose shares moved.
        self.moving = -1
        self.title_topic: tuple[Mention, ...] = ()
        self.paragraph = 0
        self.paragraph_end = layout.paragraphs[0].end if layout.paragraphs else len(norm)

    def of_frame(self, frame: Frame, mentions: Sequence[Mention]) -> tuple[Subject, ...]:
        """Take the mentions since the last amount, then name the subjects of this one."""
        start, own = frame.start, frame.clause_span.start
        if self.items:
            own = self._segment_of(start, own)
        self.spare = self.local = NOBODY
        passed = -1
        for mention in mentions:
            if mention.start >= passed:
                members = (mention,) if mention.joined is None else members_of(mention)
                passed = members[-1].end
                if len(members) > 1 and are_partners(self.norm, members):
                    members = members[:1]
                self.take(members, frame, own)
        if mentions:
            self.seen = mentions[-1]
        if self.passing_until >= 0:
            self._come_back(start)
        if start >= self.paragraph_end:
            self._enter(start)
        if self.spare and not (self.settled and own == self.segment):
            self._speak_of(self.spare, own)
        self.settled = False
        return self._answer(frame, own)

    def take(self, members: tuple[Mention, ...], frame: Frame, own: int) -> None:
        """Take a mention, or a list of them, that stands before an amount whose segment begins at `own`."""
        mention = members[0]
        start = mention.start
        if len(members) > 1:
            self.list_seen = members
        bracket = self.layout.bracket_at(start) if self.layout.brackets else None
        near = start >= own
        if (bracket is not None and bracket != frame.bracket) or (near and frame.cell is not None):
            return
        if self.passing_until >= 0:
            self._come_back(start)
        if start >= self.paragraph_end:
            self._enter(start)
        segment, clause_end = (own, frame.clause_span.end) if near else self._place_of(start)
        if segment != self.segment:
            self.segment, self.settled, self.spare = segment, False, NOBODY
        if frame.bracket is not None and frame.bracket.start == members[-1].end and not self._is_site(mention):
            self.local = members[-1:]
            return
        if self.settled or (near and self._is_listed(mention, frame, segment)):
            return
        if not near and bracket is None and not self._may_take(mention, segment):
            return
        role = self._role_of(members, frame, segment, clause_end, near=near)
        self.read = segment, role
        if role != "topic":
            if near:
                self._keep_spare(members, role, frame)
        elif bracket is not None:
            self.local = self.local or members
        else:
            self._take_topic(members, segment, frame, near=near)

    def _role_of(
        self, members: tuple[Mention, ...], frame: Frame, segment: int, clause_end: int, *, near: bool
    ) -> Role:
        """The part of a mention or list in its clause; what 和 joins to the amount before it is spoken of."""
        mention, number = members[0], frame.start if near else None
        if self.read == (segment, "oblique") and self.norm[mention.start - 1] == "、":
            return "oblique"  # 途经甲开发区、乙县
        role = read_role(self.norm, mention, segment, clause_end, number, last=members[-1])
        return "topic" if near and role == "oblique" and self._is_joined(mention, frame) else role

    def _is_site(self, mention: Mention) -> bool:
        """Whether a place is only where the body spoken of is active: 公司在湖北(3家); not 股东为远山科技(持股3%)."""
        return self.settled and mention.type == "region" and self.topic[0].type in ("organisation", "self")

    def _is_joined(self, mention: Mention, frame: Frame) -> bool:
        """Whether 和 joins a mention to the amount before it: 甲省3家和乙省2家."""
        previous = frame.previous
        return previous is not None and previous.end == mention.start - 1 and self.norm[previous.end] in "和及与"

    def _is_listed(self, mention: Mention, frame: Frame, segment: int) -> bool:
        """Whether a mark joins a mention to one behind its topic, as another of its kind (对美国出口3亿元、日本2亿元)."""
        previous = frame.previous
        if previous is None or previous.start < segment or self.norm[mention.start - 1] != "、":
            return False
        return self.seen is not None and self.seen.start >= segment and self.seen not in self.topic

    def _place_of(self, offset: int) -> tuple[int, int]:
        """Where the segment that holds an offset begins, and where its clause ends."""
        if not self.place.start <= offset < self.place.end:
            self.place = self.layout.clauses[self.layout.clause_at(offset)]
        start, end = self.place
        return self._segment_of(offset, start) if self.items else start, end

    def _take_topic(self, members: tuple[Mention, ...], segment: int, frame: Frame, *, near: bool) -> None:
        """Take a mention that its clause is about: for its sentence, until another, or not at all."""
        if members[0].level == NEAR and self._is_of_country(segment):
            self.settled = True
        elif near and self._is_passing(members[0], segment):
            self._pass_to(members, segment, self._passing_span(members[0], frame.sentence_span))
        else:
            self._speak_of(members, segment)

    def _is_of_country(self, segment: int) -> bool:
        """Whether the sentence of a segment speaks of a country, which 国内 is then a part of."""
        item = self.topic[0].item if self.topic else None
        return isinstance(item, Region) and item.level == "country" and self.topic_at >= self._sentence_start(segment)

    def _keep_spare(self, members: tuple[Mention, ...], role: Role, frame: Frame) -> None:
        """Keep a mention that is spoken of only for want of another, or in the amount's own words."""
        if (role == "yardstick" and is_measured(self.norm, members[0], frame)) or (
            role == "oblique" and self._is_counted_in(members, frame)
        ):
            self.local = members
        elif role == "weak" or (role == "place" and not self.topic):
            self.spare = self.spare or members

    def _is_counted_in(self, members: tuple[Mention, ...], frame: Frame) -> bool:
        """Whether the amount counts what an area itself holds: 覆盖全市2000家企业; not a company's 覆盖全国300个城市."""
        end = members[-1].end
        if end != frame.start and (end + 1 != frame.start or self.norm[end] != "的"):
            return False
        if members[0].type not in ("region", "place") or frame.quantity.dimension not in ("count", None):
            return False
        return not self.topic or self.topic[0].type not in ("organisation", "self")

    def _speak_of(self, members: tuple[Mention, ...], segment: int) -> None:
        """Make a topic of a mention or a list."""
        self.topic, self.topic_at, self.settled, self.used = members, segment, True, False

    def _pass_to(self, members: tuple[Mention, ...], segment: int, sentence: Span) -> None:
        """Make a topic of what 其中 names, for its sentence only."""
        if self.topic and self.passing_until < sentence.start:
            self.outer = self.topic, self.topic_at
            self.passing_until = sentence.end
        self._speak_of(members, segment)

    def _is_passing(self, mention: Mention, segment: int) -> bool:
        """Whether a topic is one part or partner of the one spoken of: 其中湖北, 第一大客户某公司."""
        norm, start = self.norm, mention.start
        if self._is_second_body(mention, start):
            return True
        return norm.find("其中", max(segment, start - NEAR_BEFORE), start) >= 0 or norm.endswith(
            PARTNERS, segment, start
        )

    def _is_second_body(self, mention: Mention, start: int) -> bool:
        """Whether a sentence that speaks of an area or a collective goes on with bodies of one kind (公安机关立案3件)."""
        if mention.level != COLLECTIVE or self.norm[start] in QUANTIFYING or not self.topic:
            return False
        return self.topic[0].type in ("group", "place", "region") and self.topic_at >= self._sentence_start(start)

    def _sentence_start(self, offset: int) -> int:
        return self.layout.sentences[self.layout.sentence_at(offset)].start

    def _passing_span(self, mention: Mention, sentence: Span) -> Span:
        """How far a topic passes: to the end of its sentence, bodies of one kind to the next semicolon."""
        if mention.level != COLLECTIVE:
            return sentence
        reach = min(sentence.end, mention.end + LONGEST_STRETCH)
        mark = SEMICOLON.search(self.norm, mention.end, reach)
        return Span(sentence.start, mark.start() if mark else reach)

    def _come_back(self, offset: int) -> None:
        """Come back to the topic before 其中, where its sentence is over."""
        if self.passing_until <= offset:
            (self.topic, self.topic_at), self.passing_until, self.used = self.outer, -1, True

    def _segment_of(self, offset: int, clause_start: int) -> int:
        """Where the segment that holds `offset` begins: its clause, or the last item inside it."""
        index = bisect_right(self.items, offset) - 1
        return max(clause_start, self.items[index]) if index >= 0 else clause_start

    def _may_take(self, mention: Mention, segment: int) -> bool:
        """Whether a mention in a clause without an amount becomes the topic of what follows."""
        if mention.level == NEAR:
            return False
        start, type = mention.start, mention.type
        for _ in range(DEEPEST):
            if start - segment <= 2 or start not in self.openings:
                break
            start = self.openings[start]
        if start - past_number(self.norm, segment, start) > 2:
            return not self.topic or (type == "region" and fills_clause(self.norm, mention, segment))
        topic = self.topic[0].type if self.topic else ""
        if type == "self" and self._is_company_again(mention):
            sentence = self._sentence_start(mention.start)
            return segment == sentence or self.openings.get(segment - 1) == sentence
        if topic == "self" and self.norm[mention.start] == "该":
            return False
        is_plain = type == "group" and mention.level != COLLECTIVE and self._is_of_paragraph()
        is_place = type == "region" and topic in ("self", "organisation")
        if (not is_plain and not is_place) or is_example(self.norm, mention, segment):
            return True
        sentence = self._sentence_start(mention.start)
        return segment == sentence or segment in self.items or (is_place and is_reported(self.norm, sentence, segment))

    def _is_company_again(self, mention: Mention) -> bool:
        """Whether 公司 stands for the company that the paragraph speaks of by its name."""
        item = self.topic[0].item if self.topic and self.topic[0].type != "self" else None
        if not isinstance(item, Organisation) or item.kind not in COMPANIES or not self._is_of_paragraph():
            return False
        return self.norm[mention.start : mention.end] in LOOSE_NAMES

    def _is_of_paragraph(self) -> bool:
        """Whether the topic was named in the present paragraph."""
        return bool(self.topic) and self.topic_at >= self.layout.paragraphs[self.paragraph].start

    def _enter(self, offset: int) -> None:
        """Enter the paragraph of `offset`; a new story or section lets go of all but the writer's own names."""
        paragraphs = self.layout.paragraphs
        last, self.paragraph = self.paragraph, self.layout.paragraph_at(offset)
        self.paragraph_end = max(paragraphs[self.paragraph].end, offset + 1)
        if last == 0 and self.topic and is_heading(self.norm, paragraphs[0]):
            self.title_topic = self.topic
        if (
            not self.topic
            or self.topic[0].type in ("self", "place")
            or is_broken(self.norm, self.layout.paragraphs[last])
        ):
            return
        if not self.used or self.topic[0].type == "group":
            self.topic = self.title_topic
            return
        before = self.paragraph - 1
        if opens_item(self.norm, paragraphs[self.paragraph].start) or (
            before > 0 and is_heading(self.norm, paragraphs[before])
        ):
            self.topic = self.title_topic

    def _answer(self, frame: Frame, own: int) -> tuple[Subject, ...]:
        """The subjects of an amount: the topic, or its member of the list that 分别 goes over."""
        if frame.cell is not None and (named := self._of_row(frame.cell)) is not None:
            return (named,)
        if self.local:
            topic, stated = self.local, True
        else:
            topic, stated = self.topic, self.topic_at == own
        if topic:
            type = topic[0].type
            if type == "person":
                return ()
            if not stated and is_index_apart(self.norm, topic[-1], own, frame.start):
                self.topic = ()
                return ()
            if type == "organisation" and self.norm[frame.start - 1] in "涨跌":
                mover = self._read_mover(topic, frame, own, stated=stated)
                if mover is not None:
                    return (mover,)
        self.used = self.used or not self.local
        if self.list_seen and not (stated and len(topic) > 1) and self._points_back(frame, own):
            topic, stated = self.list_seen, False
        if 1 < len(topic) == frame.list_size and goes_out(self.norm, frame):
            return (self.names.subject_of(topic[frame.list_index], stated=stated),)
        last, last_stated, answer = self.answered
        if topic is not last or stated is not last_stated:
            answer = tuple([self.names.subject_of(mention, stated=stated) for mention in topic])
            self.answered = topic, stated, answer
        return answer

    def _of_row(self, cell: Cell) -> Subject | None:
        """The subject that the label of a cell's row names."""
        label = cell.label
        named = None if label is None else self.labels.get(label.start)
        if label is None or named is None or not is_whole_label(self.norm, named.end, label.end):
            return None
        return self.names.subject_of(named, stated=True)

    def _read_mover(self, topic: tuple[Mention, ...], frame: Frame, own: int, *, stated: bool) -> Subject | None:
        """The company that a clause like those before it names, though no list knows it: 远山科技涨3%，近水生物涨2%."""
        if stated:
            if topic[-1].end >= frame.start - 2:
                self.moving = self.paragraph
            return None
        if self.moving != self.paragraph:
            return None
        mention = find_mover(self.norm, own, frame.start)
        if mention is None:
            return None
        self.topic, self.topic_at = (mention,), own
        return self.names.subject_of(mention, stated=True)

    def _points_back(self, frame: Frame, own: int) -> bool:
        """Whether the words before an amount, or before its list, point back to the last list of mentions."""
        if self.layout.paragraphs[self.paragraph].start > self.list_seen[0].start:
            return False
        size = len(self.list_seen)
        if points_back(self.norm, frame, own, size):
            return True
        is_as_long = frame.distributive is not None and frame.list_size == size
        return is_as_long and self.list_seen[0].start >= frame.sentence_span.start and not self._is_of_sentence(frame)

    def _is_of_sentence(self, frame: Frame) -> bool:
        """Whether the topic was named in the sentence of an amount."""
        return bool(self.topic) and self.topic_at >= frame.sentence_span.start
