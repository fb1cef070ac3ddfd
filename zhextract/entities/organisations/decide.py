"""From what the tagger proposes in each sentence to what holds for the whole document.

In this order: ends are mended and sure names added (`mend`), a defined short form holds from
its definition on (`read_definitions`), and a name, a short form of it, or a word such as 公司
that is a mention somewhere is one throughout (`spread`).
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from zhextract.entities.organisations.lexicon import Lexicon
from zhextract.entities.organisations.shortforms import derive_short_forms, read_definitions
from zhextract.records import Region
from zhextract.spans import Span

__all__ = ["Decided", "decide_spans"]

Decided = tuple[list[Span], dict[str, Span]]

COMPANY, OFFEROR = "公司", "发行人"
MANY_ARTICLES = 3
# The party opens the titles of its rules: 《中国共产党章程》.
PARTY = "中国共产党"
# A form this short must be a mention more often than not to be one throughout.
SHORT_FORM = 2
# What turns 公司 into a kind of company. Before it: 上市, 子, 龙头; behind it: 公司法, 公司债券, 公司制.
GENERAL_BEFORE = re.compile(
    r"(?:上市|公众|证券|基金|保险|期货|信托|[分子总母家类些他大小]|控股|参股|股份|有限|责任|关联|目标|标的|外贸|跨国|物业|科技|技术|担保"
    r"|租赁|咨询|评级|管理|投资|贸易|合资|外资|龙头|现代|服务|网络|互联网|石油|电力|燃气|物流|航空|传媒|广告|旅游|劳务|建筑|软件|医药|啤酒|项目|相关|电信|设计|生产|制造|专业|光学|任职|招标|业|有的|一些|许多|主要|多数|所在的|油田|其他|[型个某级])$"
)
GENERAL_AFTER = re.compile(r"法(?![院人定律])|债(?![权务])|制(?![定造度订作])|章程|存款|贷款|信贷|金融|动态|近况|化(?![工学肥])|治理[。，、；]")
# A word that only looks like a name or a pointer, by the character behind it: 教育部门, 本行政区域, 国办发.
ANOTHER_WORD = {
    "人": "民员大",
    "通": "胀货缩",
    "网": "页站络点友",
    "府": "采性债网工投补购",
    "共": "一二三四五六七八九十产",
    "部": "门分署位队落件",
    "会": "议计场员想说去谈务话晤见",
    "局": "部限面势",
    "所": "有在属需得列述称",
    "社": "会区",
    "台": "风湾",
    "院": "校系士落",
    "报": "告表道价名",
    "行": "业政为动星使驶情程列走",
    "署": "名",
    "关": "键系于",
    "办": "发函理公",
    "委": "托员任派",
    "厂": "商家房",
    "校": "长",
}
# An abbreviation that is more often an indicator's than a body's: CPI, PMI, AUM.
INDICATOR = re.compile(r"[A-Z]{1,4}")
# What makes an index, a product or a treaty of a name before it: 恒生⟨指数⟩, 腾讯⟨联名卡⟩, 联合国⟨海洋法公约⟩.
PRODUCT = re.compile(r"\d*(?:国企|科技|综合|成[分份])?指数|联名|概念股?|品牌|广场|大厦|[一-龥]{0,6}(?:公约|宪章)")
# Meetings, fairs and games. Not 人民代表大会, 联席会议, 协商会议.
EVENT = re.compile(
    r"(?:运动会|[大亚奥残冬军全]运会|奥会|博览会|交易会|服贸会|进博会|世博会|消博会|广交会|发布会|座谈会|峰会|(?<!联席)(?<!协商)会议|(?<!代表)(?<!联合国)大会"
    r"|锦标赛|联赛|文化节|艺术节|展览)$"
)
# A term of a congress or committee: 十四届.
TERM = re.compile(r"第?[一二三四五六七八九十]+届")
PREPOSITIONS = "以据由经向对从为同与和及在被把给让请是如到至于"
# Parts and zones of a place, which are no bodies: 海淀⟨北部⟩, 威海⟨高新区⟩.
ZONE = re.compile(r"(?:[东西南北中]部|地区|沿海|[一-龥]{0,8}(?:高新区|开发区|园区|新区|新城|示范区|试验区|保税区|自贸区|工业园|产业园|科技园|口岸|机场|车站|港区))")
# Whichever department of the State Council is in charge: only the Council is named in 国务院⟨生态环境主管部门⟩.
DEPARTMENT = re.compile(r"国务院(?=[一-龥、]{0,16}?(?:主管|行政|管理|有关|监督)部门)")
# A supreme body that a verb of up to three characters stands before: 伴随⟨国务院⟩, not 中国国务院.
SUMMIT = re.compile(r"(?<!中)[一-龥]{0,2}?(?<![国原])(国务院|党中央|中共中央|全国人大|全国政协|最高人民)")
# What no name begins or ends with.
PHRASE = re.compile(r"^[的了在被把将和与及等其各\s)）%]|[的了着等]$|[，。；：？！]|\d[年月日]|[万亿]元")
# A phrase or title in Latin letters: three words and more.
LATIN = re.compile(r"[A-Za-z.&',-]+(?:\s+[A-Za-z.&',-]+){2,}")
# The form of a company, which by itself, or behind an ordinary word, is any: 设立有限责任公司.
LEGAL_FORM = re.compile(r"(?:股份|责任)?(?:有限)?(?:责任)?公司$")
# A company's name before a bracket inside it: ⟨青山电器（⟩云岭）制造有限公司.
BEFORE_BRACKET = re.compile(r"[一-龥]{2,8}[(（]$")
# An ending that makes another, longer name of a name: 美的⟨置业⟩.
GROWTH = re.compile(r"(?:股份有限|有限责任|有限)?公司|集团|股份|控股|置业|地产|资本|基金|证券|银行|保险|信托|期货")
# Central banks and governments at large.
AT_LARGE = re.compile(r"(?:全球|各国|多国|主要|各地|各级|两国|三国)$")
# The head of a body, which swallows its last character: 外交部长, but 财政部长期坚持.
HEAD = re.compile(r"(?<=[部局厅院校行署府])长(?![期效远江三春沙治])")
# Articles of a law, in which 公司 is any company.
ARTICLE = re.compile(r"(?:^|\n)\s*第[一二三四五六七八九十百]+条")
# A district or town between a place and its body: 青山县⟨云岭镇⟩党委.
LOCAL = re.compile(r"[一-龥]{1,3}[县市区镇乡旗州盟]")
# A branch or inner body written straight behind its head: 某银行⟨青山分行⟩, 某委员会⟨办公室⟩.
BRANCH = re.compile(r"[^\s\W的了在和与及或等是为由将对向]{0,6}?(?:分公司|分行|支行|营业部|分局|支局|办公室|党委|党组|证券部|工会)(?![主书记长])")


def decide_spans(
    norm: str,
    tagged: Sequence[Span],
    regions: Sequence[Region],
    named: Sequence[tuple[int, int, int]],
    words: Lexicon,
    *,
    own: bool = False,
) -> Decided:
    """Decide the mentions of one document: spans in order, and the full name of each short form.

    Args:
        norm: The normalised text.
        tagged: What the tagger proposes, in order.
        regions: The regions of the text.
        named: Matches of the closed list: index into `words.name_words`, start, end.
        words: The word lists.
        own: Whether the text is a company's own, so that 公司 is that company.
    """
    law = len(ARTICLE.findall(norm)) >= MANY_ARTICLES
    spans = [span for span in mend(norm, tagged, regions, words) if not (law and any_company(norm, span, regions, words))]
    spans = add_names(norm, spans, regions, named, words)
    spans = add_local_bodies(norm, spans, regions, words)
    spans = apart([extend(norm, span) for span in spans])
    short = read_definitions(norm, spans)
    forms = derive_short_forms(norm, spans, regions, words) | short
    return spread(norm, spans, forms, short, words, own=own or not law), forms


def mend(norm: str, tagged: Sequence[Span], regions: Sequence[Region], words: Lexicon) -> list[Span]:
    """Mend ends: a mention that begins inside a place begins with it, one that spans 、 is split, what is no name is dropped."""
    starts = [region.start for region in regions]
    mended: list[Span] = []
    for start, end in tagged:
        at = bisect_right(starts, start) - 1
        if at >= 0 and regions[at].start < start < regions[at].end < end:
            start = regions[at].start
        for piece in split(norm, Span(start, end)):
            piece = finish(norm, trim(norm, piece, starts), words)
            if mended and mended[-1].end > piece.start:
                continue
            if piece.end - piece.start > 1 and beyond_places(norm, piece, regions, starts) and is_name(norm, piece, words):
                mended.append(piece)
    return mended


def split(norm: str, span: Span) -> list[Span]:
    """Split a stretch at every 、 and ，, and cut what stands before a bracket that does not close."""
    edges = [span.start - 1, *(i for i in range(*span) if norm[i] in "、，"), span.end]
    pieces = []
    for left, right in zip(edges, edges[1:], strict=False):
        text = norm[left + 1 : right]
        if text.count("(") + text.count("（") > text.count(")") + text.count("）"):
            left += 1 + max(text.rfind("("), text.rfind("（"))
        elif text.count("(") + text.count("（") < text.count(")") + text.count("）"):
            before = BEFORE_BRACKET.search(norm, max(0, left - 8), left + 1)
            left = before.start() - 1 if before else left
        pieces.append(Span(left + 1, right))
    return pieces


def trim(norm: str, span: Span, starts: Sequence[int]) -> Span:
    """Take off a department in general, the ordinal of a term (十四届), a preposition before a place (据⟨广东…⟩), and a verb before a central body."""
    council = DEPARTMENT.match(norm, span.start)
    if council:
        return Span(span.start, council.end())
    term = TERM.match(norm, span.start)
    if term and term.end() < span.end:
        return Span(term.end(), span.end)
    at = bisect_left(starts, span.start + 1)
    if norm[span.start] in PREPOSITIONS and at < len(starts) and starts[at] == span.start + 1:
        return Span(span.start + 1, span.end)
    summit = SUMMIT.match(norm, span.start + 1, span.end)
    if summit and not any(span.start <= start < summit.start(1) for start in starts[at - 1 if at else 0 : at + 1]):
        return Span(summit.start(1), span.end)
    return span


def finish(norm: str, span: Span, words: Lexicon) -> Span:
    """Take in the rest of an ending that a mention breaks off: 领导小⟨组⟩."""
    for more in (1, 2):
        for back in (1, 2, 3, 4):
            if span.end - back > span.start and norm[span.end - back : span.end + more] in words.suffixes and span.end + more <= len(norm):
                return Span(span.start, span.end + more)
    return span


def beyond_places(norm: str, span: Span, regions: Sequence[Region], starts: Sequence[int]) -> bool:
    """Whether there is more to a stretch than places and parts of places: not 江苏南京, not 威海高新区."""
    at, place = bisect_left(starts, span.start), span.start
    while at < len(regions) and regions[at].start == place:
        place = regions[at].end
        at += 1
    return place == span.start or (place < span.end and not ZONE.fullmatch(norm, place, span.end))


def any_company(norm: str, span: Span, regions: Sequence[Region], words: Lexicon) -> bool:
    """Whether a law speaks of any such company: of no known name, and of no place."""
    text = norm[span.start : span.end]
    placed = any(region.start == span.start for region in regions)
    return text.endswith(COMPANY) and not placed and (text in words.deictics or text not in words.names)


def is_name(norm: str, span: Span, words: Lexicon) -> bool:
    """Whether a stretch can be a name: no ordinary word, bare ending, indicator (CPI) or piece of a phrase."""
    text = norm[span.start : span.end]
    if another_word(norm, span) or PRODUCT.match(norm, span.end):
        return False
    if text in words.names or text in words.deictics:
        return text != COMPANY or points(norm, span)
    stem = LEGAL_FORM.sub("", text)
    ordinary = text in words.others or text in words.suffixes or stem in words.common or (stem != text and len(stem) < 2)
    return not (ordinary or INDICATOR.fullmatch(text) or PHRASE.search(text) or EVENT.search(text) or LATIN.fullmatch(text))


def another_word(norm: str, span: Span) -> bool:
    """Whether the character behind makes it another word: 教育部⟨门⟩."""
    behind = norm[span.end : span.end + 1]
    return bool(behind) and (behind in ANOTHER_WORD.get(norm[span.end - 1], ()) or bool(HEAD.match(norm, span.end)))


def add_names(
    norm: str, spans: list[Span], regions: Sequence[Region], named: Sequence[tuple[int, int, int]], words: Lexicon
) -> list[Span]:
    """Add the sure names of the closed list that the tagger passed over, with the country before them."""
    ends = {region.end: region.start for region in regions if region.level == "foreign"}
    added = []
    for index, start, end in named:
        word = words.name_words[index]
        span = Span(ends.get(start, start), end)
        deictic = words.deictics.get(word)
        if AT_LARGE.search(norm, max(0, start - 2), start) or PRODUCT.match(norm, end):
            continue
        if another_word(norm, span) or (deictic is None and words.names[word].doubtful):
            continue
        if word in (COMPANY, OFFEROR) or (word == PARTY and norm[start - 1 : start] == "《"):
            continue
        if not overlaps(spans, span):
            added.append(span)
        else:
            at = bisect_left(spans, Span(end, 0)) - 1
            if spans[at].start == span.start and spans[at].end < end:
                spans[at] = Span(span.start, end)
    return sorted(spans + added)


def add_local_bodies(norm: str, spans: list[Span], regions: Sequence[Region], words: Lexicon) -> list[Span]:
    """Add the bodies written straight behind their place that the tagger passed over: 青山县人民政府."""
    added = []
    for region in regions:
        end = local_body(norm, region.end, words)
        if end is None:
            local = LOCAL.match(norm, region.end)
            end = local_body(norm, local.end(), words) if local else None
        if end is None:
            continue
        span = Span(region.start, end)
        inner = bisect_left(spans, span)
        if not overlaps(spans, span):
            added.append(span)
        elif inner < len(spans) and spans[inner].end <= end and not overlaps(spans, Span(span.start, spans[inner].start)):
            spans[inner] = span
    return apart(sorted(spans + added))


def local_body(norm: str, start: int, words: Lexicon) -> int | None:
    """Where the name of a local body that begins here ends; None where none does."""
    for end in range(min(start + words.longest_local, len(norm)), start + 1, -1):
        if norm[start:end] in words.local_bodies and not another_word(norm, Span(start, end)):
            return end
    return None


def extend(norm: str, span: Span) -> Span:
    """Take in a branch or inner body written straight behind."""
    match = BRANCH.match(norm, span.end)
    return Span(span.start, match.end()) if match else span


def spread(
    norm: str, spans: list[Span], forms: dict[str, Span], defined: dict[str, Span], words: Lexicon, *, own: bool
) -> list[Span]:
    """Let what is a mention somewhere be one wherever it stands: a defined short form, from its definition on."""
    counts = Counter(norm[start:end] for start, end in spans)
    for form in forms:
        counts.setdefault(form, 0)
    if own:
        counts.setdefault(COMPANY, 0)
        counts.setdefault(OFFEROR, 0)
    covered = apart(spans)
    for form, times in sorted(counts.items(), key=lambda item: (-len(item[0]), item[0])):
        free = [span for span in occurrences(norm, form) if not overlaps(covered, span) and points(norm, span)]
        if form in defined:
            free = [span for span in free if span.start >= defined[form].end]
        elif form not in forms and not (own and form in (COMPANY, OFFEROR)):
            often = 2 if len(form) > SHORT_FORM or form in words.deictics else 1
            if len(free) > times * often:
                continue
        if free:
            covered = apart(sorted(covered + [grow(norm, span) for span in free]))
    return covered


def grow(norm: str, span: Span) -> Span:
    """Take in an ending that makes it a longer name."""
    match = GROWTH.match(norm, span.end)
    return Span(span.start, match.end()) if match and norm[span.start : span.end] != COMPANY else span


def apart(spans: Sequence[Span]) -> list[Span]:
    """Spans in order, the first of two that meet."""
    kept: list[Span] = []
    for span in spans:
        if not kept or kept[-1].end <= span.start:
            kept.append(span)
    return kept


def occurrences(norm: str, form: str) -> Iterator[Span]:
    """Every place where a form stands."""
    at = norm.find(form)
    while at >= 0:
        yield Span(at, at + len(form))
        at = norm.find(form, at + len(form))


def overlaps(covered: Sequence[Span], span: Span) -> bool:
    """Whether a span meets one of these, which are in order and apart."""
    at = bisect_left(covered, (span.end,))
    return at > 0 and covered[at - 1].end > span.start


def points(norm: str, span: Span) -> bool:
    """Whether a form names or points at a body here: 公司营业收入, not 上市公司 or 公司法; 民政部, not 民政部门."""
    if norm[span.start : span.end] == COMPANY:
        return not (GENERAL_BEFORE.search(norm, max(0, span.start - 3), span.start) or GENERAL_AFTER.match(norm, span.end))
    return not (another_word(norm, span) or PRODUCT.match(norm, span.end))
