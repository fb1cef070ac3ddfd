"""What the subject of a fact is called: the name behind a mention, the document's own area, the writer."""

import re
from bisect import bisect_left
from collections import Counter
from operator import attrgetter

from zhextract.linking.frames import Layout
from zhextract.linking.subjects.mentions import Mention
from zhextract.records import Document, Region, Subject

__all__ = ["COMPANIES", "Names"]

# A company that opens a title.
COMPANY = re.compile(r"[一-鿿（）()]{2,40}?(?:公司|银行)(?![一-鿿]*银行)")


# Whom a title says that a decision is about.
ABOUT = re.compile(r"对([一-鿿（）()]{2,40}?(?:公司|银行|企业))")
# The levels of places in the country, and of countries; how far before a word stands the place that it points back to.
DIVISIONS, NATIONS = ("province", "prefecture", "county"), ("country", "foreign")
POINTED_WITHIN = 150
START = attrgetter("start")
# The first characters of words for whom the writer addresses, and of those that point back to a place.
ADDRESSING, POINTING = frozenset("你贵"), frozenset("该当")


# How the names of writers end for whom 公司 stands.
COMPANIES = ("公司", "银行", "集团", "股份", "企业")


class Names:
    """Makes subjects of mentions, each once."""

    __slots__ = ("addressee", "areas", "document", "layout", "made", "norm", "title", "writer")

    def __init__(self, norm: str, layout: Layout, document: Document, title: str | None) -> None:
        self.norm = norm
        self.layout = layout
        self.document = document
        self.title = title or ""
        # Whom 你公司 stands for, once it was asked for.
        self.addressee: str | None = None
        company = None if document.issuer else COMPANY.match(title or "")
        # Whom 公司 and 我部 stand for.
        self.writer = document.issuer or (company.group() if company else "")
        self.areas: dict[str, str] = {}
        # The subjects made, by where their mention begins and whether it stands in the amount's own segment.
        self.made: dict[tuple[int, bool], Subject] = {}

    def subject_of(self, mention: Mention, *, stated: bool) -> Subject:
        """The subject that a mention is; `stated` says that it stands in the amount's own segment."""
        if mention.named is not None:
            mention = mention.named
        key = (mention.start, stated)
        made = self.made.get(key)
        if made is None:
            made = self.made[key] = self._make(mention, stated=stated)
        return made

    def _make(self, mention: Mention, *, stated: bool) -> Subject:
        start, end, type, item = mention.start, mention.end, mention.type, mention.item
        text = self.norm[start:end]
        name = item.name if item is not None else text
        code = item.code if isinstance(item, Region) else None
        via = "stated" if stated else "carried"
        if type == "place":
            name = self._pointed(mention) if text[0] in POINTING else self._area(mention.level)
            name, kind = name or text, "group"
        elif type == "self" and text[0] in ADDRESSING:
            name, kind = self._addressed() or name, "organisation"
        elif type == "self":
            name, kind = self.writer if name == text and self._is_writer(text) else name, "organisation"
        else:
            return Subject(start, end, text, name, code, type, via)
        return Subject(start, end, text, name, code, kind, "deictic" if stated else via)

    def _is_writer(self, text: str) -> bool:
        """Whether a word for oneself stands for the writer: 公司 not for one that is no company."""
        return self.writer.endswith(COMPANIES) if text.endswith("公司") else bool(self.writer)

    def _addressed(self) -> str:
        """Whom the writer addresses as 你公司: who stands alone before a colon, or whom the title is about."""
        if self.addressee is None:
            starts = {paragraph.start for paragraph in self.layout.paragraphs}
            bodies = [body for body in self.document.organisations if body.start in starts]
            named = [body.name for body in bodies if self.norm.startswith(("：", ":"), body.end)]
            about = ABOUT.search(self.title)
            self.addressee = named[0] if named else about.group(1) if about else ""
        return self.addressee

    def _pointed(self, mention: Mention) -> str:
        """The last region before a word that points back to it: 该省 to one of its level, 当地 to any."""
        wanted = NATIONS if self.norm[mention.end - 1] == "国" else (mention.level,) if mention.level else DIVISIONS
        regions = self.document.regions
        first, last = (bisect_left(regions, at, key=START) for at in (mention.start - POINTED_WITHIN, mention.start))
        return next((region.name for region in reversed(regions[first:last]) if region.level in wanted), "")

    def _area(self, level: str) -> str:
        """The full name of the document's own area at an administrative level, empty where none stands out."""
        if level not in self.areas:
            found = [region for region in self.document.regions if region.level == level]
            issuer = self.document.issuer or ""
            names = [region.name for region in found if issuer.startswith((region.text, region.name))]
            names = names or [region.name for region in found if region.text in self.title]
            names = names or [region.name for region in found if region.start < self.layout.paragraphs[0].end]
            names = names or [region.name for region in found]
            self.areas[level] = Counter(names).most_common(1)[0][0] if names else ""
        return self.areas[level]
