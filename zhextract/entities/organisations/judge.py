"""What is a name, what points at a body, and what only looks so."""

import re
from functools import cache
from string import ascii_letters

from zhextract.entities.organisations.lexicon import Lexicon
from zhextract.expressions import rarely
from zhextract.lexicons import either, read_table
from zhextract.spans import Span

__all__ = ["COMPANY", "INVESTED", "LEVELS", "another_word", "any_company", "is_name", "points", "product"]

COMPANY = "公司"
# All bodies of a kind: 全国海关, 全国法院. The bodies that are named so stand in the closed list.
NATIONWIDE = "全国"
# What counts bodies of a kind, 8⟨个⟩督察组, and the end of their name; what stands before a body that is not told.
COUNTED, TEAM_END, NOT_TOLD = "个", "组", "某"
# An abbreviation that is more often an indicator's than a body's: CPI, PMI, AUM.
INDICATOR = re.compile(r"[A-Z]{1,4}")
# What a body did with its money, behind its name: 青山钢铁⟨投资⟩4800万元.
INVESTED = re.compile(r"投资(?=\s?[近约超逾]?\d)")
# Levels of places, and what makes a body named by one that of any such place: 市、⟨区人民政府⟩, 各⟨县政府⟩.
LEVELS = "省市县区州旗"
ANY_PLACE = rarely(r"(?:[省市县区州旗]、|直辖|设区的|[全各每]|[历各]届(?:[省市县区州旗]委、)?)$")
LETTERS = frozenset(ascii_letters)
# A phrase or title in Latin letters: three words and more.
LATIN = re.compile(r"[A-Za-z.&',-]+(?:\s+[A-Za-z.&',-]+){2,}")
# The form of a company, which by itself, or behind an ordinary word, is any: 设立有限责任公司.
LEGAL_FORM = re.compile(r"(?:股份|责任)?(?:有限)?(?:责任)?公司$")
# The head of a body, which swallows its last character: 外交部长, but 财政部长期坚持.
CHIEF = "长"
HEAD = rarely(r"(?<=[部局厅院校行署府])长(?![期效远江三春沙治])")


def _words(where: str) -> str:
    """The expression of the words that stand in one place."""
    return either(word for word, place in read_table("organisation_signs", 2) if place == where)


@cache
def product() -> re.Pattern[str]:
    """What makes an index, a product or a treaty of a name before it: 恒生⟨指数⟩, 腾讯⟨联名卡⟩, 联合国⟨海洋法公约⟩."""
    index = r"\d*(?:[^\W的发公编显表预数]{0,6}(?:等权|国企|科技|综合|成[分份]))?指数"
    return re.compile(rf"{index}|一致预[期测]|”?杯|A\d{{2,4}}|{_words('product')}|[一-龥]{{0,6}}(?:{_words('treaty')})")


@cache
def facility() -> re.Pattern[str]:
    """A work, a park or a contest, of whose name a stretch without an ending of names is the first part: 云岭青河⟨水电站⟩."""
    return re.compile(rf"[一-龥]{{0,6}}(?:{_words('facility')})")


@cache
def event() -> re.Pattern[str]:
    """Meetings, fairs and games at the end. Not 人民代表大会, 联席会议, 协商会议, 发展."""
    meeting = r"(?<!联席)(?<!协商)会议|(?<!代表)(?<!联合国)大会|(?<![发开进施拓扩伸延])展"
    return re.compile(rf"(?:{_words('event')}|{meeting})$")


@cache
def phrase() -> re.Pattern[str]:
    """What no name begins or ends with, or holds."""
    begin = r"\d{1,2}[QH]|[QH]\d|公司.|[的了在被把将和与及等其各\s)）%]|[本我]行公司$|(?:\d+|[一二三四五六七八九十两]+)[个家所]|[村乡县市][(（]"
    inside = r"都[一-龥]{1,3}了|.调整|是股份|[，。；：？！]|\d[年月日]|[万亿]元"
    end = r"(?<!合伙)企业|[一-龥]舰|[\d两二三四五六七八九十]省|流域[一-龥]{0,4}生态"
    return re.compile(
        rf"^(?:{begin}|{_words('begin')})|^[一-龥]{{2,6}}部门$|{inside}|{_words('inside')}|(?:{end}|{_words('end')})$"
    )


@cache
def general() -> re.Pattern[str]:
    """What turns 公司 into a kind of company when it stands behind: 公司法, 公司债券, 公司制."""
    return re.compile(
        rf"法(?![院人定律])|债(?![权务])|制(?![定造度订作])|化(?![工学肥])|治理[。，、；]|{_words('general')}"
    )


@cache
def title() -> re.Pattern[str]:
    """A person's title before a name in Latin letters: 首席执行官⟨Jane Roe⟩."""
    return re.compile(rf"(?:{_words('title')})\s?$")


def is_name(norm: str, span: Span, words: Lexicon) -> bool:
    """Whether a stretch can be a name: no ordinary word, bare ending, indicator (CPI) or piece of a phrase."""
    text = norm[span.start : span.end]
    if text in words.others or text in words.halves or another_word(norm, span, words):
        return False
    if text == COMPANY and not points(norm, span, words):
        return False
    if product().match(norm, span.end):
        return False
    if text in words.names or text in words.deictics:
        return True
    if text.isascii() and title().search(norm, max(0, span.start - 5), span.start):
        return False
    if text.startswith(NATIONWIDE) and len(text) <= len("全国公安机关"):
        return False
    if facility().match(norm, span.end) and not any(text[-n:] in words.suffixes for n in range(2, 9)):
        return False
    stem = LEGAL_FORM.sub("", text)
    ordinary = text in words.suffixes or stem in words.common or (stem != text and len(stem) < 2)
    return not (
        ordinary or INDICATOR.fullmatch(text) or phrase().search(text) or event().search(text) or LATIN.fullmatch(text)
    )


def any_company(text: str, words: Lexicon) -> bool:
    """Whether a law that says this speaks of any such company: it is of no known name."""
    return text.endswith(COMPANY) and (text in words.deictics or text not in words.names)


def another_word(norm: str, span: Span, words: Lexicon) -> bool:
    """Whether the character before or behind makes it another word: ⟨成⟩本会, 教育部⟨门⟩, ⟨A⟩LME."""
    start, end = span
    first, last = norm[start], norm[end - 1]
    before, behind = norm[start - 1 : start] if start else "", norm[end : end + 1]
    if (first in LETTERS and before in LETTERS) or (last in LETTERS and behind in LETTERS):
        return True
    if before == NOT_TOLD or (before and before in words.heads.get(first, "")):
        return True
    if before == COUNTED and last == TEAM_END:
        return True
    if first in LEVELS and ANY_PLACE.search(norm, max(0, start - 6), start):
        return norm[start:end] not in words.names
    return bool(behind) and (
        behind in words.tails.get(last, "") or (behind == CHIEF and HEAD.match(norm, end) is not None)
    )


def points(norm: str, span: Span, words: Lexicon) -> bool:
    """Whether a form names or points at a body here: 公司营业收入, not 上市公司 or 公司法; 民政部, not 民政部门."""
    start, end = span
    if norm[start:end] == COMPANY:
        before, kinds = norm[max(0, start - 3) : start], words.company_kinds
        if before in kinds or before[-2:] in kinds or before[-1:] in kinds:
            return False
        return not general().match(norm, end)
    return not (another_word(norm, span, words) or product().match(norm, span.end))
