"""The words of a text that can be what a fact is about.

Regions and organisations come with the document; collectives (各级民政部门, 全国网信系统), deictic areas
(全市, 我省) and the writer's names for itself (公司, 本行) are found here. `find_mentions` is the way in;
`subject_roles.read_role` says what part a mention plays in its clause.
"""

import re
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import Literal, cast

from ahocorasick_rs import AhoCorasick, MatchKind

from zhextract.expressions import rarely
from zhextract.lexicons import either, read_table
from zhextract.linking.layout import find_in
from zhextract.records import Document, Organisation, Region

__all__ = [
    "COLLECTIVE",
    "LOOSE_NAMES",
    "NEAR",
    "OPENING",
    "QUANTIFYING",
    "Mention",
    "find_mentions",
    "is_country",
    "is_foreign",
    "is_government",
]

MentionType = Literal["region", "organisation", "group", "place", "self", "person", "collective", "not"]

# Names between quotation or title marks that are short enough to be names, not speech: 《…》, “…” up to 12 characters.
NAMED = re.compile(r"《[^《》\n]*》|“[^“”，。；\n]{1,12}”|「[^「」，。；\n]{1,12}」")
# A place before this is none that is spoken of: 美国公司工资增加.
COMPANY = ("公司", "子公司")
# What a bank does with companies (1) as it does with persons: 公司贷款, beside 个人贷款.
BANKED = re.compile("公司(贷款|存款|业务|客户|银行|金融|信贷|理财)")
# What joins two members of one list of mentions. A hyphen or slash joins partners (新华联-三元).
JOINED = frozenset({"、", "和", "及", "与", "以及", "暨", "/", "-", "—", "~", ",", "同", "会同", "、 "})
# What stands between the ends of a route (武汉至宜昌); neither is what a fact is about.
ROUTE = frozenset({"至", "到", "-", "—", "~"})
# A person whose given name is veiled (林某, 林某某, 林某华, “林某”证券账户); not 在某公司, 某企业.
PERSON = rarely(
    "(?<![一-鿿])(?:当事人|被告人|嫌疑人)?(?![某在对向与和由被为从给把让于是有按该以到及或等如])[一-鿿]某"
    "(?:[某甲乙丙丁]|[一-鿿](?=[给持通时为担在因于利以将的、，,]))?(?![公企地市县区省村厂店项个种些一银局校院行单部])"
)
# Between a company and another that belongs to it: 公司全资子公司远山科技.
SUBSIDIARY = re.compile("[的之]?(?:下属|旗下)?(?:控股|全资|参股)?(?:子|孙)公司[—-]?")
LONGEST_SUBSIDIARY = len("的下属控股子公司—")
# The first characters of quantifiers; only there is a longer collective looked for.
QUANTIFYING = frozenset("各全地基我")
# Behind a place that is the name of a port, an airport or a sight of the area before it: 新疆霍尔果斯口岸.
FACILITY = rarely("口岸|机场|港区|火车站|高铁站|景区|水库|水电站|核电")
# A count before what it counts.
COUNTED = re.compile(r"\d+多?[个家所座批项名处]")
# Who speaks for itself, in its own text alone, and how long a quotation is.
SPEAKERS, LONGEST_SPEECH = "我们", 200
# A body of another's own: 省人大及其常委会.
OWN = re.compile("及其(?:常委会|常务委员会|办公厅|办公室|工作机构)")
# A place and its verb, which no name begins with: 湖北有上市公司, 湖北建成炼油厂; not 湖北有色金属公司.
PREDICATE = re.compile("[一-鿿]{2,3}(?:[共拥]?有(?![色线机限])|建成|新增|共拥)")
# The level of a collective, which takes in the region before it (山东省各级法院).
COLLECTIVE = "collective"
# How the name of a nationwide organisation ends.
NATIONAL = rarely("(?:人大|政协|会|联|社|中心|公司|局|院|办|组)$")
# The level of words that other nouns may contain (子公司, 挖掘机国内销量): they stand for themselves only behind a mark,
# a digit, a time, or one of these closing characters and words.
LOOSE = "loose"
# The same, for words that are spoken of in the amount's own clause only (国内).
NEAR = "near"
OPENING = frozenset(
    "0123456789年月日末底度期内中前后对使令向于与和由被从但而且若如即是时该季初就将占比较以据经来则为"
    "，。；：、,.;:!?！？“”\"'()（）【】[]\n\r\t \u3000①②③④⑤⑥⑦⑧⑨⑩"
)
OPENING_WORDS = frozenset(
    {"预计", "估计", "显示", "表示", "宣称", "导致", "致使", "使得", "截至", "以及", "随着", "去年", "简称"}
)
LOOSE_NAMES = frozenset({"公司", "集团"})
# In text order, of those that begin together the longest first, by two sorts that cost no call of ours.
START, END = attrgetter("start"), attrgetter("end")
# Bodies of one kind that are named side by side act together: 中央纪委国家监委.
PUBLIC = frozenset({"government", "party", "court"})


