"""Companies that the words around them tell, whether or not a list or the tagger knows them.

What moves like the shares beside it (青山股份涨2%，岚溪跌3%), what stands between companies in one list
(青山股份、岚溪和云岭集团), and what is held, bought or owned (子公司岚溪科技, 收购岚溪60%股权) is a company.
"""

from collections.abc import Iterator, Sequence
from functools import cache

from zhextract.entities.organisations.judge import INVESTED, is_name
from zhextract.entities.organisations.lexicon import Lexicon
from zhextract.entities.organisations.spread import apart, take_in
from zhextract.expressions import rarely
from zhextract.lexicons import read_table
from zhextract.records import Region
from zhextract.spans import Span

__all__ = ["acts", "add_told"]

# A share's move right behind its name: 涨2%, 收跌0.4%, 跌超3%.
MOVE = r"(?:大幅|小幅|盘中|午后|尾盘|绩后|逆势|一度|闪崩|收盘|大|暴|劲|收|均|则){0,2}[涨跌](?:超|逾|近|约)?\d"
MOVES = rarely(MOVE)
# What moves between marks: ，岚溪科技⟨跌⟩3%.
MOVING = rarely(r"(?<=[，、；：])[A-Za-z]*[一-龥·]{2,8}?[A-Za-z]*(?=" + MOVE + ")")
# What such a move, and such a list, begins with.
MOVE_FIRST, LIST_FIRST = frozenset("大小盘午尾绩逆一闪收暴劲均则涨跌"), frozenset("、(（")
JOINTS = frozenset("、和与及")
TELLING = MOVE_FIRST | LIST_FIRST | JOINTS
SENTENCE_END = "。\n"
# The items between two companies of a list, each with what a bracket says of it: 青山股份⟨(600001)、岚溪和⟩云岭集团.
BRACKET = r"(?:[(（][^()（）]{2,16}[)）])?"
ITEM = r"[A-Za-z0-9]*[一-龥·]{2,8}?|[A-Za-z]{2,12}"
BETWEEN = rarely(rf"{BRACKET}、(?:(?:{ITEM}){BRACKET}(?:、|以及|和|与|及)){{1,9}}")
TAIL = rarely(rf"{BRACKET}(?:(?:、|以及|和|与|及)[一-龥·]{{2,8}}?{BRACKET}){{1,12}}等")
ITEMS = rarely(rf"({ITEM}){BRACKET}(?:、|以及|和|与|及|等)")
# What shares are held of, in a list.
HELD = rarely(r"(?<=、)(?:(?![持占留拥剩计共约])[一-龥]){3,10}(?=\d[\d.]*%的?股权)")
LONGEST_LIST = 60
LONGEST_ITEM = 9
ENDING = 2
# What a name that does something begins behind, and how long what it does is.
BEFORE = frozenset(' \u3000\t\n，。；：、“”"（）()《》【】和与及据被由对向')
LENGTHS = (4, 3, 2, 1)
COMPANIES = ("company", "finance", None)
# What joins, points or counts, and so stands in no short name.
LOOSE = rarely(
    r"[的了在和与及或等是为由将对向把被并也都从至各某该本其每多两数几这那此我你他]|以及|分别|其中|包括|以上|以下"
)


def add_told(
    norm: str, spans: list[Span], regions: Sequence[Region], unlisted: Sequence[Span], words: Lexicon
) -> tuple[list[Span], dict[str, Span]]:
    """Add the companies that the words around them tell, and those that their own wording tells.

    The second is where each was told whose name, wherever it stands, is that company's: one of three characters or more.
    """
    marked = [at for at, span in enumerate(spans) if norm[span.end : span.end + 1] in TELLING]
    found = set(_held(norm, words))
    if marked:
        beside = [spans[at] for at in marked]
        lists = [(spans[at], spans[at + 1]) for at in marked if at + 1 < len(spans)]
        found.update(_moving(norm, beside, words), _between(norm, lists, words), _alike(norm, beside, words))
    if not (found or unlisted):
        return spans, {}
    found.difference_update(Span(region.start, region.end) for region in regions)
    starts = {region.start for region in regions}
    found.update(span for span in unlisted if starts.isdisjoint(range(*span)))
    told = apart([span for span in sorted(found) if _can_be(norm, span, words)])
    return take_in(spans, told), {norm[start:end]: Span(start, end) for start, end in told if end - start > ENDING}


