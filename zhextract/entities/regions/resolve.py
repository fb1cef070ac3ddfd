"""Which matches are mentions of a place, and of which: licence first, then the code.

Order of reading: `read_mentions` walks the matches from left to right;
`_licensed` says whether a doubtful name may stand; `_choose` picks the code.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from zhextract.entities.regions.context import Evidence
from zhextract.entities.regions.cues import read_cues
from zhextract.entities.regions.gazetteer import CHINA, Gazetteer, Wording, is_within, level_of
from zhextract.entities.regions.match import Match
from zhextract.expressions import rarely
from zhextract.records import Region

__all__ = ["is_named_after", "likeliest", "read_mentions"]

# A street, a town or a water named after a place, right after a short form: 南京西路, 平湖街道; not 浙江路桥, 上海路演.
NAMED_AFTER = re.compile(
    r"[东西南北中]?(?:一|二|三)?路(?![桥网演透径段线况产建政])|大街|大道|街道|[镇乡村](?!镇|村|企|街|庄)|社区|胡同|巷"
)
# Waters and coasts named after what lies abroad: 苏伊士⟨运河⟩, 日本⟨海⟩沿岸; not 越南河内, 日本海关.
WATER_ABROAD = re.compile(
    r"运河|海峡(?!指数|时报)|半岛|河(?![内北南东西])|湾(?![区道])|海(?=域|沿岸|中部|和|与|[、，。]|$)"
)
# Waters and heights named after a county: 鄱阳湖, 祁连山; the next name may begin there (溧阳江北).
NATURAL = re.compile(r"[湖江河溪峡岭山湾岛](?![北南西苏东])")
# What makes 东部, 西北 a part of something just named, or a direction: 东南部, 省西北, 全球南方; 西北风, 西北方向.
PART_OF = rarely(r"[省市县区州盟旗国球岛城山海湾港洲境心半原河湖江东西南北中偏往]")
DIRECTION = rarely(r"[部方侧角向边面气]|风(?!电|光)")
MUNICIPALITIES = frozenset(("110000", "120000", "310000", "500000"))
DAY = re.compile(r"(?<![\d·.])(?:[12]?\d|3[01])$")  # 8月23日本公司 names no 日本; 3·11日本大地震 does
LIST_GAP = re.compile(r"[、，,和及与至到—\-－/ 　]{1,2}")


class _Cues(NamedTuple):
    seat: re.Pattern[str]
    locative: re.Pattern[str]
    place_end: re.Pattern[str]
    person: re.Pattern[str]  # 、李长春、 but not 上海、贺州、


@cache
def _load_cues() -> _Cues:
    words = read_cues()
    return _Cues(
        rarely(words["seat"]),
        rarely(f"(?:{words['locative']})$"),
        rarely(words["place_end"]),
        re.compile(
            rf"(?:^|[^\u4e00-\u9fff])(?:{words['surname']})[\u4e00-\u9fff]{{2}}(?=[^\u4e00-\u9fff]|$|同志|先生|女士|等)"
        ),
    )


def read_mentions(norm: str, matches: Sequence[Match], evidence: Evidence, gazetteer: Gazetteer) -> list[Region]:
    """Turn matches into mentions, resolved by what stands before them, in text order."""
    found: list[Region] = []
    for number, match in enumerate(matches):
        wording = match.wording
        before = found[-1] if found else None
        if wording.level in ("foreign", "area"):
            if _stands_open(norm, match, before):
                found.append(_area(match))
            continue
        if wording.level == "country" and before and before.level == "foreign" and before.end == match.start:
            continue  # another country's: 美国全国…协会
        codes, rule = _choose(match, before, evidence, norm)
        if wording.grade not in ("full", "old") and wording.level != "country":
            following = matches[number + 1 : number + 2]
            if _names_something_else(norm, match, following):
                continue
            sure = wording.grade == "free" or (rule == "chain" and not _skips_city(wording, codes[0], before))
            if wording.grade in ("near", "chain") and len(codes) > 1:  # two doubts at once are no mention
                continue
            if not (
                sure or _licensed(norm, match, codes, before, evidence) or _heads_list(norm, match, codes, following)
            ):
                continue
        region = _region(match, codes, rule, gazetteer)
        if region.code:
            evidence.see(region.code, match.start)
        found.append(region)
    return found


def _choose(match: Match, before: Region | None, evidence: Evidence, norm: str) -> tuple[tuple[str, ...], str]:
    """Pick the code of a name: its neighbour in a chain, else what the document is about, else the larger."""
    codes = match.wording.codes
    if before is not None and before.code and _adjoins(norm, before.end, match.start):
        inside = tuple(code for code in codes if is_within(code, before.code))
        if inside and before.code != CHINA:
            return likeliest(match.wording, inside), "chain"
    if len(codes) == 1 or match.wording.level == "province":
        return codes[:1], "name"
    ranks = {code: evidence.rank(code) for code in codes}
    best = max(ranks.values())
    if best > (0, -1, -1):
        near = likeliest(match.wording, tuple(code for code in codes if ranks[code] == best))
        if len(near) == 1:
            return near, "document"
    large = likeliest(match.wording, codes)
    return (large, "name") if len(large) == 1 else (codes, "ambiguous")


def likeliest(wording: Wording, codes: tuple[str, ...]) -> tuple[str, ...]:
    """Of what a short form may mean, keep what it usually does; a full name is left as it is.

    The larger before what lies inside it (湘潭), a prefecture before counties elsewhere
    (长沙), a city before a county of its prefecture (伊宁).
    """
    if len(codes) < 2 or wording.grade in ("full", "old"):
        return codes
    large = tuple(code for code in codes if not any(is_within(code, other) for other in codes))
    prefectures = tuple(code for code in large if code.endswith("00"))
    if len(prefectures) == 1:
        return prefectures
    one_prefecture = len({code[:4] for code in large}) == 1
    return (min(large),) if one_prefecture else large  # a city's number comes before a county's


def _licensed(norm: str, match: Match, codes: tuple[str, ...], before: Region | None, evidence: Evidence) -> bool:
    """Whether a doubtful name that continues no chain may stand as a place here."""
    grade = match.wording.grade
    listed = (
        before is not None
        and before.code not in (None, CHINA)
        and LIST_GAP.fullmatch(norm[before.end : match.start][:3])
    )
    if grade == "chain":
        return bool(listed) and before is not None and any(_siblings(code, before.code) for code in codes)
    if listed or any(evidence.supports(code) for code in codes):
        return True
    return _is_seat(norm, match)


def _heads_list(norm: str, match: Match, codes: tuple[str, ...], following: Sequence[Match]) -> bool:
    """Whether a doubtful name opens a clause and a list with a sure county of its prefecture: 丹阳、句容."""
    if not following or (match.start and norm[match.start - 1] not in "，。；：\n"):
        return False
    after = following[0]
    if after.wording.grade not in ("full", "free") or norm[match.end : after.start] != "、":
        return False
    return any(code[:4] == after.wording.codes[0][:4] and not after.wording.codes[0].endswith("00") for code in codes)


def _is_seat(norm: str, match: Match) -> bool:
    """Whether what stands beside a name that is no word shows a place: 平湖基地, 在平湖召开."""
    cues = _load_cues()
    if cues.seat.match(norm, match.end):
        return True
    return bool(
        cues.locative.search(norm, max(0, match.start - 2), match.start) and cues.place_end.match(norm, match.end)
    )


def _names_something_else(norm: str, match: Match, following: Sequence[Match]) -> bool:
    """Whether a short form is part of a person's name, or opens that of a street, a town, a lake before no sure name."""
    end = match.end
    if end - match.start == 2 and _load_cues().person.match(norm, max(0, match.start - 2)):
        return True
    if not (is_named_after(norm, end) or (match.wording.grade in ("near", "chain") and NATURAL.match(norm, end))):
        return False
    return not (following and following[0].start == end and following[0].wording.grade in ("full", "free"))


