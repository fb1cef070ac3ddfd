"""What the subject of a fact is called: the name behind a mention, the document's own area, the writer."""

import re
from collections import Counter

from zhextract.linking.frames import Layout
from zhextract.linking.subjects.mentions import Mention
from zhextract.records import Document, Region, Subject

__all__ = ["COMPANIES", "Names"]

# A company that opens a title.
COMPANY = re.compile(r"[一-鿿（）()]{2,40}?(?:公司|银行)(?![一-鿿]*银行)")


# How the names of writers end for whom 公司 stands.
COMPANIES = ("公司", "银行", "集团", "股份", "企业")


class Names:
    """Makes subjects of mentions, each once."""

    __slots__ = ("areas", "document", "layout", "made", "norm", "writer")

    def __init__(self, norm: str, layout: Layout, document: Document, title: str | None) -> None:
        self.norm = norm
        self.layout = layout
        self.document = document
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
            name, kind = self._area(mention.level) or text, "group"
        elif type == "self":
            name, kind = self.writer if name == text and self._is_writer(text) else name, "organisation"
        else:
            return Subject(start, end, text, name, code, type, via)
        return Subject(start, end, text, name, code, kind, "deictic" if stated else via)

    def _is_writer(self, text: str) -> bool:
        """Whether a word for oneself stands for the writer: 公司 not for one that is no company."""
        return self.writer.endswith(COMPANIES) if text.endswith("公司") else bool(self.writer)

    def _area(self, level: str) -> str:
        """The full name of the document's own area at an administrative level, empty where none stands out."""
        if level not in self.areas:
            found = [region for region in self.document.regions if region.level == level]
            issuer = self.document.issuer or ""
            names = [region.name for region in found if issuer.startswith((region.text, region.name))]
            names = names or [region.name for region in found if region.start < self.layout.paragraphs[0].end]
            names = names or [region.name for region in found]
            self.areas[level] = Counter(names).most_common(1)[0][0] if names else ""
        return self.areas[level]