@dataclass(slots=True, eq=False)
class Mention:
    """A stretch of text that may be a subject.

    `joined` is the next member of the same list (湖北、湖南), `None` at its end. `level` is the
    administrative level of a deictic area, or marks a collective. `item` is the entity behind it, if the document lists one,
    and `named` the region that brackets behind a deictic area name it by: 我省(湖北). `opening` is where the places begin
    that it is the last of (湖北 in 湖北武汉), -1 where it stands alone.
    """

    start: int
    end: int
    type: MentionType
    item: Region | Organisation | None = None
    level: str = ""
    joined: "Mention | None" = None
    named: "Mention | None" = None
    opening: int = -1


def find_mentions(norm: str, document: Document) -> list[Mention]:
    """Find every possible subject, in text order, none overlapping.

    >>> from zhextract.records import Document
    >>> text = "今年上半年，全市税务系统为公司退税3亿元。"
    >>> [text[m.start : m.end] for m in find_mentions(text, Document(text))]
    ['全市税务系统', '公司']
    """
    found = [Mention(r.start, r.end, "region", r) for r in document.regions if not norm.startswith(COMPANY, r.end)]
    owns = "及其" in norm
    for organisation in document.organisations:
        if _is_named(norm, organisation):
            if owns:
                found += _bodies(norm, organisation)
            else:
                found.append(Mention(organisation.start, organisation.end, "organisation", organisation))
    found += _find_words(norm)
    if "某" in norm:
        found += [Mention(match.start(), match.end(), "person") for match in PERSON.finditer(norm)]
    if "个人" in norm and (banked := _banked(norm)):
        found = [mention for mention in found if (mention.start, mention.end) not in banked]
    found.sort(key=END, reverse=True)
    found.sort(key=START)
    return _join(norm, _without_names(norm, _longest(found)))


def _banked(norm: str) -> set[tuple[int, int]]:
    """Where 公司 is no company but the customers of a bank, whose other customers are persons (公司贷款, 个人贷款)."""
    found = [match.span(1) for match in BANKED.finditer(norm)]
    shared = {word for word in {norm[start:end] for start, end in found} if f"个人{word}" in norm}
    return {(start - len("公司"), start) for start, end in found if norm[start:end] in shared}


def _bodies(norm: str, organisation: Organisation) -> list[Mention]:
    """The mentions of a body: two of a body 及其 another of its own (省人大及其常委会)."""
    start, end = organisation.start, organisation.end
    match = OWN.search(norm, start, end) or OWN.match(norm, end)
    if match is None or match.start() < start + 2:
        return [Mention(start, end, "organisation", organisation)]
    last = Mention(match.start() + len("及其"), max(match.end(), end), "organisation")
    return [Mention(start, match.start(), "organisation", joined=last), last]


