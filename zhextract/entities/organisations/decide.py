"""From what the tagger proposes in each sentence to what holds for the whole document.

In this order: ends are mended and sure names added (`mend`), a defined short form holds from
its definition on (`read_definitions`), and a name, a short form of it, or a word such as 公司
that is a mention somewhere is one throughout (`spread`).
"""

import re
from bisect import bisect_left
from collections.abc import Sequence

from zhextract.entities.organisations.brands import drop_brands
from zhextract.entities.organisations.judge import COMPANY, another_word, any_company, product
from zhextract.entities.organisations.lexicon import Lexicon
from zhextract.entities.organisations.mend import OFFICIAL, mend
from zhextract.entities.organisations.shortforms import derive_short_forms, read_definitions
from zhextract.entities.organisations.spread import OFFEROR, apart, overlaps, spread
from zhextract.entities.organisations.told import acts, add_told
from zhextract.entities.organisations.whole import add_abbreviations, add_whole_names
from zhextract.expressions import rarely
from zhextract.records import Region
from zhextract.spans import Span

__all__ = ["Decided", "decide_spans"]

Decided = tuple[list[Span], dict[str, Span]]

MANY_ARTICLES = 3
# The party opens the titles of its rules: 《中国共产党章程》.
PARTY = "中国共产党"
# What counts as short for a name.
SHORT_FORM = 2
COUNCIL = "国务院"
# A party's committee in a place: 九三学社⟨青山市委员会⟩, and of a term: 中国共产党⟨第二十届中央委员会⟩.
COMMITTEE = "委员会"
OF_TERM = rarely(r"第?[一二三四五六七八九十]{1,3}届中央(?:委员会|纪律检查委员会|纪委)")
# A company of another in a place: 青山汽车⟨韩国公司⟩.
LOCAL_ARM = ("公司", "分公司", "子公司")
WHOLE = "100000"
# How the names of companies of the whole country begin, before which a place is no part of them: 广州⟨中石化⟩.
NATIONAL = ("中国", "国家", "中石", "中海油")
WITHIN_NAMES = ("province", "prefecture", "county", "foreign")
# A body of the State Council by its whole name: 国务院⟨职业教育工作部际联席会议⟩. Not 国务院批准设立…委员会.
COUNCIL_BODY = rarely(
    r"(?:(?!关于|批准|决定|同意|印发|设立|成立|调整|任命|有关|部门|直属|组成|审议|各|的|等|在|对|由|向|将|并|及)[一-龥“”]){2,20}?"
    r"(?:领导小组|协调小组|工作小组|联席会议|委员会|指挥部)(?:办公室)?"
)
# The rest of a company's name behind a place in brackets: 青山证券（云岭）⟨资产管理有限公司⟩.
FORM = rarely(r"[一-龥]{0,10}?(?:公司|集团|股份|事务所|合伙企业(?:[(（]有限合伙[)）])?)")
# What partners a firm has, behind its name: 青山会计师事务所⟨（特殊普通合伙）⟩.
PARTNERS = re.compile(r"[(（](?:特殊普通|普通|有限)合伙[)）]")
# The place that a text is about, by its level alone, before its body: 省⟨政府⟩, 受旗⟨人民代表大会⟩; not 各市, 云岭县, 省、市.
SEAT = re.compile(
    r"[省市县区州旗](?=[^、各级有相])(?:(?<=^.)|(?<=[\s，。；：“”（）()—在受经由从开至向据报对和与及为表].)|(?<=[委府协厅局院]、.))"
)
# A department of a ministry: 商务部⟨外贸司⟩, 教育部⟨数据中心⟩. Not 证监会上市公司.
DEPARTMENT_OF = re.compile(
    r"(?!有关|相关|各|所属|下属)(?:[^\W\d的了在和与及或等是为由将对向说据公布]{2,6}(?<!公)司(?![法令机徒长])"
    r"|[^\W\d的了在和与及或等是为由将对向说据公布]{0,4}(?:数据|信息|研究|服务)中心)"
)
# What makes a share of a company's name in quotes before it, or behind it: 买入⟨“青山股份”⟩, “青山股份”⟨收盘价⟩.
SHARE_BEFORE = rarely(r"(?:买入|卖出|买卖|申报|交易|委托|持有|增持|减持)[“\"]$")
SHARE_AFTER = re.compile(r"[”\"](?:股票|收盘价|股价|开盘价|\d)")
# Central banks and governments at large.
AT_LARGE = re.compile(r"(?:全球|各国|多国|其他|多家|主要|各地|各级|两国|三国)$")
# Articles of a law, in which 公司 is any company.
ARTICLE = re.compile(r"第(?:(?<=^.)|(?<=[\n \u3000\t].))[一二三四五六七八九十百]+条")
# A district or town between a place and its body: 青山县⟨云岭镇⟩党委.
LOCAL = re.compile(r"[^\W\d与和及各召开的在等是为由向对将]{1,3}[县市区镇乡旗州盟]")
# A branch or inner body written straight behind its head: 某银行⟨青山分行⟩, 某委员会⟨办公室⟩; the works of a company: 青山钢铁⟨厂⟩.
BRANCH = re.compile(
    r"厂(?![商家房区长址])|[^\s\W的了在和与及或等是为由将对向]{0,6}?(?:上市委员会|上市委|发电厂|电厂|分公司|分行(?![政为业])|支行|营业部|分局|支局|办公室|党委|党组|证券部|工会)(?![主书记长])"
)
# An institute of an academy or a university: 中科院⟨青山研究所⟩, 社科院⟨财经所⟩.
INSTITUTE = rarely(r"[^\s\W的了在和与及或等是为由将对向]{2,8}?(?:研究所|研究院|所(?![有在以需属得致谓]))")
ACADEMIES = ("科院", "科学院")


