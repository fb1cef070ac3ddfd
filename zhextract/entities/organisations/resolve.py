"""The kind, region and resolved name of each mention."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from zhextract.entities.organisations.decide import Decided
from zhextract.entities.organisations.judge import COMPANY
from zhextract.entities.organisations.lexicon import Deictic, Lexicon
from zhextract.records import Organisation, Region

__all__ = ["kind_of", "resolve_organisations"]

COMPANIES = ("company", "finance")
WHOLE = "100000"
# A central body's name from this length on is taken for its full one.
LONG_NAME = 8
# The last character of a short name and of full names that it stands for.
ENDS = {"委": "委会", "办": "办室"}
# Words for the text's own body that a report or an article uses of the body it speaks of.
LOOSE = ("公司", "本报", "发行人")
# The lead of a note on a company, which says 公司 without naming it, is no longer than this.
LEAD = 300
BRACKET_END = re.compile(r"[(（][^()（）]*[)）]$")
COUNTRY = re.compile(r"^(?:中国|中华人民共和国|我国)")
# A branch or arm of a bank or broker. Not 银行卡, 保险箱.
FINANCE = re.compile(r"银行|证券|基金(?![会委])|人寿|财险|信托")


class Memory:
    """What a document has named so far: the kind of each name, its region, and the last name of each sort."""

    __slots__ = ("kinds", "long", "recent", "regions", "unnamed", "words")

    def __init__(self, words: Lexicon) -> None:
        self.words = words
        self.long: dict[str, None] = {}
        self.kinds: dict[str, str | None] = {}
        self.regions: dict[str, str | None] = {}
        self.recent: dict[tuple[str | None, str], str] = {}
        # Whether the text began to speak of 公司 before it named a company: it is that one's, and never named.
        self.unnamed = False

    def kind(self, name: str) -> str | None:
        """The kind that a name tells."""
        if name not in self.kinds:
            self.kinds[name] = kind_of(name, self.words)
        return self.kinds[name]

    def note(self, name: str, kind: str, region: str | None) -> None:
        """Remember a name as the last of its kind and last character."""
        sort = (kind, name[-1])
        self.recent.pop(sort, None)
        self.recent[sort] = name
        if region:
            self.regions[name] = region

    def lengthen(self, text: str) -> str:
        """The full name of a central body that the document has named, for its short one: 证监会."""
        name = self.words.names.get(text)
        if name is None or name.kind != "government" or name.region != WHOLE:
            return text
        if len(text) >= LONG_NAME:
            self.long[text] = None
            return text
        return next(
            (full for full in self.long if full[-1] in ENDS.get(text[-1], text[-1]) and within(text, full)), text
        )

    def refer(self, text: str, issuer: str | None, at: int) -> str:
        """The name that a word such as 本行 or 该公司 stands for; the word itself where nothing tells."""
        deictic = self.words.deictics[text]
        if deictic.points == "issuer" and issuer and fits(text, deictic, self.kind(issuer), issuer):
            return issuer
        if deictic.points == "reader" or (deictic.points == "issuer" and (text not in LOOSE or self.unnamed)):
            return text
        fitting = (name for (kind, _), name in reversed(self.recent.items()) if fits(text, deictic, kind, name))
        name = next(fitting, text)
        self.unnamed = name == text == COMPANY and at < LEAD
        return name


def within(short: str, full: str) -> bool:
    """Whether the characters of one stand in the other in order.

    >>> within("证监会", "中国证券监督管理委员会")
    True
    """
    rest = iter(full)
    return all(character in rest for character in short[:-1])


def fits(text: str, deictic: Deictic, kind: str | None, name: str) -> bool:
    """Whether a word such as 本局 can stand for a name: of its kind, and of its last character or a company's."""
    if deictic.kind in COMPANIES:
        return kind in COMPANIES and (deictic.kind == "company" or kind == "finance")
    return (not deictic.kind or kind == deictic.kind) and (name.endswith(text[-1]) or deictic.points == "previous")


def seat(regions: Sequence[Region], at: int, end: int) -> str | None:
    """The code of a body by the places in its name, from `at` on: the last of the first that follow each other.

    The whole country counts only where the name has no other place: 中国…上海监管局 sits in 上海.
    """
    code, reach = None, -1
    for region in regions[at : at + 6]:
        if region.end > end or (code not in (None, WHOLE) and region.start != reach):
            break
        code, reach = region.code or code, region.end
    return code


def resolve_organisations(
    norm: str, decided: Decided, regions: Sequence[Region], issuer: str | None, words: Lexicon
) -> list[Organisation]:
    """Give each mention its kind, region and name, in text order."""
    spans, short = decided
    starts = [region.start for region in regions]
    memory = Memory(words)
    found = []
    for start, end in spans:
        text = norm[start:end]
        deictic = words.deictics.get(text)
        full = short.get(text)
        if full and full.start != start:
            name, rule = norm[full.start : full.end], "defined"
        elif deictic:
            name, rule = memory.refer(text, issuer, start), deictic.points
        else:
            name, rule = memory.lengthen(text), "tagger"
        kind = (
            (memory.kind(name) if name != text or not deictic else None)
            or (deictic.kind if deictic else "")
            or "company"
        )
        at = bisect_left(starts, start)
        code = seat(regions, at, end) if at < len(starts) and starts[at] < end else None
        if code is None and text in words.names:
            code = words.names[text].region
        if code is None and name != text:
            code = memory.regions.get(name)
        if not deictic:
            memory.note(name, kind, code)
        found.append(Organisation(start, end, text, name, kind, code, rule))
    return found


def kind_of(name: str, words: Lexicon) -> str | None:
    """The kind that a name tells: by the closed list, else by its longest ending.

    >>> from zhextract.entities.organisations.lexicon import lexicon
    >>> kind_of("青山县人民法院", lexicon())
    'court'
    """
    plain = BRACKET_END.sub("", name)
    for known in (name, plain, COUNTRY.sub("", plain)):
        if known in words.names:
            return words.names[known].kind
    kind = words.suffixes.get(words.ending(plain))
    if kind in ("company", None) and FINANCE.search(plain):
        return "finance"
    return kind or words.last_characters.get(plain[-1:])
