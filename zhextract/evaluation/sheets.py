"""Annotation sheets: gold documents written as plain text, without a single offset.

A sheet has three parts, separated by lines of `=====`:

1. a head of `key: value` lines (id, title, genre, issuer, date, split, phenomena) and
   the lists `regions:` (湖北=420000; 京津冀=), `organisations:` (我部=生态环境部; …) and
   `times:` (2023年=2023; …), each of which may be repeated;
2. the text, exactly as it is;
3. the amounts, one a line, in the order of the text.

An amount that is a fact: `quantity | metric | subjects | time | kind base | options`.
Pieces of a discontinuous metric are joined by ` + `, several subjects by ` & `; `-` is
none and `"` is the same as on the line before. The kind is L (level), S (share), R (rank),
G+ G- G= (growth) or C+ C- C= (change); the base follows it, with `=period` where the
wording alone does not give it (`=?` for unknown). Options: target estimate threshold,
`#name` (a name for this fact), `<name` (the fact that it is a part of), and `value=`,
`low=`, `high=`, `bound=`, `unit=` (`unit=` alone for none), `x=` (a factor from a heading)
where the words do not say it. Any other numeral: its category and words, `Q 30日`, `O 十二`.

A word stands where it is nearest: the last place before the amount, else the first after.
`词^2` takes the second nearest before, `词>` the first after; `⏎` is a line end. In the head `词@1,3` marks
only the first and third place, and `子公司=!` keeps 公司 from being marked inside 子公司.
What does not stand in the text is refused, and so is a figure that no line accounts for.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import cast

from zhextract.errors import CorpusError
from zhextract.evaluation.corpus import AnnotatedDocument, Category, Numeral, check_document
from zhextract.evaluation.sheet_amounts import Amount, read_amount, tidy
from zhextract.evaluation.sheet_periods import base_period
from zhextract.records import (
    Base,
    Direction,
    Fact,
    FactTime,
    Kind,
    Metric,
    Organisation,
    Quantity,
    Region,
    Status,
    Subject,
)
from zhextract.spans import Span

__all__ = ["read_sheet", "read_sheets"]

RULE = re.compile(r"^=====+$", re.MULTILINE)
# A numeral candidate: digits with separators and multipliers, or a run of Chinese numerals; 伍 alone is a surname.
CANDIDATE = re.compile(
    r"[0-9０-９]+(?:[,，][0-9０-９]{3}(?![0-9０-９]))*(?:[.．][0-9０-９]+)?[十百千万亿萬億]*|[〇零一二两兩三四五六七八九十百千万亿萬億]+|[壹贰叁肆伍陆柒捌玖拾佰仟万亿零]{2,}|半数|过半"
)
# Part of a date or time: 2023年, 12月, 6日, 20时, 2021—2023年; a figure before a dash counts when its range does.
TIME_AFTER = re.compile(
    r"(?:[—–~～至到-][0-9０-９]+)?(?:年(?!期|均)|月(?!均)|日(?!均)|时|[:：][0-9]{2}|世纪|年代|季度)"
)
# A date or hour of a log line: 2023-11-12, 2023/1/5, 06:35.
LOG_TIME = re.compile(r"(?<!\d)(?:\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}:\d{2})(?!\d)")
# An ordinal: 第三, 〔2023〕12号; HEADING closes a counter that opens a line: 一、 （二） 3.
ORDINAL_BEFORE = re.compile(r"(?:第|附件|附表|[〔\[]|〕|号)$")
HEADING = re.compile(r"[、.．）)]")
LINE_END = "⏎"
KINDS: dict[str, Kind] = {"L": "level", "G": "growth", "C": "change", "S": "share", "R": "rank"}
DIRECTIONS: dict[str, Direction] = {"+": "up", "-": "down", "=": "flat"}
STATUSES = ("actual", "estimate", "target", "threshold")


@dataclass(slots=True)
class _Sheet:
    """A sheet as it is written, and what has been resolved so far."""

    where: str
    head: dict[str, str]
    text: str
    rows: list[str]
    regions: list[Region] = field(default_factory=list)
    organisations: list[Organisation] = field(default_factory=list)
    periods: dict[str, str | None] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    others: list[tuple[Span, Category]] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)

    def refuse(self, message: str) -> CorpusError:
        return CorpusError(f"{self.where}: {message}")


def read_sheets(folder: Path, *, split: str | None = None) -> Iterator[AnnotatedDocument]:
    """Read the sheets of a folder in the order of their names, of one split or of all."""
    for path in sorted(folder.glob("*.txt")):
        head = RULE.split(path.read_text(encoding="utf-8"))[0]
        if split is None or f"\nsplit: {split}\n" in f"\n{head}\n":
            yield read_sheet(path.read_text(encoding="utf-8"), where=str(path))


def read_sheet(sheet: str, *, where: str = "sheet") -> AnnotatedDocument:
    r"""Resolve one sheet into a gold document.

    Raises:
        CorpusError: Something marked does not stand in the text, or a figure is not accounted for.

    >>> rows = "5% | - | 湖北 | 2023年 | G+"
    >>> parts = ["regions: 湖北=420000\ntimes: 2023年=2023", "2023年湖北增长5%。", rows]
    >>> sheet = "\n=====\n".join(parts)
    >>> read_sheet(sheet).facts[0].subjects[0].code
    '420000'
    """
    parts = RULE.split(sheet)
    if len(parts) != 3:
        raise CorpusError(f"{where}: three parts separated by ===== are expected, not {len(parts)}")
    head: dict[str, str] = {}
    for line in parts[0].strip().split("\n"):
        key, colon, value = line.partition(":")
        if not colon:
            raise CorpusError(f"{where}: {line!r} is no `key: value`")
        head[key] = f"{head[key]}; {value.strip()}" if key in head else value.strip()
    rows = [row for row in parts[2].strip().split("\n") if row and not row.startswith("#")]
    state = _Sheet(where, head, parts[1].strip("\n"), rows)
    _mark_head(state)
    _read_rows(state)
    phenomena = tuple(name.strip() for name in head.get("phenomena", "").split(",") if name.strip())
    document = AnnotatedDocument(
        text=state.text,
        id=head.get("id"),
        title=head.get("title"),
        genre=head.get("genre"),
        date=head.get("date"),
        issuer=head.get("issuer"),
        phenomena=phenomena,
        regions=tuple(state.regions),
        organisations=tuple(state.organisations),
        numerals=tuple(_categorise(state)),
        facts=tuple(state.facts),
    )
    return check_document(document, where=where)


def _mark_head(state: _Sheet) -> None:
    """Mark every place of every listed region and organisation, longest words first, without overlap."""
    for span, surface, value in _places(state, "regions"):
        state.regions.append(Region(*span, surface, value or None, surface, "province" if value else "area"))
    for span, surface, value in _places(state, "organisations"):
        state.organisations.append(Organisation(*span, surface, value or surface, "other"))
    for item in state.head.get("times", "").split(";"):
        surface, _, period = item.strip().partition("=")
        if surface and surface not in state.text:
            raise state.refuse(f"the time {surface!r} does not stand in the text")
        state.periods[surface] = period or None


def _places(state: _Sheet, key: str) -> list[tuple[Span, str, str]]:
    items = [item.strip() for item in state.head.get(key, "").split(";") if item.strip()]
    listed = []
    for item in items:
        words, _, value = item.partition("=")
        surface, _, chosen = words.partition("@")
        listed.append((surface, {int(n) for n in chosen.split(",")} if chosen else None, value))
    taken = bytearray(len(state.text))
    places = []
    for surface, only, value in sorted(listed, key=lambda row: -len(row[0])):
        found = False
        for count, match in enumerate(re.finditer(re.escape(surface), state.text), 1):
            if (only is None or count in only) and not any(taken[match.start() : match.end()]):
                taken[match.start() : match.end()] = b"\1" * len(surface)
                found = True
                if value != "!":
                    places.append((Span(match.start(), match.end()), surface, value))
        if not found:
            raise state.refuse(f"{surface!r}, listed under {key}, stands nowhere")
    return sorted(places)


def _read_rows(state: _Sheet) -> None:
    """Read the amounts in order; each is looked for behind the one before it."""
    at, before = 0, ["-"] * 6
    for row in state.rows:
        if row[:2] in ("Q ", "O ", "T ", "N "):
            span = _find_amount(state, row[2:].strip(), at)
            state.others.append((span, cast("Category", row[0])))
            at = span.end
            continue
        cells = [cell.strip().replace(LINE_END, "\n") for cell in row.split("|")]
        if not 5 <= len(cells) <= 6:
            raise state.refuse(f"{row!r} has {len(cells)} cells")
        cells = [old if cell == '"' else cell for cell, old in zip(([*cells, ""])[:6], before, strict=True)]
        span = _find_amount(state, cells[0], at)
        state.facts.append(_read_fact(state, span, cells))
        at, before = span.end, cells


def _find_amount(state: _Sheet, surface: str, at: int) -> Span:
    """The next place of an amount's words that does not begin or end inside a longer figure."""
    figure = "0123456789０１２３４５６７８９"
    while (start := state.text.find(surface, at)) >= 0:
        end = start + len(surface)
        head, tail = state.text[start - 1 : start], state.text[end : end + 1]
        cut_head = surface[0] in figure and head and head in figure + ".．"
        cut_tail = (
            surface[-1] in figure
            and tail
            and tail in figure + ".．%％"
            and (tail not in ".．" or state.text[end + 1 : end + 2].isdigit())
        )
        if not cut_head and not cut_tail:
            return Span(start, end)
        at = start + 1
    raise state.refuse(f"the amount {surface!r} does not stand behind the one before it")


