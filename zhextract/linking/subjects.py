"""Who or where each fact is about.

A subject is named before its amount. The text is read once from left to right: the first topic of a clause
becomes the subject of the amounts behind it and stays so, over clauses and sentences, until another takes
its place. Places, partners, sources and yardsticks of comparison never do (`subject_mentions.read_role`).

Read `read_subjects`, then `Reader.take` (a mention) and `Reader.of_frame` (an amount).
"""

import re
from bisect import bisect_right
from collections.abc import Sequence

from zhextract.linking.frames import Frame, Layout
from zhextract.linking.subject_mentions import Mention, find_mentions, read_role
from zhextract.records import Document, Region, Subject

__all__ = ["read_subjects"]

# Marks inside a clause that begin a new item: ①, 1), (2).
ITEM = re.compile(r"[①-⑳❶-❿]|(?<![\d.])[(（]?\d{1,2}[)）](?!\d)")
# A line that begins a numbered item of a digest: 3、…
NUMBERED = re.compile(r"\s*(?:\d{1,2}[、.．](?!\d)|[①-⑳]|【)")
# Words that point back to a list of mentions: 上述国家的产量分别为….
BACK = re.compile(r"上述|以上|前述|这[些两三四五六七八九十几\d]|[两三四五六七八九十](?:省|市|地|国|县|区|州|家)")


def read_subjects(
    norm: str, layout: Layout, frames: Sequence[Frame], document: Document, title: str | None
) -> list[tuple[Subject, ...]]:
    """Name the subjects of each amount; an empty tuple where nothing near names one.

    Args:
        norm: Normalised text.
        layout: Its paragraphs, sentences and clauses.
        frames: The amounts, in text order.
        document: The document with its regions and organisations.
        title: The document's title where the text does not carry it; unused, since a subject stands in the text.

    Returns:
        A tuple of subjects for each frame, in the same order.
    """
    reader = Reader(norm, layout, document)
    mentions = find_mentions(norm, document)
    at = 0
    answers: list[tuple[Subject, ...]] = []
    for frame in frames:
        pending = at
        while at < len(mentions) and mentions[at].end <= frame.start:
            at += 1
        answers.append(reader.of_frame(frame, mentions[pending:at]))
    return answers