def is_named_after(norm: str, end: int) -> bool:
    """Whether what ends at `end` is the first part of the name of a street, a town or a village.

    >>> is_named_after("南京西路商圈", 2), is_named_after("浙江路桥", 2)
    (True, False)
    """
    return NAMED_AFTER.match(norm, end) is not None


def _skips_city(wording: Wording, code: str, before: Region | None) -> bool:
    """Whether a word that is an urban district too stands right after its province: 河南中原 is no district of 郑州."""
    if wording.grade != "chain" or before is None or before.level != "province" or before.code in MUNICIPALITIES:
        return False
    return code[4] in "01"  # GB/T 2260 numbers districts from 01, counties from 21


def _siblings(code: str, other: str | None) -> bool:
    return other is not None and code != other and code[:2] == other[:2] and level_of(other) != "province"


def _stands_open(norm: str, match: Match, before: Region | None) -> bool:
    """Whether an area or a foreign name stands for itself here."""
    start = match.start
    if match.wording.grade == "bare":
        if before is not None and before.end == start:
            return before.code == CHINA
        return not (start and PART_OF.match(norm, start - 1)) and not DIRECTION.match(norm, match.end)
    if match.wording.level == "foreign" and WATER_ABROAD.match(norm, match.end):
        return False
    return not (match.wording.surface == "日本" and DAY.search(norm, max(0, start - 4), start))


def _adjoins(norm: str, end: int, start: int) -> bool:
    return end == start or (start - end == 1 and norm[end] in "·•-— 　(（")


def _area(match: Match) -> Region:
    wording = match.wording
    return Region(
        match.start, match.end, wording.surface, None, wording.name, wording.level, wording.country, rule=wording.grade
    )


def _region(match: Match, codes: tuple[str, ...], rule: str, gazetteer: Gazetteer) -> Region:
    start, end, surface = match.start, match.end, match.wording.surface
    if len(codes) == 1:
        place = gazetteer.places[codes[0]]
        return Region(start, end, surface, place.code, place.name, place.level, rule=rule)
    return Region(start, end, surface, None, surface, level_of(codes[0]), candidates=codes, rule=rule)