def _is_company(text: str, words: Lexicon) -> bool:
    """Whether a mention names a company, by the lists or by its ending; what neither tells may be one."""
    if text in words.deictics:
        return False
    if text in words.names:
        return words.names[text].kind in COMPANIES
    return words.suffixes.get(words.ending(text), words.last_characters.get(text[-1])) in COMPANIES


def _can_be(norm: str, span: Span, words: Lexicon) -> bool:
    """Whether a stretch can be a company's short name: no ordinary word, no phrase, and no goods or index."""
    text = norm[span.start : span.end]
    if text in words.names:
        return words.names[text].kind in COMPANIES
    if text in words.halves or (text.isascii() and text.isupper()):
        return text not in words.others
    if INVESTED.match(norm, span.end - ENDING):
        return False
    return not (text in words.common or text[-1] in goods() or LOOSE.search(text)) and is_name(norm, span, words)


def _moving(norm: str, spans: Sequence[Span], words: Lexicon) -> Iterator[Span]:
    """What moves as a company's share does in the same sentence."""
    done = -1
    for start, end in spans:
        if start < done or norm[end : end + 1] not in MOVE_FIRST or not MOVES.match(norm, end):
            continue
        if not _is_company(norm[start:end], words):
            continue
        begin = max(norm.rfind(mark, 0, start) for mark in SENTENCE_END) + 1
        done = min((at for at in (norm.find(mark, end) for mark in SENTENCE_END) if at >= 0), default=len(norm))
        yield from (Span(*match.span()) for match in MOVING.finditer(norm, begin, done))


def _between(norm: str, pairs: Sequence[tuple[Span, Span]], words: Lexicon) -> Iterator[Span]:
    """What stands between two companies of one list, or behind two of them up to 等."""
    for left, right in pairs:
        if norm[left.end] not in LIST_FIRST or right.start - left.end > LONGEST_LIST:
            continue
        if not all(_is_company(norm[span.start : span.end], words) for span in (left, right)):
            continue
        if BETWEEN.fullmatch(norm, left.end, right.start):
            yield from (Span(*match.span(1)) for match in ITEMS.finditer(norm, left.end, right.start))
        elif right.start - left.end > 1:
            continue
        tail = TAIL.match(norm, right.end)
        if tail:
            yield from (Span(*match.span(1)) for match in ITEMS.finditer(norm, right.end, tail.end()))


def _alike(norm: str, spans: Sequence[Span], words: Lexicon) -> Iterator[Span]:
    """What is joined to a company and ends as it does: 青山投资和⟨清湖投资⟩."""
    joint = 0
    for span in spans:
        if span.end < joint:
            continue
        ending, joint = norm[span.end - ENDING : span.end], span.end
        if words.suffixes.get(ending) not in ("company", "finance") or norm[span.start : joint] in words.deictics:
            continue
        while norm[joint : joint + 1] in JOINTS:
            start, at = joint + 1, norm.find(ending, joint + ENDING, joint + LONGEST_ITEM)
            own = norm[start:at]
            if at < 0 or not own.isalnum() or own in words.common or own in words.suffixes:
                break
            joint = at + ENDING
            yield Span(start, joint)


def _held(norm: str, words: Lexicon) -> Iterator[Span]:
    """What shares are held of, in a list: 、⟨青山模具⟩100%股权."""
    if "股权" in norm:
        yield from (Span(*m.span()) for m in HELD.finditer(norm) if m.group()[:ENDING] not in words.common)


def acts(norm: str, span: Span, words: Lexicon) -> bool:
    """Whether what stands beside a word that may be a name tells that it is a company's: ，荣耀⟨宣布⟩."""
    if span.start and norm[span.start - 1] not in BEFORE:
        return False
    word = next(
        (norm[span.end : span.end + length] for length in LENGTHS if norm[span.end : span.end + length] in deeds()),
        None,
    )
    return word is not None and (deeds()[word] or norm[span.start : span.end] not in words.common)


@cache
def deeds() -> dict[str, bool]:
    """What companies do or have, and whether it tells of an ordinary word too that it names one."""
    return {word: sure == "!" for word, sure in read_table("organisation_acts", 2)}


@cache
def goods() -> frozenset[str]:
    """The last characters of goods, indices and rates."""
    return frozenset(word for (word,) in read_table("organisation_goods", 1))
