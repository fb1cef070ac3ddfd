"""What damaged text carries between its characters, to be left out of the normalised text.

`find_deletions` runs one regular expression for what can be seen locally, and
two more passes, which look closely at few places, for spam phrases and hard line ends.
"""

import re
from collections import Counter
from functools import cache

from zhextract.expressions import rarely
from zhextract.lexicons import read_table
from zhextract.spans import Span

__all__ = ["find_deletions"]

# Local damage. The pattern begins with a plain set of characters, so that the engine skips everything else. Any of:
#   spaces next to a digit inside a clause (2023 年, 收入 5.7 亿元) or behind Chinese punctuation. Not between
#   two numbers, nor between two words, where a space may separate columns or names.
#   decorative runs: two or more of one ornament. Not a single ★, nor the dash —— or the dots ……
#   invisible characters (zero width, soft hyphen, byte-order mark, bidirectional marks)
#   HTML leftovers: tags of text markup and entities of spaces. Not a<b, not R&D.
#   pinyin in brackets behind the character it glosses: 宿(sù)州
LOCAL = re.compile(
    r"[ <&(（★☆◆◇●○■□▲△▼※♦✦~*=#_\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff](?:"
    r"(?<=[0-9] ) ?(?=[\u4e00-\u9fff%])"
    r"|(?<=[\u4e00-\u9fff] ) ?(?=[0-9+])"
    r"|(?<=[，。；：、] ) *(?=\S)"
    r"|(?<=([★☆◆◇●○■□▲△▼※♦✦~*=#_]))\1+"
    r"|(?<=[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff])"
    r"|(?<=<)/?(?:p|br|b|i|u|em|strong|span|div|font|td|tr|th|table|tbody|a|li|ul|ol|h[1-6]|sup|sub|img)\b[^<>\n]{0,200}>"
    r"|(?<=&)(?:nbsp|ensp|emsp|thinsp|zwnj|zwj|#160|#xa0)[;；]"
    r"|(?<=[\u4e00-\u9fff][(（])[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6}[)）](?=[\u4e00-\u9fff])"
    r")"
)

# A phrase said twice.
TWICE = r"([\u4e00-\u9fff]{2,8})[，、|_ -]\1"
SAID_TWICE = rarely(TWICE + r"\Z")
LONGEST_PHRASE = 8
LONGEST_TWICE = 2 * LONGEST_PHRASE + 1
# A line end that text may run over: something stands on both sides. `_hard_line_ends` decides by the widths around,
# since headings and cells of tables end so too.
LINE_END = re.compile(r"\n(?<=[^\s]\n)(?=[^\s\n])")
CHINESE = rarely("[\u4e00-\u9fff]")
# What parts the columns of a line of a table.
COLUMNS = re.compile(r"[ \t|]")
NARROWEST, WIDEST = 16, 64
OPEN, CLOSED = ("，", "、"), ("。", "；", "：", "！", "？")


def find_deletions(norm: str) -> list[Span]:
    """Find the stretches to leave out, in text order, never overlapping.

    >>> find_deletions("2023 年，收入 5.7 亿元")
    [Span(start=4, end=5), Span(start=9, end=10), Span(start=13, end=14)]
    """
    found = [Span(*match.span()) for match in LOCAL.finditer(norm)]
    found += _spam(norm)
    if "\n" in norm:
        found += _hard_line_ends(norm)
    if len(found) < 2:
        return found
    found.sort()
    kept: list[Span] = []
    for span in found:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


@cache
def _spam_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A word of the tail, which is quickly found, and the whole: a phrase said twice, the second time with its tail."""
    tail = "|".join(re.escape(word) for (word,) in read_table("spam", 1))
    return re.compile(tail), re.compile(f"{TWICE}(?:{tail})+")


def _spam(norm: str) -> list[Span]:
    """Find an advertised phrase said twice, the second time with what it sells: 某某体育,某某体育app.

    Whoever polluted the page glues it into running text. Not 北京，北京市: the tail is a closed list.
    """
    tail, whole = _spam_patterns()
    found = []
    low = 0
    for word in tail.finditer(norm):
        start = word.start()
        twice = SAID_TWICE.search(norm, max(low, start - LONGEST_TWICE), start)
        match = whole.search(norm, max(low, twice.end(1) - LONGEST_PHRASE)) if twice else None
        if match:
            low = match.end()
            found.append(Span(match.start(), low))
    return found


def _hard_line_ends(norm: str) -> list[Span]:
    """Find line ends that break a sentence.

    A line that ends with a comma goes on. Otherwise the text must be set to a fixed
    width: most of its long lines are of nearly one width, and only those are broken. Lines
    of columns, or with hardly any Chinese, are none of them.
    """
    ends = [match.start() for match in LINE_END.finditer(norm)]
    lines = [norm[max(norm.rfind("\n", max(0, end - WIDEST), end) + 1, end - WIDEST) : end] for end in ends]
    counts = Counter(len(line) for line in lines if NARROWEST <= len(line) < WIDEST and not COLUMNS.search(line))
    usual = max(counts, key=lambda width: counts[width - 1] + counts[width] + counts[width + 1], default=0)
    alike = [place for place, line in enumerate(lines) if abs(len(line) - usual) <= 2] if counts else []
    fewest = max(3, sum([len(line) >= usual - 2 for line in norm.split("\n")]) / 2) if len(alike) >= 3 else 3
    fixed: set[int] = set()
    if len(alike) >= fewest:
        fixed = {ends[place] for place in alike if _is_running(lines[place]) and not _before_columns(norm, ends[place])}
    if len(fixed) < fewest:
        fixed.clear()
    return [
        Span(end, end + 1)
        for end, line in zip(ends, lines, strict=True)
        if (end in fixed and (len(line) == usual or not line.endswith(CLOSED))) or line.endswith(OPEN)
    ]


def _is_running(line: str) -> bool:
    """Whether a line is running Chinese text without columns."""
    return not COLUMNS.search(line) and 2 * len(CHINESE.findall(line)) >= len(line)


def _before_columns(norm: str, end: int) -> bool:
    """Whether the line behind a line end begins with a cell: a caption over its table."""
    following = norm.find("\n", end + 1, end + WIDEST)
    return "\t" in norm[end + 1 : following if following > 0 else end + WIDEST]