def _read_fact(state: _Sheet, span: Span, cells: Sequence[str]) -> Fact:
    _, metric, subjects, time, kind_cell, options_cell = cells
    options = options_cell.split()
    status = next((word for word in options if word in STATUSES), "actual")
    named = dict(word.split("=", 1) for word in options if "=" in word)
    code, _, base = kind_cell.partition(" ")
    if code[:1] not in KINDS or (code[0] in "GC") != (code[1:] in DIRECTIONS):
        raise state.refuse(f"{kind_cell!r} is no kind")
    fact_id = f"f{len(state.facts) + 1}"
    fact_time = _read_time(state, time, span)
    fact = Fact(
        id=fact_id,
        kind=KINDS[code[0]],
        status=cast("Status", status),
        quantity=_read_quantity(state, span, named, status=status, signed=code[0] not in "GC"),
        metric=_read_metric(state, metric, span),
        subjects=tuple(_read_subject(state, name, span) for name in subjects.split(" & ") if name != "-"),
        time=fact_time,
        direction=DIRECTIONS.get(code[1:]),
        base=_read_base(state, base.strip(), span, fact_time),
    )
    for word in options:
        if word.startswith("#"):
            state.names[word[1:]] = fact_id
        elif word.startswith("<"):
            if word[1:] not in state.names:
                raise state.refuse(f"no fact above is called {word[1:]!r}")
            fact = replace(fact, parent=state.names[word[1:]])
        elif word not in STATUSES and "=" not in word:
            raise state.refuse(f"{word!r} is no option")
    return fact