def _is_named(norm: str, organisation: Organisation) -> bool:
    """Whether a mention is an organisation of its own: not the 公司 of 子公司, not 全国高新技术 without 协会, not 3个中心."""
    start, end = organisation.start, organisation.end
    if COUNTED.match(norm, start) or PREDICATE.match(norm, start, end):
        return False
    if norm.startswith(("我国", "全国"), start):
        return NATIONAL.search(norm[start:end]) is not None
    return organisation.text not in LOOSE_NAMES or _opens(norm, start)


def _opens(norm: str, start: int) -> bool:
    """Whether a word that other nouns may contain stands for itself here."""
    return not start or norm[start - 1] in OPENING or norm[max(0, start - 2) : start] in OPENING_WORDS


@dataclass(frozen=True, slots=True)
class Words:
    """The table of subject words made ready: one automaton for all, and what may follow a quantifier."""

    automaton: AhoCorasick
    found: tuple[tuple[MentionType, str], ...]
    collective: re.Pattern[str]


@cache
def _words() -> Words:
    lists: dict[str, list[str]] = {}
    plain: dict[str, tuple[MentionType, str]] = {}
    for word, kind, level in read_table("linking_subjects", 3):
        lists.setdefault(kind, []).append(word)
        if kind in ("place", "self", "group", "not"):
            plain[word] = (cast("MentionType", kind), level)
    quantifier, sector, head, whole = (either(lists[name]) for name in ("quantifier", "sector", "head", "whole"))
    any_head = f"(?:{head}|{whole})"
    # From a quantifier on: 各级 and anything up to its head (各级党委和政府); sectors and a head (全国网信系统);
    # a head that needs no sector (全国法院; not 全国法院院长, 全国财政收入).
    collective = re.compile(
        f"(?:{quantifier})?各级[一-鿿]{{0,8}}?{any_head}(?:{head})?(?:[、和及]{any_head}(?:{head})?)*"
        f"|(?:{quantifier})(?:(?:{sector})[、和]?){{1,3}}(?:{head})"
        f"|(?:{quantifier})(?:{whole})(?![长院采]|(?<=财政)[收支赤])"
    )
    for word in lists["sector"]:
        plain |= {word + "机关": ("collective", ""), word + "部门": ("collective", "")}
    for word in [*lists["quantifier"], "各级"]:
        plain.setdefault(word, ("collective", ""))
    return Words(AhoCorasick(list(plain), matchkind=MatchKind.LeftmostLongest), tuple(plain.values()), collective)


def _find_words(norm: str) -> list[Mention]:
    words = _words()
    found = []
    for index, start, end in find_in(words.automaton, norm):
        kind, level = words.found[index]
        longer = words.collective.match(norm, start) if norm[start] in QUANTIFYING else None
        if longer:
            found.append(Mention(start, longer.end(), "group", None, COLLECTIVE))
        elif kind == "collective":
            if norm[end - 1] in "关门" and _opens(norm, start):
                found.append(Mention(start, end, "group", None, COLLECTIVE))
        elif kind == "not":
            found.append(Mention(start, end, "not"))
        elif kind == "self" and norm.startswith(SPEAKERS, start) and _is_quoted(norm, start):
            continue
        elif level not in (LOOSE, NEAR):
            found.append(Mention(start, end, kind, None, level))
        elif _opens(norm, start):
            found.append(Mention(start, end, kind, None, level if level == NEAR else ""))
    return found


def _is_quoted(norm: str, start: int) -> bool:
    """Whether a quotation that was opened not far before a word is still open: there 我们 is whoever is quoted."""
    opened = norm.rfind("“", max(0, start - LONGEST_SPEECH), start)
    return opened >= 0 and norm.find("”", opened, start) < 0


def _longest(found: list[Mention]) -> list[Mention]:
    """Keep the longest of mentions that overlap; a word that is an organisation too keeps its type and its item."""
    kept: list[Mention] = []
    for mention in found:
        last = kept[-1] if kept else None
        if last is None or mention.start >= last.end:
            kept.append(mention)
        elif (mention.start, mention.end) == (last.start, last.end):
            if mention.type == "self":
                mention.item = last.item
                kept[-1] = mention
            elif last.type == "self":
                last.item = mention.item
            elif last.type in ("group", "not"):
                kept[-1] = mention
        elif mention.end - mention.start > last.end - last.start:
            kept[-1] = mention
    return [mention for mention in kept if mention.type != "not"]