class Reader:
    """Reads mentions and amounts in text order and remembers who is being spoken of."""

    __slots__ = (
        "areas",
        "clause",
        "document",
        "items",
        "layout",
        "list_seen",
        "made",
        "norm",
        "paragraph",
        "paragraph_end",
        "settled",
        "time_starts",
        "title_topic",
        "topic",
        "topic_at",
        "used",
    )

    def __init__(self, norm: str, layout: Layout, document: Document) -> None:
        self.norm = norm
        self.layout = layout
        self.document = document
        # Where a new item begins inside a clause.
        self.items = [match.start() for match in ITEM.finditer(norm)]
        # Where the time that ends at an offset begins: a mention behind it still opens its clause.
        self.time_starts = {time.end: time.start for time in document.times}
        self.areas: dict[str, str] = {}
        self.made: dict[tuple[int, str], Subject] = {}
        # The members of the list, or the one mention, that is spoken of, and where its segment begins.
        self.topic: tuple[Mention, ...] = ()
        self.topic_at = -1
        # Whether an amount has been about it.
        self.used = False
        # The segment (clause, item, or stretch behind an amount) being read, and whether its topic is found.
        self.clause = -1
        self.settled = False
        self.list_seen: tuple[Mention, ...] = ()
        self.title_topic: tuple[Mention, ...] = ()
        self.paragraph = 0
        self.paragraph_end = layout.paragraphs[0].end if layout.paragraphs else len(norm)

    def of_frame(self, frame: Frame, mentions: Sequence[Mention]) -> tuple[Subject, ...]:
        """Take the mentions since the last amount, then name the subjects of this one."""
        own = self._segment_of(frame.start, frame.clause_span.start)
        spare: Mention | None = None
        local: tuple[Mention, ...] = ()
        passed = -1
        for mention in mentions:
            if mention.start < passed:
                continue
            members = _members(mention)
            passed = members[-1].end
            if len(members) > 1:
                self.list_seen = members
            bracket = self.layout.bracket_at(mention.start)
            if bracket is not None and bracket != frame.bracket:
                continue
            if mention.start >= self.paragraph_end:
                self._enter(mention.start)
            span = self.layout.clauses[self.layout.clause_at(mention.start)]
            segment = self._segment_of(mention.start, span.start)
            if segment != self.clause:
                self.clause, self.settled, spare = segment, False, None
            near = segment == own
            role = read_role(self.norm, mention, segment, span.end, frame.start if near else None)
            if role == "topic":
                if self.settled:
                    continue
                if bracket is not None:
                    local = local or members
                elif near or self._may_take(mention, segment):
                    self._speak_of(members, segment)
            elif near and not local and role == "yardstick" and self._is_measured(mention, frame):
                local = members
            elif near and (role == "weak" or (role == "place" and not self.topic)):
                spare = spare or mention
        if frame.start >= self.paragraph_end:
            self._enter(frame.start)
        if own != self.clause:
            self.clause, self.settled, spare = own, False, None
        if spare is not None and not self.settled:
            self._speak_of(_members(spare), own)
        subjects = self._answer(frame, local, own)
        self.settled = False
        return subjects

    def _speak_of(self, members: tuple[Mention, ...], segment: int) -> None:
        """Make a topic of a mention or a list."""
        self.topic, self.topic_at, self.settled, self.used = members, segment, True, False

    def _segment_of(self, offset: int, clause_start: int) -> int:
        """Where the segment that holds `offset` begins: its clause, or the item mark inside it."""
        index = bisect_right(self.items, offset) - 1
        return max(clause_start, self.items[index]) if index >= 0 else clause_start

    def _may_take(self, mention: Mention, segment: int) -> bool:
        """Whether a mention in a clause without an amount becomes the topic of what follows."""
        start = self.time_starts.get(mention.start, mention.start)
        if start - segment > 2:
            return not self.topic
        if mention.type != "region" or not self.topic or self.topic[0].type not in ("self", "organisation"):
            return True
        return segment == self.layout.sentences[self.layout.sentence_at(mention.start)].start

    def _is_measured(self, mention: Mention, frame: Frame) -> bool:
        """Whether the amount is the yardstick's own: 高于世界3.3%的水平, not 高于世界3.3个百分点."""
        return (
            mention.end == frame.start
            and self.norm[mention.start - 1] == "于"
            and self.norm.startswith("的", frame.end)
        )

    def _enter(self, offset: int) -> None:
        """Enter the paragraph of `offset`; a new story or section lets go of all but the writer's own names."""
        paragraphs = self.layout.paragraphs
        last, self.paragraph = self.paragraph, self.layout.paragraph_at(offset)
        self.paragraph_end = max(paragraphs[self.paragraph].end, offset + 1)
        if last == 0 and self.topic and self._is_heading(0):
            self.title_topic = self.topic
        if not self.topic or self.topic[0].type in ("self", "place"):
            return
        if not self.used or self.topic[0].type == "group":
            self.topic = self.title_topic
            return
        before = self.paragraph - 1
        if NUMBERED.match(self.norm, paragraphs[self.paragraph].start) or (before > 0 and self._is_heading(before)):
            self.topic = self.title_topic

    def _is_heading(self, paragraph: int) -> bool:
        start, end = self.layout.paragraphs[paragraph]
        return end - start <= 40 and self.norm[end - 1] not in "。！？；：;:，,"

    def _answer(self, frame: Frame, local: tuple[Mention, ...], own: int) -> tuple[Subject, ...]:
        """The subjects of an amount: the topic, or its member of the list that 分别 goes over."""
        topic = local or self.topic
        stated = bool(local) or self.topic_at == own
        self.used = self.used or not local
        if frame.list_size > 1 and len(topic) == frame.list_size and self._goes_out(frame):
            topic = (topic[frame.list_index],)
        elif frame.list_size > 1 and frame.distributive is not None:
            if len(self.list_seen) == frame.list_size and BACK.search(self.norm, own, frame.start):
                topic, stated = (self.list_seen[frame.list_index],), False
        return tuple(self._subject(mention, stated=stated) for mention in topic)

    def _goes_out(self, frame: Frame) -> bool:
        """Whether a list of amounts goes out over a list of subjects as long: by 分别, or by amounts of one unit."""
        head = frame.head
        return frame.distributive is not None or (head is not None and head.quantity.unit == frame.quantity.unit)

    def _subject(self, mention: Mention, *, stated: bool) -> Subject:
        deictic = mention.type in ("place", "self")
        via = ("deictic" if deictic else "stated") if stated else "carried"
        key = (mention.start, via)
        if key not in self.made:
            text = self.norm[mention.start : mention.end]
            item = mention.item
            code = item.code if isinstance(item, Region) else None
            name = item.name if item is not None else text
            if mention.type == "place":
                name = self._area(mention.level) or text
            elif mention.type == "self" and name == text:
                name = self.document.issuer or text
            kind = "group" if mention.type == "place" else mention.type
            kind = "organisation" if kind == "self" else kind
            self.made[key] = Subject(mention.start, mention.end, text, name, code, kind, via)
        return self.made[key]

    def _area(self, level: str) -> str:
        """The full name of the document's own area at an administrative level, empty where none stands out."""
        if level not in self.areas:
            found = [region for region in self.document.regions if region.level == level]
            issuer = self.document.issuer or ""
            names = [region.name for region in found if issuer.startswith((region.text, region.name))]
            names = names or [region.name for region in found if region.start < self.layout.paragraphs[0].end]
            names = names or [region.name for region in found]
            self.areas[level] = max(names, key=names.count) if names else ""
        return self.areas[level]


def _members(mention: Mention) -> tuple[Mention, ...]:
    """The mention and those joined to it."""
    members = [mention]
    while members[-1].joined is not None:
        members.append(members[-1].joined)
    return tuple(members)
