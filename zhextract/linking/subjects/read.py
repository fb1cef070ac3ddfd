"""Who or where each fact is about.

A subject is named before its amount. The text is read once from left to right: the first topic of a clause
becomes the subject of the amounts behind it and stays so, over clauses and sentences, until another takes
its place. Places, partners, sources and yardsticks of comparison never do (`roles.read_role`).

Read `read_subjects`, then `Reader.take` (a mention) and `Reader.of_frame` (an amount); `topics` holds who is spoken of.
"""

from collections.abc import Sequence

from zhextract.linking.frames import Cell, Frame, Layout
from zhextract.linking.subjects.items import is_byline, past_number
from zhextract.linking.subjects.lists import (
    are_partners,
    find_mover,
    goes_out,
    is_index_apart,
    is_joined,
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
from zhextract.linking.subjects.topics import Topic
from zhextract.linking.subjects.turns import (
    is_counted_in,
    is_holder,
    is_part,
    is_short_name,
    names_again,
    passing_span,
)
from zhextract.linking.subjects.writers import look_ahead
from zhextract.records import Document, Organisation, Subject
from zhextract.spans import Span

__all__ = ["read_subjects"]

# The mentions that a table's row may be named by: its figures are then about them.
LABELS = ("region", "organisation", "group", "place")
# How deep places nest (江西九江).
DEEPEST = 3
# What opens a clause that goes on with a list.
GOES_ON = "以及"
# The kinds of organisation that 公司 may stand for.
COMPANIES = frozenset({"company", "finance"})


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
    look_ahead(norm, frames, mentions, reader.names, answers)
    return answers


# Typed, since a compiler takes a bare `()` for what the attribute will always be.
NOBODY: tuple[Mention, ...] = ()


class Reader(Topic):
    """Reads mentions and amounts in text order and says whom each amount is about."""

    __slots__ = ("answered", "labels", "list_seen", "local", "moving", "names", "read", "seen", "segment", "spare")

    def __init__(self, norm: str, layout: Layout, document: Document, title: str | None) -> None:
        super().__init__(norm, layout, document)
        # What may name a table's row, by where it begins.
        self.labels: dict[int, Mention] = {}
        self.names = Names(norm, layout, document, title)
        # The last topic that was made an answer, whether its own clause stated it, and the answer.
        self.answered: tuple[tuple[Mention, ...], bool, tuple[Subject, ...]] = ((), False, ())
        # Where the segment that is being read begins.
        self.segment = -1
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

    def of_frame(self, frame: Frame, mentions: Sequence[Mention]) -> tuple[Subject, ...]:
        """Take the mentions since the last amount, then name the subjects of this one."""
        start, own = frame.start, frame.clause_span.start
        if self.items:
            own = self.segment_of(start, own)
        if mentions or self.norm[start - 1] != "、" or frame.gap_start < own:
            self.local = NOBODY  # 对全国7000家企业、2万处设施全覆盖
        self.spare = NOBODY
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
            self.come_back(start)
        if start >= self.paragraph_end:
            self.enter(start)
        if self.spare and not (self.settled and own == self.segment):
            self.speak_of(self.spare, own)
        self.settled = False
        return self._answer(frame, own)

    def take(self, members: tuple[Mention, ...], frame: Frame, own: int) -> None:
        """Take a mention, or a list of them, that stands before an amount whose segment begins at `own`."""
        mention = members[0]
        if len(members) > 1:
            self.list_seen = members
        bracket = self.layout.bracket_at(mention.start) if self.layout.brackets else None
        near = mention.start >= own
        if bracket is not None and bracket != frame.bracket:
            self._take_short_name(mention, bracket)
            return
        if near and frame.cell is not None:
            return
        if self.passing_until >= 0:
            self.come_back(mention.start)
        if mention.start >= self.paragraph_end:
            self.enter(mention.start)
        segment, clause_end = (own, frame.clause_span.end) if near else self.place_of(mention.start)
        if segment != self.segment:
            self.segment, self.settled, self.spare = segment, False, NOBODY
        if frame.bracket is not None and frame.bracket.start == members[-1].end and not self._is_site(mention):
            self.local = members[-1:]
        elif self.settled or (near and self._is_listed(mention, frame, segment)):
            self._take_over(members, frame, segment, clause_end, near=near)
        elif near or bracket is not None or self._may_take(mention, segment):
            role = self._role_of(members, frame, segment, clause_end, near=near)
            self.read = segment, role
            self._give_part(members, role, frame, segment, near=near, aside=bracket is not None)

    def _give_part(
        self, members: tuple[Mention, ...], role: Role, frame: Frame, segment: int, *, near: bool, aside: bool
    ) -> None:
        """Let a mention play its part: the topic, that of the present amount alone, or one for want of another."""
        if role != "topic":
            if near:
                self._keep_spare(members, role, frame)
        elif aside:
            self.local = self.local or members
        else:
            self._take_topic(members, segment, frame, near=near)

    def _take_short_name(self, mention: Mention, bracket: Span) -> None:
        """Call the one spoken of by the short name that brackets behind it give."""
        if is_short_name(self.norm, self.topic, mention, bracket):
            self.topic = (Mention(mention.start, mention.end, "organisation", self.topic[0].item),)

    def _take_over(
        self, members: tuple[Mention, ...], frame: Frame, segment: int, clause_end: int, *, near: bool
    ) -> None:
        """Take a mention that names the one its clause speaks of again, or who holds it."""
        again = self.topic_at == segment and names_again(self.topic, members[0])
        if (
            near
            and (again or is_holder(self.norm, members, frame.start))
            and self._role_of(members, frame, segment, clause_end, near=True) == "topic"
        ):
            self.speak_of(members, segment)

    def _role_of(
        self, members: tuple[Mention, ...], frame: Frame, segment: int, clause_end: int, *, near: bool
    ) -> Role:
        """The part of a mention or list in its clause; what 和 joins to the amount before it is spoken of."""
        mention, number = members[0], frame.start if near else None
        if self.read == (segment, "oblique") and self.norm[mention.start - 1] == "、":
            return "oblique"  # 途经甲开发区、乙县
        if near and (self._is_workplace(mention, segment) or self._goes_on(mention, segment)):
            return "oblique"
        role = read_role(self.norm, mention, segment, clause_end, number, last=members[-1])
        return "topic" if near and role == "oblique" and is_joined(self.norm, mention, frame) else role

    def _goes_on(self, mention: Mention, segment: int) -> bool:
        """Whether a clause goes on with a list that the sentence's topic does something to: 检查甲省，以及乙公司、丙公司3家."""
        if mention.start != segment + len(GOES_ON) or not self.norm.startswith(GOES_ON, segment):
            return False
        return bool(self.topic) and self.topic_at >= self.sentence_start(segment)

    def _is_workplace(self, mention: Mention, segment: int) -> bool:
        """Whether 在 opens the clause with where the company spoken of does something: 公司…。在湖北开设3家门店."""
        if mention.start != segment + 1 or self.norm[segment] != "在" or not self.is_of_paragraph():
            return False
        if mention.type == "organisation":
            return True
        return mention.type == "region" and self.topic[0].type in ("self", "organisation")

    def _is_site(self, mention: Mention) -> bool:
        """Whether a place is only where the body spoken of is active: 公司在湖北(3家); not 股东为远山科技(持股3%)."""
        return self.settled and mention.type == "region" and self.topic[0].type in ("organisation", "self")

    def _is_listed(self, mention: Mention, frame: Frame, segment: int) -> bool:
        """Whether a mark joins a mention to one behind its topic, as another of its kind (对美国出口3亿元、日本2亿元)."""
        previous = frame.previous
        if previous is None or previous.start < segment or self.norm[mention.start - 1] != "、":
            return False
        return self.seen is not None and self.seen.start >= segment and self.seen not in self.topic

    def _take_topic(self, members: tuple[Mention, ...], segment: int, frame: Frame, *, near: bool) -> None:
        """Take a mention that its clause is about: for its sentence, until another, or not at all."""
        if members[0].level == NEAR and self.is_of_country(segment):
            self.settled = True
        elif near and (is_part(self.norm, members[0], segment) or self._is_second_body(members[0])):
            self.pass_to(members, segment, passing_span(self.norm, members[0], frame.sentence_span))
        else:
            self.speak_of(members, segment)

    def _is_second_body(self, mention: Mention) -> bool:
        """Whether a sentence that speaks of an area or a collective goes on with bodies of one kind (公安机关立案3件)."""
        if mention.level != COLLECTIVE or self.norm[mention.start] in QUANTIFYING or not self.topic:
            return False
        is_area = self.topic[0].type in ("group", "place", "region")
        return is_area and self.topic_at >= self.sentence_start(mention.start)

    def _keep_spare(self, members: tuple[Mention, ...], role: Role, frame: Frame) -> None:
        """Keep a mention that is spoken of only for want of another, or in the amount's own words."""
        if (role == "yardstick" and is_measured(self.norm, members[0], frame)) or (
            role == "oblique" and is_counted_in(self.norm, self.topic or self.spare, members, frame)
        ):
            self.local = members
        elif role == "weak" or (role == "place" and not self.topic):
            self.spare = self.spare or members

    def _may_take(self, mention: Mention, segment: int) -> bool:
        """Whether a mention in a clause without an amount becomes the topic of what follows."""
        if mention.level == NEAR or is_byline(self.norm, segment):
            return False
        start, type = mention.start, mention.type
        for _ in range(DEEPEST):
            opening = start - 1 if self.norm[start - 1] == "的" else start
            if start - segment <= 2 or opening not in self.openings:
                break
            start = self.openings[opening]
        if start - past_number(self.norm, segment, start) > 2:
            first = not self.topic and self.norm[mention.start - 1] != "、"
            return first or (type == "region" and fills_clause(self.norm, mention, segment))
        topic = self.topic[0].type if self.topic else ""
        if type == "self" and self._is_company_again(mention):
            return self.opens_sentence(segment)
        if topic == "self" and self.norm[mention.start] == "该":
            return False
        is_plain = type == "group" and mention.level != COLLECTIVE and self.is_of_paragraph()
        is_place = type == "region" and topic in ("self", "organisation")
        if (not is_plain and not is_place) or is_example(self.norm, mention, segment):
            return True
        if self.opens_sentence(segment) or segment in self.items:
            return True
        return is_place and is_reported(self.norm, self.sentence_start(segment), segment)

    def _is_company_again(self, mention: Mention) -> bool:
        """Whether 公司 stands for the company that the paragraph speaks of by its name."""
        item = self.topic[0].item if self.topic and self.topic[0].type != "self" else None
        if not isinstance(item, Organisation) or item.kind not in COMPANIES or not self.is_of_paragraph():
            return False
        return self.norm[mention.start : mention.end] in LOOSE_NAMES

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
        return (
            is_as_long
            and self.list_seen[0].start >= frame.sentence_span.start
            and (not self.topic or self.topic_at < frame.sentence_span.start)
        )
