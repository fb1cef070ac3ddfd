"""The part a mention plays in its clause: what it is about, or only a partner, a place, a source or a yardstick.

`read_role` is the way in. It looks at the word before the mention (`linking_subject_roles.tsv`), then at what follows.
"""

import re
from functools import cache
from typing import Literal, NamedTuple

from zhextract.expressions import rarely
from zhextract.lexicons import either, firsts, read_table
from zhextract.linking.frames import Frame
from zhextract.linking.subjects.mentions import NEAR, OPENING, Mention, is_country
from zhextract.records import Organisation
from zhextract.spans import Span

__all__ = ["Role", "fills_clause", "is_example", "is_measured", "is_reported", "read_role"]

Role = Literal["topic", "weak", "place", "yardstick", "oblique"]

# Organisations that report on others rather than on themselves.
REPORTERS = frozenset({"government", "party", "court", "media", "international", "association", "school", "other"})
# What may stand between a verb or preposition and the mention it governs: blanks of a broken line, 了, a quotation mark.
BETWEEN = frozenset('了着过“" \n\r\t\u3000\xa0')
# What closes a member of a list before 和, which then joins it with the next: 甲省(3%)和乙省(2%).
CLOSED = frozenset(")）%‰0123456789")
# Behind a place that something is ranked in: 规模全国第一; not 全国第三产业.
RANK = (
    r"第(?:[一二三四五六七八九十]|\d+)(?!\d|[十百]|产业|次|季度|批|届|轮)|前[一二三四五六七八九十百\d]|首位|之首|之最"
)
# Behind a whole area, where something else is ranked: 全省排名第2.
RANKED = re.compile(rf"(?:排名|排位|位列|位居|考核|同类|同行业)?(?:{RANK})")
# A line that opens a report: 某某网钦州3月11日电, 新华社北京1月2日电.
DATELINE = re.compile(r"[一-鿿]{0,6}(?:\d{1,2}月)?(?:\d{1,2}日)?(?:电|讯|消息)(?=[\s(（:：,，]|$)")
# What names the partner before its own name: 对非关联方某公司, 向控股子公司某公司.
PARTNER = rarely(r"[对向与从为由给][一-鿿]{0,8}?(?:关联方|公司|股东|单位|企业|客户|供应商|机构|对象|人)$")
PARTNER_REACH = 14
# Behind a quoted name: what is spoken of is its share, not the company.
SHARE = re.compile(r"收盘价|开盘价|股价|成交价|股票|[\d,]+股")
# Behind a body that grants something to those named next, whom the figures are about: 某财政局核定我旗债务限额.
GRANTS = re.compile("(?:核定|下达|批复|批准|核准|拨付|返还)给?(?=[我本全该])")
# What 等 and a meeting begin with, and what the nouns of partners end in: looked at before the expressions are.
GOING_ON = frozenset("等第届次全会大一二三四五六七八九十0123456789")
PARTNER_ENDS = frozenset("方司东位业户商构象人")
# Behind a body that only meets: 全国人民代表大会第三次会议.
MEETING = re.compile(r"(?:第?[一二三四五六七八九十\d]{1,4}[届次])*(?:全体)?(?:会议|大会)")
# Behind an organisation that only stands for its like: 某公司等10户经营者; not 民政部等12部门.
AND_OTHERS = rarely(r"等(?=[\d一二三四五六七八九十百千两几数])(?![\d一二三四五六七八九十]{1,3}个?(?:部门|部委|机关))")
# Behind a place, or a body, where something only takes place: 在甲市等10个会场销毁, 在某公司任职期间.
SITE = rarely(r"等\d{1,4}[多余]?[个家处](?![省市县区州地国])|(?:从业|任职|就职|供职|工作|担任[^，。；]{1,12}?)期间")
# What closes 就公司…: then the mention is the topic after all.
TOPIC_CLOSERS = ("而言", "来说", "来看", "来讲", "本身而言", "自身而言", "本身来说")
# How far from its mention 为例 may stand.
EXAMPLE_REACH = 20
# What ends before the clause that a report opens with, be it with a time: 结果表明，; 负责人表示，今年以来，
REPORTED = rarely("(?:表明|显示|表示|指出|介绍|认为|[称说])[，,:：](?:[^，,。；;]{1,8}[，,])?$")
REPORTED_REACH = 14
# What opens a clause with a place that it is about.
OPENS_SITE = ("在", "位于", "地处", "坐落于")
# Behind a place that has something: 这样的园区在湖北已有27家.
HAS = re.compile("(?:已经?|就|共)?有")


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
        re.compile(f"(?=[{firsts(after['modifier'])}{ranks}])(?:{either(after['modifier'])}|{RANK})"),
        re.compile(f"(?=[{firsts(after['shows'])}])(?:{either(after['shows'])})"),
        re.compile(
            f"(?=[{firsts(after['reports'] + after['says'])}])"
            f"(?:{either(after['reports'])}|(?:{either(after['says'])})(?=[，,：:“]|$))"
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
    start, before = _word_before(norm, mention.start if mention.opening < 0 else mention.opening, words)
    if before == "compare":
        return "topic" if mention.type == "self" and norm[start - 1] in "占是" else "yardstick"
    if before in ("source", "oblique"):
        return "topic" if before == "oblique" and _is_taken_up(norm, start, end, clause_end) else "oblique"
    far = last.end if last is not None and last is not mention else end
    closed = far + 1 if norm.startswith(("”", '"'), far) else far
    if mention.type not in ("self", "person") and (
        words.modifier.match(norm, closed, clause_end)
        or _only_qualifies(norm, mention, Span(clause_start, clause_end), closed)
    ):
        return "oblique"
    if mention.type == "organisation" and isinstance(mention.item, Organisation) and mention.item.kind in REPORTERS:
        return _reporter_role(norm, words, end, clause_end, number)
    if before == "place" and SITE.match(norm, far, clause_end):
        return "oblique"
    # 在湖南株洲，… and 位于天津的… open their clause and are what it is about; …在天津开标 is not.
    if before == "place" and norm[clause_start:start] not in OPENS_SITE and not HAS.match(norm, end):
        return "place" if mention.type == "place" or norm.startswith("全国", mention.start) else "oblique"
    if (
        mention.type == "region"
        and start - clause_start > 3
        and norm[start - 1] not in OPENING
        and "一" <= norm[start - 1] <= "鿿"
    ):
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
                    # 受林火影响 甲省300人受灾: a blank between parts of a heading, not between a verb and its object.
                    return start, "" if start < at and norm[opening:at] == "影响 " else role
        # The last character of 通过 and 为了 is part of the word; that of 获得了 is not.
        if norm[start - 1] not in BETWEEN or at - start >= 4:
            break
        start -= 1
    return start, ""


def _only_qualifies(norm: str, mention: Mention, clause: Span, end: int) -> bool:
    """Whether a mention is ranked in, or only the partner or an example of something else."""
    if mention.type in ("place", "region"):
        is_whole = mention.type == "place" or is_country(mention)
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


def fills_clause(norm: str, mention: Mention, segment: int) -> bool:
    """Whether a clause only says where what follows takes place: 在受灾严重的湖北省，…"""
    return norm[segment] == "在" and norm[mention.end : mention.end + 1] in ("，", ",")


def is_example(norm: str, mention: Mention, segment: int) -> bool:
    """Whether a clause takes a mention up as what follows is about: 以湖北螺纹钢为例，…"""
    return norm[segment] == "以" and norm.find("为例", mention.end, mention.end + EXAMPLE_REACH) >= 0


def is_measured(norm: str, mention: Mention, frame: Frame) -> bool:
    """Whether the amount is the yardstick's own: 高于世界3.3%的水平, not 高于世界3.3个百分点."""
    return mention.end == frame.start and norm[mention.start - 1] == "于" and norm.startswith("的", frame.end)


def is_reported(norm: str, sentence: int, segment: int) -> bool:
    """Whether a clause is the first that its sentence reports: 结果表明，湖北…"""
    return REPORTED.search(norm, max(sentence, segment - REPORTED_REACH), segment) is not None
