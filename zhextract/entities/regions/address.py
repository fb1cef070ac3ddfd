"""Addresses: the province, city and county at the head of an address, and the rest."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType

from zhextract.entities.regions.gazetteer import CHINA, Gazetteer, Wording, is_within, load_gazetteer
from zhextract.entities.regions.match import Match, match_names
from zhextract.entities.regions.resolve import is_named_after, likeliest
from zhextract.lexicons import read_table
from zhextract.normalise import normalise

__all__ = ["Address", "find_addresses", "parse_address"]


@dataclass(frozen=True, slots=True)
class Address:
    """A province, city and county with their full names, and what follows them.

    `start` and `end` bound the divisions as written; `rest` is the text from
    `end` to the next address or the end. The city of a municipality (北京市) and of
    a county directly under its province (仙桃市) is None. `code` is that of the
    smallest division, None where its name is shared and nothing decides; then
    `candidates` lists the codes.
    """

    start: int
    end: int
    province: str | None
    city: str | None
    county: str | None
    rest: str
    code: str | None
    candidates: tuple[str, ...] = ()


def parse_address(text: str, *, prefer: Mapping[str, str] | None = None, current: bool = True) -> Address | None:
    """Read the first address of a text; the rest runs to the end of the text.

    Args:
        text: An address, or a text that holds one.
        prefer: The code to take for a name that several divisions share (`{"朝阳区": "110105"}`).
        current: Give the names in force; else an old full name stays as written.

    Returns:
        The address, or None where the text names no division.

    >>> address = parse_address("江苏苏州吴中区木渎镇")
    >>> address.province, address.city, address.county, address.rest, address.code
    ('江苏省', '苏州市', '吴中区', '木渎镇', '320506')
    """
    norm = normalise(text).norm
    chain = next(_read_chains(norm, load_gazetteer()), None)
    if chain is None:
        return None
    address = _read_address(norm, chain, prefer or {}, current=current)
    return replace(address, rest=text[address.end :])


def find_addresses(text: str, *, prefer: Mapping[str, str] | None = None, current: bool = True) -> list[Address]:
    """Read every address of a text, in text order; options as for `parse_address`.

    >>> [(address.city, address.county) for address in find_addresses("由苏州市吴中区迁至南京鼓楼区")]
    [('苏州市', '吴中区'), ('南京市', '鼓楼区')]
    """
    norm = normalise(text).norm
    chains = list(_read_chains(norm, load_gazetteer()))
    found = [_read_address(norm, chain, prefer or {}, current=current) for chain in chains]
    limits = [address.start for address in found[1:]] + [len(text)]
    return [replace(address, rest=text[address.end : limit]) for address, limit in zip(found, limits, strict=False)]


def _read_chains(norm: str, gazetteer: Gazetteer) -> Iterator[list[Match]]:
    """Group the names into chains in which each lies within the one before."""
    chain: list[Match] = []
    for match in match_names(norm, gazetteer):
        if not match.wording.codes or match.wording.codes == (CHINA,):
            continue
        if chain and match.start == chain[-1].end and (inside := _inside(match, chain[-1])):
            chain.append(match._replace(wording=inside))
        elif _opens(norm, match):
            if chain:
                yield chain
            chain = [match]
    if chain:
        yield chain


def _inside(match: Match, outer: Match) -> Wording | None:
    """Keep of a name the codes that lie within the name before it."""
    codes = tuple(code for code in match.wording.codes if any(is_within(code, big) for big in outer.wording.codes))
    return match.wording._replace(codes=codes) if codes else None


def _opens(norm: str, match: Match) -> bool:
    """Whether a name may open an address: a full name or a sure short one, or the whole text."""
    if match.wording.grade in ("full", "old"):
        return True
    whole = match.end - match.start == len(norm)
    return whole or ((match.wording.grade == "free" or match.start == 0) and not is_named_after(norm, match.end))


@cache
def _load_beyond() -> Mapping[tuple[str, str], tuple[str, str]]:
    """Read the divisions that GB/T 2260 does not number: (region, wording) to level and full name."""
    table = {}
    for name, region, level, shorts in read_table("regions_beyond", 4):
        for wording in (name, *shorts.split()):
            table[region, wording] = level, name
    return MappingProxyType(table)


def _read_beyond(norm: str, end: int, region: str) -> tuple[str, str, int] | None:
    """Read the longest such division that begins at `end`: its level, full name and end."""
    table = _load_beyond()
    for length in (6, 5, 4, 3, 2):
        found = table.get((region, norm[end : end + length]))
        if found:
            return *found, end + length
    return None


def _read_address(norm: str, chain: list[Match], prefer: Mapping[str, str], *, current: bool) -> Address:
    """Name the divisions of a chain; the rest is left to the caller, who has the text as given."""
    gazetteer = load_gazetteer()
    last = chain[-1]
    codes = last.wording.codes[:1] if last.wording.level == "province" else last.wording.codes
    wanted = prefer.get(last.wording.surface)
    if wanted in codes:
        codes = (wanted,)
    codes = likeliest(last.wording, codes)
    names: dict[str, str | None] = {"province": None, "prefecture": None, "county": None}
    chains = [{str(place.level): place.name for place in gazetteer.chain_of(code)} for code in codes]
    for level in names:
        common = {names_of.get(level) for names_of in chains}
        names[level] = common.pop() if len(common) == 1 else None
    end = last.end
    if len(codes) == 1 and (beyond := _read_beyond(norm, end, codes[0])):
        names[beyond[0]], end = beyond[1], beyond[2]
    if not current and last.wording.grade == "old":
        names[last.wording.level] = last.wording.surface
    return Address(
        start=chain[0].start,
        end=end,
        province=names["province"],
        city=names["prefecture"],
        county=names["county"],
        rest="",
        code=codes[0] if len(codes) == 1 else None,
        candidates=() if len(codes) == 1 else codes,
    )
