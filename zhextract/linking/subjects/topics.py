"""The one that a text speaks of at each place, and where another begins to be spoken of.

`Topic` holds who is spoken of while mentions and amounts are read in text order; `Reader` (in `read`) decides.
"""

from bisect import bisect_right

from zhextract.expressions import rarely
from zhextract.linking.frames import Layout, opens_item
from zhextract.linking.subjects.items import find_items, is_broken, is_heading
from zhextract.linking.subjects.mentions import Mention
from zhextract.linking.subjects.names import COMPANIES
from zhextract.records import Document, Region
from zhextract.spans import Span

__all__ = ["Topic"]

# What names a source before the clause that a sentence opens with, and how far before it: 据统计，
SOURCE = rarely("据[^，,。；;]{1,10}[，,]$")
SOURCE_REACH = 14
# What opens the scene of an example before its place, and how far before it: 在湖南株洲，
SCENE, SCENE_REACH = rarely("(?:^|[，,。；;\\n])在[一-鿿]{0,4}$"), 6


class Topic:
    """Who is spoken of, and the clause, segment and paragraph that are being read."""

    __slots__ = (
        "echo",
        "items",
        "layout",
        "norm",
        "openings",
        "outer",
        "paragraph",
        "paragraph_end",
        "passing_until",
        "place",
        "settled",
        "tells_of_others",
        "title_topic",
        "topic",
        "topic_at",
        "used",
    )

    def __init__(self, norm: str, layout: Layout, document: Document) -> None:
        self.norm = norm
        self.layout = layout
        # Where a new item begins inside a clause.
        self.items = find_items(norm)
        # Where the time or the region that ends at an offset begins: a mention behind it still opens its clause.
        self.openings = {time.end: time.start for time in document.times}
        self.openings |= {region.end: region.start for region in document.regions}
        # The members of the list, or the one mention, that is spoken of, and where its segment begins.
        self.topic: tuple[Mention, ...] = ()
        self.topic_at = -1
        # The topic that comes back behind the sentence that 其中 opened, and where that ends.
        self.outer: tuple[tuple[Mention, ...], int] = ((), -1)
        self.passing_until = -1
        # Whether the writer's own name stands for the company that an item named before it (甲公司增长3%。公司预计…).
        self.echo = False
        # Whether an amount has been about it.
        self.used = False
        # Whether the topic of the segment (clause, item, or stretch behind an amount) that is being read is found.
        self.settled = False
        # The clause of the last mention that stood before that of its amount.
        self.place = Span(0, 0)
        self.title_topic: tuple[Mention, ...] = ()
        # Whether the writer is no company, so that 公司 is one it tells of, in each item another.
        self.tells_of_others = document.issuer is not None and not document.issuer.endswith(COMPANIES)
        self.paragraph = 0
        self.paragraph_end = layout.paragraphs[0].end if layout.paragraphs else len(norm)

    def place_of(self, offset: int) -> tuple[int, int]:
        """Where the segment that holds an offset begins, and where its clause ends."""
        if not self.place.start <= offset < self.place.end:
            self.place = self.layout.clauses[self.layout.clause_at(offset)]
        start, end = self.place
        return self.segment_of(offset, start) if self.items else start, end

    def segment_of(self, offset: int, clause_start: int) -> int:
        """Where the segment that holds `offset` begins: its clause, or the last item inside it."""
        index = bisect_right(self.items, offset) - 1
        return max(clause_start, self.items[index]) if index >= 0 else clause_start

    def speak_of(self, members: tuple[Mention, ...], segment: int) -> None:
        """Make a topic of a mention or a list."""
        self.echo = members[0].type == "self" and (self.echo or self.is_of_item())
        self.topic, self.topic_at, self.settled, self.used = members, segment, True, False

    def pass_to(self, members: tuple[Mention, ...], segment: int, sentence: Span) -> None:
        """Make a topic of what 其中 names, for its sentence only."""
        if self.topic and self.passing_until < sentence.start:
            self.outer = self.topic, self.topic_at
            self.passing_until = sentence.end
        self.speak_of(members, segment)

    def come_back(self, offset: int) -> None:
        """Come back to the topic before 其中, where its sentence is over."""
        if self.passing_until <= offset:
            (self.topic, self.topic_at), self.passing_until, self.used = self.outer, -1, True

    def sentence_start(self, offset: int) -> int:
        """Where the sentence that holds an offset begins."""
        return self.layout.sentences[self.layout.sentence_at(offset)].start

    def opens_sentence(self, segment: int) -> bool:
        """Whether nothing but times and sources stands before a segment in its sentence: 据统计，今年1月，|七部门…"""
        sentence = self.sentence_start(segment)
        while segment > sentence:
            start = self.openings.get(segment - 1, segment)
            source = SOURCE.search(self.norm, max(sentence, start - SOURCE_REACH), start)
            start = source.start() if source else start
            if start == segment:
                return False
            segment = start
        return True

    def is_of_paragraph(self) -> bool:
        """Whether the topic was named in the present paragraph."""
        return bool(self.topic) and self.topic_at >= self.layout.paragraphs[self.paragraph].start

    def is_of_country(self, segment: int) -> bool:
        """Whether the sentence of a segment speaks of a country, which 国内 is then a part of."""
        item = self.topic[0].item if self.topic else None
        return isinstance(item, Region) and item.level == "country" and self.topic_at >= self.sentence_start(segment)

    def enter(self, offset: int) -> None:
        """Enter the paragraph of `offset`; a new story or section lets go of all but the writer's own names."""
        paragraphs = self.layout.paragraphs
        last, self.paragraph = self.paragraph, self.layout.paragraph_at(offset)
        self.paragraph_end = max(paragraphs[self.paragraph].end, offset + 1)
        if last == 0 and self.topic and is_heading(self.norm, paragraphs[0]):
            self.title_topic = self.topic
        opens = opens_item(self.norm, paragraphs[self.paragraph].start)
        if self.echo and opens:
            self.echo, self.topic = False, self.title_topic
        if not self.topic or is_broken(self.norm, paragraphs[last]):
            return
        if self.topic[0].type in ("self", "place"):
            if opens and self.tells_of_others and self.topic[0].type == "self":
                self.topic = self.title_topic
            return
        if not self.used or self.topic[0].type == "group" or self._is_scene(self.topic[0]):
            self.topic = self.title_topic
            return
        before = self.paragraph - 1
        if opens or (before > 0 and is_heading(self.norm, paragraphs[before])):
            self.topic = self.title_topic

    def _is_scene(self, mention: Mention) -> bool:
        """Whether a place is only where a paragraph finds its example: 在湖南株洲，…."""
        return (
            mention.type == "region"
            and SCENE.search(self.norm, max(mention.start - SCENE_REACH, 0), mention.start) is not None
        )

    def is_of_item(self) -> bool:
        """Whether the topic is a company that the present paragraph, a numbered item, named."""
        if not self.is_of_paragraph() or self.topic[0].type != "organisation":
            return False
        return opens_item(self.norm, self.layout.paragraphs[self.paragraph].start)
