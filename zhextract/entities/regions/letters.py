"""One-character forms in company: 京津沪, 川渝地区, 中美两国, 赴京; never in 四川, 晋升, 沪指."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from zhextract.entities.regions.gazetteer import load_gazetteer
from zhextract.lexicons import read_table
from zhextract.records import Region

__all__ = ["find_letters"]


class _Letters(NamedTuple):
    pattern: re.Pattern[str]
    meanings: dict[str, tuple[str, str]]


@cache
def _load() -> _Letters:
    """Compile the one pattern: compounds, runs before 两地 and the like, nations before 两国, a verb before one form."""
    rows = read_table("regions_letters", 3)
    meanings = {letter: (code, name) for letter, code, name in rows}
    provinces = "".join(letter for letter, code, _ in rows if code.isdigit() and code != "100000")
    words = {role: "|".join(map(re.escape, sorted(cell.split(), key=len, reverse=True))) for role, cell in read_table("regions_companies", 2)}
    pattern = re.compile(
        rf"(?<![{provinces}])(?:(?:{words['compound']})(?!{words['not_after']}|[{provinces}])"
        rf"|[{provinces}]{{2,8}}(?={words['list_after']})(?!{words['not_after']}))"
        rf"|(?:{words['nations']})(?={words['nations_after']})(?!{words['not_after']}|合作论坛)"
        r"|(?<=[在赴来抵返驻进])京(?![津东郊广沪哈九杭剧城都畿冀])|(?<=[在赴来抵返驻])[沪粤渝](?![深指股市上杭宁昆蓉苏浙])|(?<=[赴访来驻])[港澳台](?![口湾风])"
        r"|沪(?=上)|(?<=[对来访赴驻涉])华(?![北东南中西为人裔侨山夏盛润联融泰电工星府晨尔盖商彬灿阳])"
    )
    return _Letters(pattern, meanings)


def find_letters(norm: str, taken: Sequence[Region]) -> list[Region]:
    """Find the one-character forms that stand for places, outside the mentions in `taken`.

    >>> [region.text for region in find_letters("川渝两地与中美两国", ())]
    ['川', '渝', '中', '美']
    """
    pattern, meanings = _load()
    busy = {offset for region in taken for offset in range(region.start, region.end)}
    found = []
    for match in pattern.finditer(norm):
        if match.start() in busy or match.end() - 1 in busy:
            continue
        for offset in range(match.start(), match.end()):
            found.append(_letter(norm[offset], offset, meanings))
    return found


def _letter(letter: str, offset: int, meanings: dict[str, tuple[str, str]]) -> Region:
    code, name = meanings[letter]
    if not code.isdigit():
        return Region(offset, offset + 1, letter, None, name, "foreign", code or None, rule="letter")
    place = load_gazetteer().places[code]
    return Region(offset, offset + 1, letter, code, place.name, place.level, rule="letter")