def _read_quantity(state: _Sheet, span: Span, named: dict[str, str], *, status: str, signed: bool) -> Quantity:
    surface = state.text[span.start : span.end]
    if {"bound", "unit"} <= named.keys() and named.keys() & {"value", "low"}:
        amount = Amount(None, None, None, "exact", None)  # words that only a reader understands: 数十条
    else:
        amount = read_amount(surface, required=status in ("target", "threshold"))
    factor = Decimal(named.get("x", "1"))

    def number(key: str, read: Decimal | None) -> Decimal | None:
        if key in named:
            return Decimal(named[key]) if named[key] else None
        value = None if read is None else tidy(read * factor)
        return value if signed or value is None else abs(value)

    return Quantity(
        *span,
        surface,
        number("value", amount.value),
        number("low", amount.low),
        number("high", amount.high),
        named.get("bound", amount.bound),  # type: ignore[arg-type]
        (named["unit"] or None) if "unit" in named else amount.unit,
        None,
        None,
        span,
    )


def _nearest(state: _Sheet, word: str, span: Span) -> Span:
    """Where a word stands, seen from an amount, as the head of this module says."""
    text = state.text
    if word.endswith(">"):
        word, start = word[:-1], text.find(word[:-1], span.end)
    else:
        word, _, back = word.partition("^")
        start, limit = -1, span.end
        for _ in range(int(back or 1)):
            start = text.rfind(word, 0, limit)
            limit = start + len(word) - 1 if start >= 0 else 0
        if start < 0 and not back:
            start = text.find(word, span.start)
    if start < 0:
        raise state.refuse(f"{word!r} does not stand around {text[span.start : span.end]!r}")
    return Span(start, start + len(word))


