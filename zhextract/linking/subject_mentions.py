"""The words of a text that can be what a fact is about, and the part each plays in its clause.

Regions and organisations come with the document; collectives (各级民政部门, 全国网信系统), deictic areas
(全市, 我省) and the writer's names for itself (公司, 本行) are found here. `find_mentions` is the way in;
`read_role` says whether a mention is a topic or only a partner, a place, a source or a yardstick.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import Literal, NamedTuple, cast

from ahocorasick_rs import AhoCorasick, MatchKind

from zhextract.lexicons import read_table
from zhextract.linking.layout import SURROGATE
from zhextract.records import Document, Organisation, Region
from zhextract.spans import Span

__all__ = ["Mention", "Role", "find_mentions", "read_role"]

MentionType = Literal["region", "organisation", "group", "place", "self", "person", "collective", "not"]
Role = Literal["topic", "weak", "place", "yardstick", "oblique"]

# Organisations that report on others rather than on themselves.
REPORTERS = frozenset({"government", "party", "court", "media", "international", "association", "school", "other"})
# Names between quotation or title marks that are short enough to be names, not speech: 《…》, “…” up to 12 characters.
NAMED = re.compile(r"《[^《》\n]*》|“[^“”，。；\n]{1,12}”|「[^「」，。；\n]{1,12}」")
# What joins two members of one list of mentions. A hyphen or slash joins partners (新华联-三元).
JOINED = frozenset({"、", "和", "及", "与", "以及", "暨", "/", "-", "—", "~", ",", "同", "、 "})
# What stands between the ends of a route (武汉至宜昌); neither is what a fact is about.
ROUTE = frozenset({"至", "到", "-", "—", "~"})
# What may stand between a verb or preposition and the mention it governs: blanks of a broken line, 了, a quotation mark.
BETWEEN = frozenset('了着过“" \n\r\t\u3000\xa0')
# Behind a place that something is ranked in: 规模全国第一; not 全国第三产业.
RANK = r"第(?:[一二三四五六七八九十]|\d+)(?!\d|[十百]|产业|次|季度|批|届|轮)|前[一二三四五六七八九十百\d]|首位|之首|之最"
# Behind a whole area, where something else is ranked: 全省排名第2.
RANKED = re.compile(rf"(?:排名|排位|位列|位居|考核|同类|同行业)?(?:{RANK})")
# A line that opens a report: 某某网钦州3月11日电, 新华社北京1月2日电.
DATELINE = re.compile(r"[一-鿿]{0,6}(?:\d{1,2}月)?(?:\d{1,2}日)?(?:电|讯|消息)(?=[\s(（:：,，]|$)")
# What names the partner before its own name: 对非关联方某公司, 向控股子公司某公司.
PARTNER = re.compile(r"[对向与从为由给][一-鿿]{0,8}?(?:关联方|公司|股东|单位|企业|客户|供应商|机构|对象|人)$")
PARTNER_REACH = 14
# What closes a member of a list before 和, which then joins it with the next: 甲省(3%)和乙省(2%).
CLOSED = frozenset(")）%‰0123456789")
# Behind a quoted name: what is spoken of is its share, not the company.
SHARE = re.compile(r"收盘价|开盘价|股价|成交价|股票|[\d,]+股")
# Behind a body that grants something to those named next, whom the figures are about: 某财政局核定我旗债务限额.
GRANTS = re.compile("(?:核定|下达|批复|批准|核准|拨付|返还)给?(?=[我本全该])")
# Behind a body that only meets: 全国人民代表大会第三次会议.
# What 等 and a meeting begin with, and what the nouns of partners end in: looked at before the expressions are.
GOING_ON = frozenset("等第届次全会大一二三四五六七八九十0123456789")
PARTNER_ENDS = frozenset("方司东位业户商构象人")
MEETING = re.compile(r"(?:第?[一二三四五六七八九十\d]{1,4}[届次])*(?:全体)?(?:会议|大会)")
# Behind an organisation that only stands for its like: 某公司等10户经营者; not 民政部等12部门.
AND_OTHERS = re.compile(r"等(?=[\d一二三四五六七八九十百千两几数])(?![\d一二三四五六七八九十]{1,3}个?(?:部门|部委|机关))")
# A person whose given name is veiled (林某, 林某某, 林某华, “林某”证券账户); not 在某公司, 某企业.
PERSON = re.compile(
    r"(?<![一-鿿])(?:当事人|被告人|嫌疑人)?[一-鿿]某(?:[某甲乙丙丁]|[一-鿿](?=[给持通时为担在因于利以将的、，,]))?(?![公企地市县区省村厂店项个种些一银局校院行单部])"
)
# The first characters of quantifiers; only there is a longer collective looked for.
QUANTIFYING = frozenset("各全地基我")
# Behind a place that is the name of a port, an airport or a sight of the area before it: 新疆霍尔果斯口岸.
FACILITY = re.compile("口岸|机场|港区|火车站|高铁站|景区|水库|水电站|核电")
# A count before what it counts.
COUNTED = re.compile(r"\d+多?[个家所座批项名处]")
# A place and its verb, which no name begins with: 湖北有上市公司, 湖北建成炼油厂; not 湖北有色金属公司.
PREDICATE = re.compile("[一-鿿]{2,3}(?:[共拥]?有(?![色线机限])|建成|新增|共拥)")
# What closes 就公司…: then the mention is the topic after all.
TOPIC_CLOSERS = ("而言", "来说", "来看", "来讲", "本身而言", "自身而言", "本身来说")
# Behind a place that has something: 这样的园区在湖北已有27家.
HAS = re.compile("(?:已经?|就|共)?有")
# The level of a collective, which takes in the region before it (山东省各级法院).
COLLECTIVE = "collective"
# How far from its mention 为例 may stand.
EXAMPLE_REACH = 20
# How the name of a nationwide organisation ends.
NATIONAL = re.compile("(?:人大|政协|会|联|社|中心|公司|局|院|办|组)$")
# The level of words that other nouns may contain (子公司, 挖掘机国内销量): they stand for themselves only behind a mark,
# a digit, a time, or one of these closing characters and words.
LOOSE = "loose"
# The same, for words that are spoken of in the amount's own clause only (国内).
NEAR = "near"
OPENING = frozenset(
    "0123456789年月日末底度期内中前后对使令向于与和由被从但而且若如即是时该季初就将占比较以据经来则为"
    "，。；：、,.;:!?！？“”\"'()（）【】[]\n\r\t \u3000①②③④⑤⑥⑦⑧⑨⑩"
)
OPENING_WORDS = frozenset({"预计", "估计", "显示", "表示", "宣称", "导致", "致使", "使得", "截至", "以及", "随着", "去年"})
LOOSE_NAMES = frozenset({"公司", "集团"})
# In text order, of those that begin together the longest first, by two sorts that cost no call of ours.
START, END = attrgetter("start"), attrgetter("end")
# Bodies of one kind that are named side by side act together: 中央纪委国家监委.
PUBLIC = frozenset({"government", "party", "court"})


@dataclass(slots=True, eq=False)
class Mention:
    """A stretch of text that may be a subject.

    `joined` is the next member of the same list (湖北、湖南), `None` at its end. `level` is the
    administrative level of a deictic area, or marks a collective. `item` is the entity behind it, if the document lists one.
    """

    start: int
    end: int
    type: MentionType
    item: Region | Organisation | None = None
    level: str = ""
    joined: "Mention | None" = None


def find_mentions(norm: str, document: Document) -> list[Mention]:
    """Find every possible subject, in text order, none overlapping.

    >>> from zhextract.records import Document
    >>> text = "今年上半年，全市税务系统为公司退税3亿元。"
    >>> [text[m.start : m.end] for m in find_mentions(text, Document(text))]
    ['全市税务系统', '公司']
    """
    found = [Mention(r.start, r.end, "region", r) for r in document.regions]
    for organisation in document.organisations:
        if _is_named(norm, organisation):
            found += _bodies(organisation)
    found += _find_words(norm)
    if "某" in norm:
        found += [Mention(match.start(), match.end(), "person") for match in PERSON.finditer(norm)]
    found.sort(key=END, reverse=True)
    found.sort(key=START)
    return _join(norm, _without_names(norm, _longest(found)))


def _bodies(organisation: Organisation) -> list[Mention]:
    """The mentions of a body: two of a body 及其 another of its own (省人大及其常委会)."""
    start, end = organisation.start, organisation.end
    at = organisation.text.find("及其")
    if at < 2 or end - start != len(organisation.text):
        return [Mention(start, end, "organisation", organisation)]
    last = Mention(start + at + 2, end, "organisation")
    return [Mention(start, start + at, "organisation", joined=last), last]


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
    quantifier, sector, head, whole = (_either(lists[name]) for name in ("quantifier", "sector", "head", "whole"))
    any_head = f"(?:{head}|{whole})"
    # From a quantifier on: 各级 and anything up to its head (各级党委和政府); sectors and a head (全国网信系统);
    # a head that needs no sector (全国法院, not 全国法院院长).
    collective = re.compile(
        f"(?:{quantifier})?各级[一-鿿]{{0,8}}?{any_head}(?:[、和及]{any_head})*"
        f"|(?:{quantifier})(?:(?:{sector})[、和]?){{1,3}}(?:{head})"
        f"|(?:{quantifier})(?:{whole})(?![长院采])"
    )
    for word in lists["sector"]:
        plain |= {word + "机关": ("collective", ""), word + "部门": ("collective", "")}
    for word in [*lists["quantifier"], "各级"]:
        plain.setdefault(word, ("collective", ""))
    return Words(AhoCorasick(list(plain), matchkind=MatchKind.LeftmostLongest), tuple(plain.values()), collective)


def _either(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _firsts(words: Sequence[str]) -> str:
    """The first characters of words: a look at one character saves the rest of the expression."""
    return "".join(sorted({re.escape(word[0]) for word in words}))


def _find_words(norm: str) -> list[Mention]:
    words = _words()
    found = []
    for index, start, end in words.automaton.find_matches_as_indexes(SURROGATE.sub("\ufffd", norm)):
        kind, level = words.found[index]
        longer = words.collective.match(norm, start) if norm[start] in QUANTIFYING else None
        if longer:
            found.append(Mention(start, longer.end(), "group", None, COLLECTIVE))
        elif kind == "collective":
            if norm[end - 1] in "关门" and _opens(norm, start):
                found.append(Mention(start, end, "group", None, COLLECTIVE))
        elif kind == "not":
            found.append(Mention(start, end, "not"))
        elif level not in (LOOSE, NEAR):
            found.append(Mention(start, end, kind, None, level))
        elif _opens(norm, start):
            found.append(Mention(start, end, kind, None, level if level == NEAR else ""))
    return found


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
    names = NAMED.finditer(norm)
    name = next(names, None)
    kept = []
    for mention in mentions:
        while name is not None and name.end() <= mention.start:
            name = next(names, None)
        if name is None or mention.end <= name.start() or (mention.start - 1, mention.end + 1) == name.span():
            kept.append(mention)
    return kept


def _join(norm: str, mentions: list[Mention]) -> list[Mention]:
    """Tie members of one list together; of two that touch keep the one spoken of; drop the ends of a route."""
    kept: list[Mention] = []
    for mention in mentions:
        last = kept[-1] if kept else None
        if last is None or mention.start - last.end > 2:
            kept.append(mention)
            continue
        between = norm[last.end : mention.start]
        same = last.type == mention.type and last.type in ("region", "organisation")
        if same and between in ROUTE and last.type == "region":
            kept.pop()
        elif not between and last.end - last.start > 1 and not _act_together(last, mention):
            _take_touching(norm, kept, mention)
        else:
            if same and (not between or between in JOINED):
                last.joined = mention
            kept.append(mention)
    return kept


def _act_together(last: Mention, mention: Mention) -> bool:
    """Whether two bodies that touch are two (中央纪委国家监委), not one and its office."""
    return all(isinstance(m.item, Organisation) and m.item.kind in PUBLIC for m in (last, mention))


def _is_country(mention: Mention) -> bool:
    return isinstance(mention.item, Region) and mention.item.level == "country"


def _take_touching(norm: str, kept: list[Mention], mention: Mention) -> None:
    """Of two mentions that touch keep the finer place (湖北武汉) or the named one (公司徐工机械, 公司平湖, 辽宁全省, 加拿大全国)."""
    last = kept[-1]
    if last.type == mention.type == "region" and FACILITY.match(norm, mention.end):
        return
    is_whole = mention.type == "place" or (last.type == "region" and mention.end - mention.start == 2 and _is_country(mention))
    if is_whole or (last.type in ("self", "organisation") and mention.type in ("region", "self")):
        return
    if mention.type == "group":
        if mention.level != COLLECTIVE:
            return
        mention.start = last.start
    kept[-1] = mention
    if len(kept) > 1 and kept[-2].joined is last:
        kept[-2].joined = mention


class RoleWords(NamedTuple):
    """The rows of `linking_subject_roles.tsv`, made ready."""

    before: dict[str, str]
    before_ends: frozenset[str]
    modifier: re.Pattern[str]
    shows: re.Pattern[str]
    reports: re.Pattern[str]


@cache
def _role_words() -> RoleWords:
    before: dict[str, str] = {}
    after: dict[str, list[str]] = {}
    for word, side, role in read_table("linking_subject_roles", 3):
        if side == "before":
            before[word] = role
        else:
            after.setdefault(role, []).append(word)
    ranks = "第前首之"
    return RoleWords(
        before,
        frozenset(word[-1] for word in before),
        re.compile(f"(?=[{_firsts(after['modifier'])}{ranks}])(?:{_either(after['modifier'])}|{RANK})"),
        re.compile(f"(?=[{_firsts(after['shows'])}])(?:{_either(after['shows'])})"),
        re.compile(
            f"(?=[{_firsts(after['reports'] + after['says'])}])"
            f"(?:{_either(after['reports'])}|(?:{_either(after['says'])})(?=[，,：:“]|$))"
        ),
    )


def read_role(
    norm: str, mention: Mention, clause_start: int, clause_end: int, number: int | None, *, last: Mention | None = None
) -> Role:
    """Read the part a mention plays in its clause.

    Args:
        norm: Normalised text.
        mention: The mention.
        clause_start: Where its clause begins.
        clause_end: Where its clause ends.
        number: Where the amount begins, if it stands in the same clause behind the mention.
        last: The last member of the list that the mention opens: what stands behind it qualifies them all.

    Returns:
        `topic` · `weak` (a topic if the clause has no other) · `place` (likewise, where nothing else is spoken of) ·
        `yardstick` (what the amount is compared with) · `oblique` (never what a fact is about).
    """
    words = _role_words()
    end = mention.end
    start, before = _word_before(norm, mention.start, words)
    if before == "compare":
        return "topic" if mention.type == "self" and norm[start - 1] == "占" else "yardstick"
    if before in ("source", "oblique"):
        return "topic" if before == "oblique" and _is_taken_up(norm, start, end, clause_end) else "oblique"
    far = last.end if last is not None and last is not mention else end
    closed = far + 1 if norm.startswith(("”", '"'), far) else far
    if mention.type != "self" and (
        words.modifier.match(norm, closed, clause_end) or _only_qualifies(norm, mention, Span(clause_start, clause_end), closed)
    ):
        return "oblique"
    if mention.type == "organisation" and isinstance(mention.item, Organisation) and mention.item.kind in REPORTERS:
        return _reporter_role(norm, words, end, clause_end, number)
    # 在湖南株洲，… opens its clause and is what the clause is about; …在天津开标 is not.
    if before == "place" and start - clause_start > 1 and not HAS.match(norm, end):
        return "place" if mention.type == "place" or norm.startswith("全国", mention.start) else "oblique"
    if mention.type == "region" and start - clause_start > 3 and norm[start - 1] not in OPENING and "一" <= norm[start - 1] <= "鿿":
        return "topic" if end == clause_end and norm[clause_start] == "在" else "weak"
    return "topic"


def _is_taken_up(norm: str, start: int, end: int, clause_end: int) -> bool:
    """Whether words that close its phrase make a topic of the mention: 就公司而言, 以上海二级螺纹钢为例."""
    if norm.startswith(TOPIC_CLOSERS, end, clause_end):
        return True
    if norm[start - 1] == "对":
        return norm.endswith(TOPIC_CLOSERS, end, clause_end)
    return norm[start - 1] == "以" and norm.find("为例", end, min(clause_end, end + EXAMPLE_REACH)) >= 0


def _word_before(norm: str, at: int, words: RoleWords) -> tuple[int, str]:
    """Where what stands before a mention ends, blanks and 了 aside, and the role of the word there."""
    start = at
    while start:
        if norm[start - 1] in words.before_ends:
            for opening in range(max(0, start - 4), start):
                role = words.before.get(norm[opening:start], "")
                if role:
                    if opening == start - 1 and norm[opening] in "和及与" and norm[opening - 1] in CLOSED:
                        return start, ""
                    return start, role
        # The last character of 通过 and 为了 is part of the word; that of 获得了 is not.
        if norm[start - 1] not in BETWEEN or at - start >= 4:
            break
        start -= 1
    return start, ""


def _only_qualifies(norm: str, mention: Mention, clause: Span, end: int) -> bool:
    """Whether a mention is ranked in, or only the partner or an example of something else."""
    if mention.type in ("place", "region"):
        is_whole = mention.type == "place" or _is_country(mention)
        return is_whole and RANKED.match(norm, end, clause.end) is not None
    if mention.type != "organisation":
        return mention.level == NEAR and norm[end : end + 1].isdigit()
    if norm[end - 1] in '”"' and SHARE.match(norm, end, clause.end):
        return True
    if norm.startswith("项目", end):
        return True
    goes_on = norm[end : end + 1] in GOING_ON
    if goes_on and (MEETING.match(norm, end, clause.end) or AND_OTHERS.match(norm, end, clause.end)):
        return True
    start = mention.start
    if start == clause.start:
        return DATELINE.match(norm, end) is not None
    if norm[start - 1] not in PARTNER_ENDS:
        return False
    return PARTNER.search(norm, max(clause.start, start - PARTNER_REACH), start) is not None


def _reporter_role(norm: str, words: RoleWords, end: int, clause_end: int, number: int | None) -> Role:
    """The part of a body that reports on others: a topic only where it does not report, or its own clause holds the amount."""
    rest = min(clause_end if number is None else number, end + 40)
    if words.shows.search(norm, end, rest):
        return "oblique"
    if GRANTS.match(norm, end, rest):
        return "weak"
    if words.reports.search(norm, end, rest):
        return "oblique" if number is None else "weak"
    if number is None and end == clause_end and norm.startswith((":", "："), end):
        return "oblique"
    return "topic"