def decide_spans(
    norm: str,
    tagged: Sequence[Span],
    regions: Sequence[Region],
    named: Sequence[tuple[int, int, int]],
    words: Lexicon,
    *,
    unlisted: Sequence[Span] = (),
    own: bool = False,
) -> Decided:
    """Decide the mentions of one document: spans in order, and the full name of each short form.

    Args:
        norm: The normalised text.
        tagged: What the tagger proposes, in order.
        regions: The regions of the text.
        named: Matches of the closed list: index into `words.name_words`, start, end.
        words: The word lists.
        unlisted: What can be short names of companies by its wording.
        own: Whether the text is a company's own, so that 公司 is that company.
    """
    law = len(ARTICLE.findall(norm)) >= MANY_ARTICLES
    spans = mend(norm, tagged, regions, words)
    if law:
        placed = {region.start for region in regions}
        spans = [span for span in spans if span.start in placed or not any_company(norm[span.start : span.end], words)]
    spans = drop_glosses(norm, spans, words)
    spans = add_names(norm, spans, regions, named, words)
    spans = add_local_bodies(norm, spans, regions, words)
    spans = add_whole_names(norm, spans, regions, words)
    spans = add_abbreviations(norm, spans, words)
    spans = [span for span in lead_in(norm, spans, regions, words) if not is_share(norm, span)]
    spans, told = add_told(norm, spans, regions, unlisted, words)
    places = {region.start: region.end for region in regions}
    spans = apart([extend(norm, span, places, words) for span in spans])
    short = read_definitions(norm, spans)
    forms = told | derive_short_forms(norm, spans, regions, words) | short
    return drop_brands(norm, spread(norm, spans, forms, short, words, own=own or not law)), forms


def drop_glosses(norm: str, spans: list[Span], words: Lexicon) -> list[Span]:
    """Drop names in Latin letters in brackets behind what is no mention: they gloss it."""
    ends = {span.end for span in spans}
    return [
        span
        for span in spans
        if norm[span.start : span.end] in words.names
        or norm[span.start - 1 : span.start] not in ("(", "（")
        or span.start - 1 in ends
        or not norm[span.start : span.end].isascii()
    ]


def add_names(
    norm: str, spans: list[Span], regions: Sequence[Region], named: Sequence[tuple[int, int, int]], words: Lexicon
) -> list[Span]:
    """Add the sure names of the closed list that the tagger passed over, with the country before them."""
    ends = {region.end: region.start for region in regions if region.level == "foreign"}
    added = []
    for index, start, end in named:
        word = words.name_words[index]
        first = ends.get(start, start)
        at = bisect_left(spans, (end,)) - 1
        covered = at >= 0 and spans[at].end > first
        if (covered and (spans[at].start != first or spans[at].end >= end)) or word in (COMPANY, OFFEROR):
            continue
        span = Span(first, end)
        deictic = words.deictics.get(word)
        if AT_LARGE.search(norm, max(0, start - 2), start) or product().match(norm, end):
            continue
        if another_word(norm, span, words):
            continue
        if deictic is None and words.names[word].doubtful and not acts(norm, span, words):
            continue
        if word == PARTY and norm[start - 1 : start] == "《":
            continue
        if covered:
            spans[at] = span
        else:
            added.append(span)
    return sorted(spans + added)