def _read_metric(state: _Sheet, cell: str, span: Span) -> Metric:
    pieces = [] if cell == "-" else [_nearest(state, word, span) for word in cell.split(" + ")]
    return Metric("".join(state.text[piece.start : piece.end] for piece in pieces), tuple(pieces))


def _read_subject(state: _Sheet, word: str, span: Span) -> Subject:
    """A mention that is marked wins over the same words inside a longer one."""
    surface = word.partition("^")[0].rstrip(">")
    mentions: list[Region | Organisation] = [*state.regions, *state.organisations]
    marked = [row for row in mentions if row.text == surface]
    behind = [row for row in marked if row.start < span.end]
    place = _nearest(state, word, span)
    if surface == word and marked:
        row = max(behind, key=lambda row: row.start) if behind else min(marked, key=lambda row: row.start)
        place = Span(row.start, row.end)
    for row in marked:
        if Span(row.start, row.end) == place:
            if isinstance(row, Region):
                return Subject(*place, surface, row.name, row.code, "region")
            return Subject(*place, surface, row.name, None, "organisation")
    return Subject(*place, surface, surface, None, "group")


def _read_time(state: _Sheet, cell: str, span: Span) -> FactTime | None:
    surface, equals, period = cell.partition("=")
    if surface in ("-", ""):
        return FactTime(None, None, None, period, "document") if period else None
    key = surface.partition("^")[0].rstrip(">")
    if equals:
        state.periods[key] = period or None
    if key not in state.periods:
        raise state.refuse(f"the period of {key!r} is not given")
    place = _nearest(state, surface, span)
    return FactTime(*place, key, state.periods[key])


def _read_base(state: _Sheet, cell: str, span: Span, time: FactTime | None) -> Base | None:
    if not cell:
        return None
    words, equals, given = cell.partition("=")
    place = _nearest(state, words, span)
    surface = state.text[place.start : place.end]
    if equals:
        return Base(*place, surface, "other", None if given == "?" else given)
    period = base_period(surface, time.period if time else None)
    if period is None and time and time.period:
        raise state.refuse(f"the period of the base {surface!r} is not given")
    return Base(*place, surface, "other", period)


def _categorise(state: _Sheet) -> Iterator[Numeral]:
    """Give every numeral candidate its category; a figure that nothing accounts for is refused."""
    amounts = {Span(fact.quantity.start, fact.quantity.end) for fact in state.facts}
    times = [
        Span(match.start(), match.end())
        for surface in state.periods
        if surface
        for match in re.finditer(re.escape(surface), state.text)
    ] + [Span(match.start(), match.end()) for match in LOG_TIME.finditer(state.text)]
    used: set[Span] = set()
    for match in CANDIDATE.finditer(state.text):
        span = Span(match.start(), match.end())
        amount = next((row for row in amounts if row.start < span.end and span.start < row.end), None)
        other = next((kind for row, kind in state.others if row.start < span.end and span.start < row.end), None)
        category: Category
        if amount is not None:
            category = "N" if amount in used else "F"
            used.add(amount)
        elif other is not None:
            category = other
        elif any(row.start <= span.start and span.end <= row.end for row in times):
            category = "T"
        else:
            category = _by_shape(state, span)
        yield Numeral(*span, match[0], category)


def _by_shape(state: _Sheet, span: Span) -> Category:
    text = state.text
    surface, behind, ahead = (
        text[span.start : span.end],
        text[max(0, span.start - 4) : span.start],
        text[span.end : span.end + 8],
    )
    opens_line = behind.rstrip(" \u3000（(")[-1:] in ("", "\n")
    counts_points = ahead.startswith("是") and behind[-1:] in ("\n", "。", "；", "：", "\u3000")
    if ORDINAL_BEFORE.search(behind) or (HEADING.match(ahead) and opens_line) or counts_points:
        return "O"
    if TIME_AFTER.match(ahead) and (surface[0].isdigit() or behind[-1:] == "年"):
        return "T"
    if behind[-1:].isascii() and behind[-1:].isalpha():
        return "N"  # PM2.5, A4
    if surface[0].isdigit() or len(surface) > 1:
        raise state.refuse(f"no line accounts for {surface!r} in {text[max(0, span.start - 10) : span.end + 10]!r}")
    return "N"
