"""Names that stand whole between boundaries, whatever the tagger makes of them.

A place at the beginning of a clause, some words, and an ending of names at the end of a clause are a
name: 岚州市清湖生态环境保护支队。 An abbreviation in brackets behind a body's name is a name of that body.
"""

import re
from collections.abc import Iterator, Sequence

from zhextract.entities.organisations.lexicon import Lexicon
from zhextract.entities.organisations.spread import apart, meeting, take_in
from zhextract.expressions import rarely
from zhextract.records import Region
from zhextract.spans import Span

__all__ = ["add_abbreviations", "add_whole_names"]

# Before and behind a whole name: the end of the text or a line, a mark, a bracket.
EDGES = frozenset('\n\r\t \u3000，。；：、！？,;:!?“”"‘’（）()《》【】[]|')
# What a body is introduced with: 从⟨青山市…局⟩获悉.
INTRODUCED = frozenset("从据由经对向")
# What follows a place, up to the next mark, and what a body does, before which its name ends too.
REST = re.compile(r"[一-龥]{3,16}")
DOES = re.compile(r"获悉|了解到|得知|今天|昨[天日]|近日|日前|介绍|通报|公布|发布|透露|召开|数据|统计")
SHORTEST = 3
# The last character of a body's name before what it does: 国家岚溪监察⟨局⟩今天; and the name, of the State, that no list has.
BUREAU = re.compile("局(?=今天|昨天|近日|日前|通报|公布|发布|印发|最新|[（(，。])")
STATE = rarely(r"国家(?:(?![的了在和与及或等是为由将对向把被有各级某])[一-龥]){2,12}$")
LONGEST_STATE = 15
# What a report names as its source at the head of a line: ⟨岚溪新闻网⟩消息, ⟨岚溪晚报⟩讯, ⟨清湖网⟩青山电.
SOURCE = re.compile(
    r"(?:(?!本报|据|记者|的|日讯|近日)[一-龥]){2,10}?[网报社台](?=消息|讯|[一-龥]{2,4}(?:\d+月\d+日)?电[　 （(])"
)
# What joins, generalises or counts, and so stands in no name: 青山县⟨有关⟩单位, 青山县⟨的⟩企业.
LOOSE = rarely(
    r"有关|相关|部分|其他|其它|多数|所有|全部|企业|机关|单位|部门|下属|所属|直属"
    r"|[的了在和与及或等是为由将对向把被并也都从至各某该本其每多两数几级属内外省市县区州旗]"
)
HEAD_LINES = 4
BLANKS = "\n\r\t \u3000"
# Kinds whose endings are endings of names alone, and the forms of a company that a name alone has.
KINDS = frozenset({"government", "court", "association"})
LEGAL_FORMS = ("有限公司", "有限责任公司", "股份公司")
# (NAR) behind a name.
ABBREVIATION = re.compile(r"[(（]([A-Z]{2,6})[)）]")
ABBREVIATED = frozenset({"government", "association", "international", "school", "court"})


def add_whole_names(norm: str, spans: list[Span], regions: Sequence[Region], words: Lexicon) -> list[Span]:
    """Add the names that stand whole between boundaries; one replaces what was found inside it."""
    added, following = [], {region.start: region.end for region in regions}
    for region in regions:
        before = norm[region.start - 1] if region.start else "\n"
        if region.level == "country" or not (before in EDGES or before in INTRODUCED):
            continue
        middle = region.end
        while middle in following:
            middle = following[middle]
        end = _end(norm, middle)
        if end is None:
            continue
        rest = norm[middle:end]
        ending = words.ending(rest)
        own = rest.removesuffix(ending)
        if not own or not names_alone(ending, words) or LOOSE.search(own):
            continue
        if norm[region.start : end] not in words.others:
            added.append(Span(region.start, end))
    for bureau in BUREAU.finditer(norm):
        state = STATE.search(norm, max(0, bureau.start() - LONGEST_STATE), bureau.start())
        before = norm[state.start() - 1 : state.start()] if state else ""
        if state and (before in EDGES or before in INTRODUCED or not before):
            added.append(Span(state.start(), bureau.end()))
    added += _sources(norm)
    return take_in(spans, apart(sorted(added))) if added else spans


def _end(norm: str, start: int) -> int | None:
    """Where the words behind a place end: before a mark or before what a body does; None where neither is near."""
    rest = REST.match(norm, start)
    if rest is None:
        return None
    does = DOES.search(norm, start + SHORTEST, rest.end() + 1)
    if does:
        return does.start()
    return rest.end() if norm[rest.end() : rest.end() + 1] in EDGES or rest.end() == len(norm) else None


def _sources(norm: str) -> Iterator[Span]:
    """The media that stand at the head of one of the first lines as the source of a report."""
    line = 0
    for _ in range(HEAD_LINES):
        while line < len(norm) and norm[line] in BLANKS:
            line += 1
        source = SOURCE.match(norm, line)
        if source:
            yield Span(*source.span())
        line = norm.find("\n", line)
        if line < 0:
            return


def names_alone(ending: str, words: Lexicon) -> bool:
    """Whether an ending is one of names, and not of words in general as 公司 and 学校 are."""
    return ending.endswith(LEGAL_FORMS) or (len(ending) > 1 and words.suffixes.get(ending) in KINDS)


def add_abbreviations(norm: str, spans: list[Span], words: Lexicon) -> list[Span]:
    """Add abbreviations in brackets behind the name of a body that is no company, whose bracket holds its code."""
    added = []
    for span in spans:
        match = ABBREVIATION.match(norm, span.end)
        if match is None:
            continue
        text = norm[span.start : span.end]
        kind = words.names[text].kind if text in words.names else words.suffixes.get(words.ending(text))
        if kind in ABBREVIATED and not meeting(spans, Span(*match.span(1))):
            added.append(Span(*match.span(1)))
    return sorted(spans + added) if added else spans