def add_local_bodies(norm: str, spans: list[Span], regions: Sequence[Region], words: Lexicon) -> list[Span]:
    """Add the bodies written straight behind their place, or its level, that the tagger passed over: 青山县人民政府, 省政府."""
    added = []
    for seat in SEAT.finditer(norm):
        end = local_body(norm, seat.start(), words) or local_body(norm, seat.end(), words)
        if end is None:
            continue
        span = Span(seat.start(), end)
        if not overlaps(spans, span) and not another_word(norm, span, words):
            added.append(span)
    for region in regions:
        end = local_body(norm, region.end, words)
        if end is None:
            local = LOCAL.match(norm, region.end)
            end = local_body(norm, local.end(), words) if local else None
        if end is None:
            continue
        span = Span(region.start, end)
        if norm[span.start : span.end] in words.others:
            continue
        inner = bisect_left(spans, span)
        if not overlaps(spans, span):
            added.append(span)
        elif (
            inner < len(spans) and spans[inner].end <= end and not overlaps(spans, Span(span.start, spans[inner].start))
        ):
            spans[inner] = span
    return apart(sorted(spans + added))


def local_body(norm: str, start: int, words: Lexicon) -> int | None:
    """Where the name of a local body that begins here ends; None where none does."""
    for body in words.local_bodies.get(norm[start : start + 2], ()):
        span = Span(start, start + len(body))
        if norm.startswith(body, start) and not another_word(norm, span, words):
            return span.end
    return None


def lead_in(norm: str, spans: list[Span], regions: Sequence[Region], words: Lexicon) -> list[Span]:
    """Take in the places written straight before a name, or their level: 上海⟨世茂股份⟩, 省⟨发展改革委⟩. A central body has none."""
    before = {region.end: region.start for region in regions if region.level in WITHIN_NAMES}
    led = []
    for span in spans:
        text, start = norm[span.start : span.end], span.start
        known = words.names.get(text)
        central = known is not None and (
            known.kind == "international" or known.region == WHOLE or text.startswith(NATIONAL)
        )
        while start in before and not central and text not in words.deictics:
            start = before[start]
        of_state = known is not None and known.kind in OFFICIAL
        if of_state and 0 < start == span.start and SEAT.match(norm, start - 1):
            start -= 1
        led.append(Span(start, span.end))
    return apart(led)


def extend(norm: str, span: Span, places: dict[int, int], words: Lexicon) -> Span:
    """Take in what belongs to a name and stands behind it: a place in brackets with an ending, a branch, an inner body."""
    partners = PARTNERS.match(norm, span.end)
    if partners:
        return Span(span.start, partners.end())
    end = places.get(span.end + 1)
    text = norm[span.start : span.end]
    if end and norm[span.end] in "(（" and norm[end : end + 1] in (")", "）") and text not in words.deictics:
        form = FORM.match(norm, end + 1)
        return Span(span.start, form.end() if form else end + 1)
    known = words.names.get(text)
    if known and known.kind == "party":
        if norm.startswith(COMMITTEE, places.get(span.end, -1)):
            return Span(span.start, places[span.end] + len(COMMITTEE))
        term = OF_TERM.match(norm, span.end)
        return Span(span.start, term.end()) if term else span
    if known and known.kind == "company" and span.end in places:
        arm = next((arm for arm in LOCAL_ARM if norm.startswith(arm, places[span.end])), None)
        return Span(span.start, places[span.end] + len(arm)) if arm else span
    if text == COUNCIL:
        body = COUNCIL_BODY.match(norm, span.end)
        return Span(span.start, body.end()) if body else span
    match = BRANCH.match(norm, span.end)
    if known and known.kind == "government" and known.region == WHOLE:
        match = match or DEPARTMENT_OF.match(norm, span.end)
    elif text.endswith(ACADEMIES):
        match = match or INSTITUTE.match(norm, span.end)
    if match and known and known.kind not in OFFICIAL and match.group().endswith("办公室"):
        return span
    return Span(span.start, match.end()) if match else span


def is_share(norm: str, span: Span) -> bool:
    """Whether a name in quotes is that of a share: 买入“青山股份”."""
    if norm[span.start - 1 : span.start] not in ("“", '"'):
        return False
    before = SHARE_BEFORE.search(norm, max(0, span.start - 4), span.start)
    return bool(norm[span.end : span.end + 1] in ("”", '"') and (before or SHARE_AFTER.match(norm, span.end)))
