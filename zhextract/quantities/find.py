"""Finding the amounts of a text, in one pass.

`find_quantities` looks for the first character of a numeral, steps over dates and
codes, reads an amount there (amounts.py) and asks whether it is one (refuse.py).
Figures without unit wait for the unit of the list they open (lists.py).
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache
from sys import maxsize

from zhextract.quantities.amounts import read_amount, set_hedges
from zhextract.quantities.draft import Amount, to_quantity
from zhextract.quantities.headers import (
    COUNT_CELL,
    Header,
    apply_header,
    find_counted,
    find_headers,
    in_brackets,
    is_cell,
    is_count,
    read_unit_cell,
)
from zhextract.quantities.lists import join, join_bare, make_range, moves_to, share_hedge
from zhextract.quantities.patterns import (
    CONNECTOR,
    NO_AMOUNT,
    NUMBER,
    NUMERAL_CHARACTERS,
    ORDINALS,
    PART,
    PROPORTION,
    PROPORTION_LEAD,
    RANK_VERB,
    SLASHED,
)
from zhextract.quantities.plain import load_plain, read_plain
from zhextract.quantities.refuse import is_article, is_bare_amount, is_counter, is_refused, load_unit_words
from zhextract.quantities.tables import Tables, Unit, load_tables
from zhextract.records import Quantity
from zhextract.spans import Span

__all__ = ["find_quantities"]


def find_quantities(norm: str, *, taken: Sequence[Span] = ()) -> list[Quantity]:
    """Find every amount, in text order, never overlapping one another or a `taken` span.

    以上 and 以下 behind an amount are read as `at_least` and `at_most`, and `+limit` is
    added to the rule: whoever knows that the sentence reports may read `over` instead.
    A sign stays in the value (同比-5.1% is -5.1); the rule tells how an amount was found
    (amount, list, range, fraction, tenths, composite, table, bare, rank, carried).

    Args:
        norm: Normalised text.
        taken: Half-open spans in order that hold no amount, such as the times found before.

    >>> [(q.text, q.value, q.unit) for q in find_quantities("罚没金额5000余万元，增长8.5%")]
    [('5000余万元', Decimal('50000000'), '元'), ('8.5%', Decimal('8.5'), '%')]
    """
    finder = _Finder(norm, taken, load_tables())
    finder.run()
    return [to_quantity(amount, norm) for amount in finder.found]


# Behind the last taken span.
_NONE_TAKEN = Span(maxsize, maxsize)


class _Finder:
    """The state of one pass: what was found, and the figures that wait for a unit."""

    __slots__ = (
        "counted",
        "found",
        "has_cells",
        "headers",
        "next_taken",
        "norm",
        "tables",
        "taken",
        "taken_at",
        "waiting",
        "waiting_kind",
        "words",
    )

    def __init__(self, norm: str, taken: Sequence[Span], tables: Tables) -> None:
        self.norm = norm
        self.taken = taken
        self.taken_at = 0
        self.next_taken = taken[0] if taken else _NONE_TAKEN
        self.tables = tables
        self.words = load_unit_words()
        self.headers = find_headers(norm, tables)
        self.has_cells = "\t" in norm or "|" in norm
        self.counted = find_counted(norm)
        self.found: list[Amount] = []
        self.waiting: list[Amount] = []
        self.waiting_kind = ""

    def run(self) -> None:
        """Go through the text once."""
        norm, found, search, plain = self.norm, self.found, _candidate().search, load_plain()
        position = 0
        while match := search(norm, position):
            start = match.start()
            if start >= self.next_taken.start:
                taken = self._taken_over(start)
                if taken:
                    position = taken
                    continue
            if norm[start] <= "9":
                amount = None if self.waiting else read_plain(norm, start, plain)
                if amount is not None and amount.end <= self.next_taken.start:
                    if found and amount.start - found[-1].end > _LONGEST_CONNECTOR:
                        found.append(amount)
                    else:
                        self._close(amount)
                    position = amount.end
                    continue
                slashed = SLASHED.match(norm, start) if norm[start + 1 : start + 2] == "/" else None
                if slashed is not None and self._read_slashed(slashed):
                    position = slashed.end()
                    continue
                skip = NO_AMOUNT.match(norm, start)
                if skip is not None and not (skip["dash"] == "." and self._is_sum_cell(skip)):
                    self._read_proportion(skip.start(), skip.end())
                    position = skip.end()
                    continue
            position = self._read(start)
        self._settle()

    def _taken_over(self, start: int) -> int:
        """Where the taken span ends that holds `start`, or 0 where the next one lies behind it."""
        taken = self.taken
        while self.next_taken.end <= start:
            self.taken_at += 1
            self.next_taken = taken[self.taken_at] if self.taken_at < len(taken) else _NONE_TAKEN
        return self.next_taken.end if self.next_taken.start <= start else 0

    def _read(self, start: int) -> int:
        """Read what stands at `start`; return where to go on."""
        norm = self.norm
        if start and norm[start - 1] == "第":
            return self._read_rank(start)
        amount = read_amount(norm, start, self.tables)
        if amount is None:
            return _past_number(norm, start)
        if self.next_taken.start < amount.end:
            self._settle()
            return max(amount.number_end, start + 1)
        if self.waiting and not self._continues(amount):
            self._settle()
        if is_refused(norm, amount, self.tables, unit_words=self.words):
            self._settle()
            return max(amount.number_end, start + 1)
        if amount.unit is not None:
            self._close(amount)
            return max(amount.end, start + 1)
        self._wait(amount)
        return max(amount.number_end, start + 1)

    def _wait(self, amount: Amount) -> None:
        """Keep a figure without unit until the unit of its list comes, or judge it alone."""
        norm, waiting = self.norm, self.waiting
        connector = CONNECTOR.match(norm, amount.number_end)
        waiting.append(amount)
        if len(waiting) > 1 and self.waiting_kind == "range":
            joined = join_bare(norm, waiting)
            if joined is not None:
                waiting[-2:] = joined
        if connector is None or amount.bound == "range" or is_counter(norm, amount):
            self._settle()
        else:
            self.waiting_kind = "range" if connector["range"] else "list"

    def _continues(self, amount: Amount) -> bool:
        return CONNECTOR.fullmatch(self.norm, self.waiting[-1].number_end, amount.start) is not None

    def _close(self, amount: Amount) -> None:
        """Take an amount that has its unit, with the figures that waited for it."""
        norm = self.norm
        if self.waiting:
            members = join(norm, self.waiting, amount, self.waiting_kind)
            self.waiting.clear()
            self.found.extend(members)
            return
        previous = self.found[-1] if self.found else None
        if previous is not None and amount.start - previous.end <= _LONGEST_CONNECTOR:
            if (
                previous.unit is not None
                and amount.unit is not None
                and previous.bound != "range"
                and (
                    previous.unit.code == amount.unit.code
                    or amount.unit.surface.startswith(f"{previous.unit.surface}/")
                )
            ):
                between = CONNECTOR.fullmatch(norm, previous.end, amount.start)
                if between is not None and between["range"] and not moves_to(norm, previous, amount):
                    joined = make_range(previous, amount)
                    if joined is not None:
                        self.found[-1] = joined
                        return
                if between is not None and previous.unit.code == amount.unit.code:
                    share_hedge(norm, previous, amount)
            if amount.unit is not None and amount.unit.surface == _POINTS:
                self._share_points(amount)
        self.found.append(amount)

    def _share_points(self, amount: Amount) -> None:
        """5.3个、8.9个和6.7个百分点: the 个 of the earlier members is that of 个百分点."""
        start = amount.start
        for member in reversed(self.found):
            if member.unit is None or member.unit.surface != "个" or "." not in self.norm[member.start : member.end]:
                return
            if CONNECTOR.fullmatch(self.norm, member.end, start) is None:
                return
            member.unit, member.rule, start = amount.unit, "list", member.start

    def _settle(self) -> None:
        """Judge the figures that no unit came for, one by one."""
        self.found += [amount for amount in self.waiting if self._header_for(amount) or self._is_bare(amount)]
        self.waiting.clear()

    def _is_bare(self, amount: Amount) -> bool:
        """Whether a figure is an amount without a unit."""
        start, end = amount.number_start, amount.number_end
        if is_bare_amount(self.norm, amount):
            amount.rule = "bare"
            if is_cell(self.norm, start, end):
                self._take_brackets(amount)
            return True
        if is_count(self.norm, start, end, self.counted):
            amount.rule = COUNT_CELL
            return True
        return False

    def _is_sum_cell(self, match: re.Match[str]) -> bool:
        """Whether what looks like a month (2011.5) is a cell whose row names a unit."""
        start, end = match.span()
        is_in_table = self.has_cells and is_cell(self.norm, start, end)
        return is_in_table and read_unit_cell(self.norm, start, self.tables) is not None

    def _take_brackets(self, amount: Amount) -> None:
        """The brackets around the figure of a cell make it negative, and are part of it."""
        if in_brackets(self.norm, amount.number_start, amount.number_end) and amount.value is not None:
            amount.value, amount.start, amount.end = -amount.value, amount.start - 1, amount.end + 1

    def _header_for(self, amount: Amount) -> bool:
        """Give a figure that is a cell the unit of its row, else of its table; False where neither names one."""
        start = amount.number_start
        if not (self.headers or self.has_cells) or not is_cell(self.norm, start, amount.number_end):
            return False
        header = read_unit_cell(self.norm, start, self.tables) or _header_before(self.headers, start)
        if header is None or not apply_header(amount, header):
            return False
        self._take_brackets(amount)
        return True

    def _read_slashed(self, match: re.Match[str]) -> bool:
        """1/4 of a whole is 25 %."""
        above, below = Decimal(match[1]), Decimal(match[2])
        start, end = match.span()
        if above >= below or (start and not "\u4e00" <= self.norm[start - 1] <= "\u9fff"):
            return False
        self._settle()
        amount = Amount(start, end, start, end, above * 100 / below, unit=self.tables.by_surface["%"], rule="fraction")
        set_hedges(self.norm, amount, self.tables)
        self.found.append(amount)
        return True

    def _read_proportion(self, start: int, end: int) -> None:
        """1:3 where the text calls it a proportion, 22.5:77.5 where the parts make a whole; no clock time, no score."""
        norm = self.norm
        parts = list(PART.finditer(norm, start, end)) if PROPORTION.fullmatch(norm, start, end) else []
        if not parts:
            return
        values = [Decimal(part.group()) for part in parts]
        is_whole = _NEARLY_ALL <= sum(values) <= _MORE_THAN_ALL
        led = PROPORTION_LEAD.search(norm, max(0, start - 12), start)
        if is_whole and ("." in norm[start:end] or (led and len(parts) > _TWO)):
            self._settle()
            for part, value in zip(parts, values, strict=True):
                at, to = part.span()
                self.found.append(Amount(at, to, at, to, value, rule="proportion"))
        elif len(parts) == _TWO and values[1] and led:
            self._settle()
            self.found.append(
                Amount(start, end, start, end, values[0] / values[1], unit=_PROPORTION, rule="proportion")
            )

    def _read_rank(self, start: int) -> int:
        """第3位, 第三, where a verb says that it is a result: 居全国第3位, 排名第三."""
        norm = self.norm
        self._settle()
        amount = read_amount(norm, start, self.tables)
        if amount is None:
            return _past_number(norm, start)
        place = amount.unit.surface if amount.unit else ""
        if place not in {"", "位", "名"} or not (
            RANK_VERB.search(norm, max(0, start - 14), start - 1) or self._follows_rank(start - 1)
        ):
            row = ORDINALS.match(norm, amount.number_end)
            return row.end() if row else max(amount.number_end, start + 1)
        end = amount.number_end + (place in {"位", "名"})
        if place == "" and norm[end : end + 1] not in _AFTER_RANK:
            return end
        self.found.append(Amount(start - 1, end, start, amount.number_end, amount.value, unit=_RANK, rule="rank"))
        return end

    def _follows_rank(self, start: int) -> bool:
        """分列第二、第三位: what a list goes on with behind a rank is a rank."""
        if not self.found or self.found[-1].rule != "rank":
            return False
        between = CONNECTOR.fullmatch(self.norm, self.found[-1].end, start)
        return between is not None and between["list"] is not None


# No connector is longer: ` (含本数) 和提高 `.
_LONGEST_CONNECTOR = 16

# The parts of a structure make a hundred, give or take their rounding.
_NEARLY_ALL, _MORE_THAN_ALL, _TWO = Decimal("99.5"), Decimal("100.5"), 2
_PROPORTION = Unit("", "1", "ratio", Decimal(1))
_POINTS = "个百分点"
_RANK = Unit("位", "{rank}", "rank", Decimal(1))
# What stands behind a rank that is only a number: the end of its phrase, not the noun of an ordinal (第一产业).
_AFTER_RANK = frozenset({"", *"，。；、,;.!！?？:：）)】”」 \n\t的高低大多的名至，和及与或；为，"}) - {"大"}


# A capital digit is a numeral on a cheque, and else part of a word: 队伍, 大陆.
_CAPITALS = "壹贰叁肆伍陆柒捌玖拾佰仟"
_BEHIND_CAPITAL = f"{_CAPITALS}零万亿元圆角分点整百千十"
# What besides a unit may follow a Chinese numeral character where an amount begins.
_BEHIND_NUMERAL = (
    "零〇一二三四五六七八九十百千万亿两几多余来点分半数 0123456789拾佰仟壹贰叁肆伍陆柒捌玖\u00a0至到-—~～、和或"
)


@cache
def _candidate() -> re.Pattern[str]:
    """Compile what finds where an amount may begin: a figure, or a numeral character that the next one goes on from.

    An ordinal (第三) may be a rank, whatever follows; 数 counts only multipliers (数百). A digit alone before a unit that
    is refused behind it (一批, 三步) is passed over here, unless a price buys it (3元一条) or something is divided (一次/年).
    """
    tables = load_tables()
    behind = _any_of({*_BEHIND_NUMERAL, *(opening[0] for opening in tables.units)})
    alone = [unit for unit in tables.by_surface.values() if len(unit.surface) == 1 and unit.surface not in _HELD]
    articles = _none_longer([unit for unit in alone if is_article(unit)], tables)
    words = _none_longer([unit for unit in alone if unit.dimension == "count" and unit.reading == "w"], tables)
    return re.compile(
        f"[{NUMERAL_CHARACTERS}](?:(?<=[0-9])"
        f"|(?<=第.)(?:(?<![{_CAPITALS}])|(?=[{_BEHIND_CAPITAL}]))"
        f"|(?<=[二三四五六七八九十两零〇廿卅半几])(?={behind})(?!{words})"
        f"|(?<=一)(?={behind})(?:(?!{articles}(?![/／每]))|(?<=[元块].))"
        f"|(?<=数)(?=[十百千拾佰仟廿卅万亿兆])|(?<=对)(?=折)|(?<=过半)(?=[，。；、）)])"
        f"|(?<=[百千万亿])(?={behind})"
        f"|(?<=[{_CAPITALS}])(?=[{_BEHIND_CAPITAL}])(?={behind}))",
        re.DOTALL,
    )


# Numerals go on with these, units of several kinds may follow 个, and 位 counts bits, too.
_HELD = frozenset(_BEHIND_NUMERAL) | {"个", "位"}


def _any_of(characters: Iterable[str]) -> str:
    return f"[{re.escape(''.join(sorted(characters)))}]"


def _none_longer(units: Sequence[Unit], tables: Tables) -> str:
    """Any of these units of one character, where it does not open a longer one: 批, not 批次."""
    characters = {unit.surface for unit in units}
    firsts: dict[str, set[str]] = defaultdict(set)
    for opening in tables.units:
        if len(opening) > 1 and opening[0] in characters:
            firsts[opening[1]].add(opening[0])
    longer = "|".join(f"{_any_of(before)}{re.escape(second)}" for second, before in sorted(firsts.items()))
    return f"(?:(?={_any_of(characters)})(?!{longer}).)"


def _past_number(norm: str, start: int) -> int:
    """Where to go on behind a numeral that cannot be read: an absurdly long one is passed as a whole."""
    match = NUMBER.match(norm, start)
    return match.end() if match is not None and match.end() > start else start + 1


def _header_before(headers: Sequence[Header], start: int) -> Header | None:
    at = bisect_right(headers, start, key=lambda header: header.end)
    return headers[at - 1] if at else None
