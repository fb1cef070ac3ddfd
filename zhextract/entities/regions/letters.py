"""One-character forms in company: 京津沪, 川渝地区, 中美两国, 赴京; never in 四川, 晋升, 沪指."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from zhextract.entities.regions.cues import read_cues
from zhextract.entities.regions.gazetteer import load_gazetteer
from zhextract.lexicons import read_table
from zhextract.records import Region

__all__ = ["find_letters"]


# Verbs before a single form (赴京, 来华), with the forms; not before a longer word (在京东, 对华为, 在沪深).
SINGLE = (
    r"(?<=[在赴来抵返驻进离])京(?![津东郊广沪哈九杭滨剧城都畿冀])|(?<=[在赴来抵返驻离])[沪粤渝](?![深指股市上杭宁昆蓉苏浙])"
    r"|(?<=[赴访来驻])[港澳台](?![口湾风前面上下词])|沪(?=上)"
    r"|(?<=[来访赴驻涉在])华(?![北东南中西为人裔侨山夏盛润联融泰电工星府晨尔盖商彬灿阳鑫虹])"
    r"|(?<=对)华(?=[投加贸出政友合限制的军援集关战影实进，。、])"
)


class _Letters(NamedTuple):
    openings: re.Pattern[str]
    reading: re.Pattern[str]
    meanings: dict[str, tuple[str, str]]


@cache
def _load() -> _Letters:
    """Compile two patterns: where forms could begin, in the company that they need (fast), and what must be read there."""
    rows = read_table("regions_letters", 4)
    meanings = {letter: (code, name) for letter, code, name, _ in rows}
    provinces = "".join(letter for letter, code, _, _ in rows if code.isdigit() and code != "100000")
    plain = "".join(letter for letter, _, _, use in rows if letter in provinces and not use)
    words = read_cues()
    listed = rf"(?<![{provinces}])[{provinces}](?:、[{provinces}]){{2,12}}(?=[^\u4e00-\u9fff]|等|{words['list_after']})"
    reading = re.compile(
        rf"(?<![{provinces}])(?:(?:{words['compound']})(?!{words['not_after']}|[{provinces}])"
        rf"|(?:[{plain}]{{2}}|[{provinces}]{{3,8}})(?={words['list_after']})(?!{words['not_after']}))"
        rf"|(?:{words['nations']})(?={words['nations_after']})(?!{words['not_after']})|{SINGLE}|{listed}"
    )
    every, before = "".join(meanings), words["before"].replace("|", "")
    openings = re.compile(f"[{every}](?:(?=[{every}])|(?<=[{before}].)|(?=、[{provinces}]、)|(?<=沪)(?=上))")
    return _Letters(openings, reading, meanings)


def find_letters(norm: str, taken: Sequence[Region]) -> list[Region]:
    """Find the one-character forms that stand for places, outside the mentions in `taken`.

    >>> [region.text for region in find_letters("川渝两地与中美两国", ())]
    ['川', '渝', '中', '美']
    """
    letters = _load()
    found: list[Region] = []
    busy: set[int] | None = None
    position = 0
    for opening in letters.openings.finditer(norm):
        match = letters.reading.match(norm, opening.start()) if opening.start() >= position else None
        if match is not None:
            position = match.end()
            if busy is None:
                busy = {offset for region in taken for offset in range(region.start, region.end)}
            if busy.isdisjoint(range(match.start(), match.end())):
                found.extend(
                    _letter(norm[at], at, letters.meanings)
                    for at in range(match.start(), match.end())
                    if norm[at] in letters.meanings
                )
    return found


def _letter(letter: str, offset: int, meanings: dict[str, tuple[str, str]]) -> Region:
    code, name = meanings[letter]
    if not code.isdigit():
        return Region(offset, offset + 1, letter, None, name, "foreign", code or None, rule="letter")
    place = load_gazetteer().places[code]
    return Region(offset, offset + 1, letter, code, place.name, place.level, rule="letter")
