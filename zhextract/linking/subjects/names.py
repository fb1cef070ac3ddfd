"""What the subject of a fact is called: the name behind a mention, the document's own area, the writer."""

import re
from collections import Counter

from zhextract.linking.frames import Layout
from zhextract.linking.subjects.mentions import Mention
from zhextract.records import Document, Region, Subject

__all__ = ["Names"]

# A company that opens a title.
COMPANY = re.compile(r"[一-鿿（）()]{2,40}?(?:公司|银行)(?![一-鿿]*银行)")


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
        self.made: dict[tuple[int, str], Subject] = {}

    def subject_of(self, mention: Mention, *, stated: bool) -> Subject:
        """The subject that a mention is; `stated` says that it stands in the amount's own segment."""
        if mention.named is not None:
            mention = mention.named
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
                name = self.writer or text
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
            self.areas[level] = Counter(names).most_common(1)[0][0] if names else ""
        return self.areas[level]