def _without_names(norm: str, mentions: list[Mention]) -> list[Mention]:
    """Leave out what stands inside a title or a short quoted name, unless it is the whole of it."""
    names = map(re.Match.span, NAMED.finditer(norm))
    behind = len(norm), len(norm) + 1
    low, high = next(names, behind)
    kept = []
    for mention in mentions:
        start, end = mention.start, mention.end
        while high <= start:
            low, high = next(names, behind)
        if end <= low or (low == start - 1 and high == end + 1):
            kept.append(mention)
    return kept


def _join(norm: str, mentions: list[Mention]) -> list[Mention]:
    """Tie members of one list together; of two that touch keep the one spoken of; drop the ends of a route."""
    kept: list[Mention] = []
    for mention in mentions:
        last = kept[-1] if kept else None
        if last is None or mention.start - last.end > 2:
            if last is not None and _belongs_to(norm, mention, last):
                _take_last(kept, mention)
            else:
                kept.append(mention)
            continue
        between = norm[last.end : mention.start]
        same = last.type == mention.type and last.type in ("region", "organisation")
        if same and between in ROUTE and last.type == "region":
            kept.pop()
        elif between == "(" and last.type == "place" and mention.type == "region" and norm.startswith(")", mention.end):
            last.named = mention
        elif not between and last.end - last.start > 1 and not _act_together(last, mention):
            _take_touching(norm, kept, mention)
        else:
            if same and (not between or between in JOINED):
                last.joined = mention
            kept.append(mention)
    return kept


def _act_together(last: Mention, mention: Mention) -> bool:
    """Whether two bodies that touch are two (中央纪委国家监委), not one and its office."""
    return is_government(last) and is_government(mention)


def is_country(mention: Mention) -> bool:
    """Whether a mention is a country."""
    return isinstance(mention.item, Region) and mention.item.level == "country"


def is_foreign(mention: Mention) -> bool:
    """Whether a mention is a place abroad."""
    return isinstance(mention.item, Region) and mention.item.level == "foreign"


def is_government(mention: Mention) -> bool:
    """Whether a mention is a body of the state or of the party."""
    return isinstance(mention.item, Organisation) and mention.item.kind in PUBLIC


def _take_touching(norm: str, kept: list[Mention], mention: Mention) -> None:
    """Of two mentions that touch keep the finer place (湖北武汉) or the named one (公司徐工机械, 公司平湖, 辽宁全省, 加拿大全国)."""
    last = kept[-1]
    if last.type == mention.type == "region" and FACILITY.match(norm, mention.end):
        return
    is_whole = mention.type == "place" or (
        last.type == "region" and mention.end - mention.start == 2 and is_country(mention)
    )
    if is_whole or (last.type in ("self", "organisation") and mention.type in ("region", "self")):
        return
    if mention.type == "group":
        if mention.level != COLLECTIVE:
            return
        mention.start = last.start
    _take_last(kept, mention)


def _belongs_to(norm: str, mention: Mention, last: Mention) -> bool:
    """Whether an organisation is named as one of the company before it: 公司控股子公司远山科技."""
    if mention.start - last.end > LONGEST_SUBSIDIARY or mention.type != "organisation":
        return False
    return last.type in ("self", "organisation") and SUBSIDIARY.fullmatch(norm, last.end, mention.start) is not None


def _take_last(kept: list[Mention], mention: Mention) -> None:
    """Put a mention in the place of the last one, and in its list."""
    last = kept[-1]
    mention.opening = last.start if last.opening < 0 else last.opening
    kept[-1] = mention
    if len(kept) > 1 and kept[-2].joined is last:
        kept[-2].joined = mention
