"""What zhextract gives back: frozen, slotted, picklable records.

Every record that stands in the text carries `start` and `end`, half-open
code-point offsets into the text exactly as the caller gave it, and `text`,
which is always `raw[start:end]`. Numbers are `Decimal`, never `float`.
Unknown is `None`. The serialised form is fixed by `docs/reference/contract.md`;
`zhextract.output.to_dict` writes it.

Read from `Region` down to `Document`. The methods are the writers and converters of later rooms under a
shorter name; they import them when they are called, so that a record costs nothing but itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from zhextract.frozen import quick
from zhextract.spans import Span

if TYPE_CHECKING:
    from pathlib import Path

    from zhextract.segment import Segmenter

__all__ = [
    "Base",
    "Document",
    "DocumentWarning",
    "Fact",
    "FactTime",
    "Group",
    "Metric",
    "Organisation",
    "Quantity",
    "Region",
    "Subject",
    "Time",
    "Token",
]

Level = Literal["country", "province", "prefecture", "county", "area", "foreign"]
Bound = Literal["exact", "about", "nearly", "over", "at_least", "at_most", "less_than", "range"]
Kind = Literal["level", "growth", "change", "share", "rank"]
Status = Literal["actual", "estimate", "target", "threshold"]
Direction = Literal["up", "down", "flat"]


@quick
@dataclass(frozen=True, slots=True)
class Token:
    """A word of the segmented text; `tag` is its part of speech where the segmenter gives one."""

    start: int
    end: int
    text: str
    tag: str | None = None


@quick
@dataclass(frozen=True, slots=True)
class Region:
    """A mention of a place: a division of China, a supra-provincial area, or a foreign country.

    `code` is GB/T 2260 (six digits; 100000 for the country), `None` for areas,
    foreign places and names that the context does not decide, whose codes
    then stand in `candidates`. `country` is ISO 3166-1 alpha-2 for a foreign country.
    """

    start: int
    end: int
    text: str
    code: str | None
    name: str
    level: Level
    country: str | None = None
    candidates: tuple[str, ...] = ()
    rule: str = ""


@quick
@dataclass(frozen=True, slots=True)
class Organisation:
    """A mention of a particular organisation; `name` is the resolved name, `region` a code."""

    start: int
    end: int
    text: str
    name: str
    kind: str
    region: str | None = None
    rule: str = ""


@quick
@dataclass(frozen=True, slots=True)
class Time:
    """An expression that fixes a period; `period` is ISO 8601, `None` when left relative.

    `kind` is point · range · set · duration · relative; `rule` names the rule that read it.
    """

    start: int
    end: int
    text: str
    period: str | None
    kind: str = "point"
    rule: str = ""


@quick
@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount from hedge to unit, its exact value and what the value stands for.

    `value` has the multiplier applied (62.7亿元 is 6270000000) and is `None` for a
    range; `low` and `high` are the interval that `bound` stands for, `None` meaning
    open. `unit` is the surface without its multiplier, `unit_code` UCUM, ISO 4217
    or a brace code. `number` is the span of the bare numeral with its multiplier.
    """

    start: int
    end: int
    text: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    bound: Bound
    unit: str | None
    unit_code: str | None
    dimension: str | None
    number: Span
    rule: str = ""

    def to(self, unit: str) -> "Quantity":
        """Express the amount in another unit of its dimension, exactly.

        Raises:
            ConversionError: The unit is unknown or measures something else.

        >>> import zhextract
        >>> zhextract.extract("产量1.5万吨").quantities[0].to("公斤").value
        Decimal('15000000')
        """
        from zhextract.quantities.convert import convert

        return convert(self, unit)

    def to_pint(self) -> object:
        """Make a `pint.Quantity` of it; needs the extra `pint`."""
        from zhextract.quantities.convert import to_pint

        return to_pint(self)

    def in_chinese(self, *, financial: bool = False) -> str:
        """Write the value in Chinese numerals with its unit, plain or financial (壹万伍仟).

        >>> import zhextract
        >>> zhextract.extract("罚款12000元").quantities[0].in_chinese()
        '一万二千元'
        """
        from zhextract.quantities.convert import in_chinese

        return in_chinese(self, financial=financial)


@quick
@dataclass(frozen=True, slots=True)
class Metric:
    """What is measured: the joined text of its spans, in order; several where it is discontinuous."""

    text: str
    spans: tuple[Span, ...]


@quick
@dataclass(frozen=True, slots=True)
class Subject:
    """Who or where a fact is about.

    `type` is region · organisation · group; `via` is stated · carried · issuer · deictic.
    `code` is the region's code, or the organisation's region where it has one.
    """

    start: int
    end: int
    text: str
    name: str
    code: str | None
    type: str
    via: str = "stated"


@quick
@dataclass(frozen=True, slots=True)
class FactTime:
    """The period of a fact and the wording that fixes it; `via` is stated · carried · document."""

    start: int | None
    end: int | None
    text: str | None
    period: str | None
    via: str = "stated"


@quick
@dataclass(frozen=True, slots=True)
class Base:
    """What a growth or change is compared with; `type` is yoy · mom · qoq · period · place · plan · other."""

    start: int
    end: int
    text: str
    type: str
    period: str | None


@quick
@dataclass(frozen=True, slots=True)
class Group:
    """Facts read from one list (分别, 依次, a shared head); `index` counts from 0."""

    id: str
    index: int
    size: int


@quick
@dataclass(frozen=True, slots=True)
class Fact:
    """One number and what it measures: a row of a statistician's table.

    `parent` is the `id` of the fact that this one is a part of. `why` lists the
    rules or scores that made the fact, in order.
    """

    id: str
    kind: Kind
    status: Status
    quantity: Quantity
    metric: Metric
    subjects: tuple[Subject, ...]
    time: FactTime | None
    direction: Direction | None = None
    base: Base | None = None
    parent: str | None = None
    group: Group | None = None
    confidence: float = 1.0
    why: tuple[str, ...] = ()


@quick
@dataclass(frozen=True, slots=True)
class DocumentWarning:
    """Something a reader should look at: figures that contradict, input that was repaired.

    `kind` is a short stable word (part-exceeds-whole, restated, …); `facts` are
    the ids concerned and `spans` where they stand.
    """

    kind: str
    message: str
    facts: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()


class _Sent:
    """A document that another process read: its records are made when the first of them is asked for."""

    __slots__ = ("_packed",)

    if not TYPE_CHECKING:  # there, every field is one of the document's

        def __getattr__(self, name: str) -> object:
            if name not in type(self).__slots__:
                raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}", name=name, obj=self)
            from zhextract.packing import complete

            packed = object.__getattribute__(self, "_packed")
            if packed is not None:  # else another thread has just made them
                complete(self, packed)
            return object.__getattribute__(self, name)


@quick
@dataclass(frozen=True, slots=True)
class Document(_Sent):
    """A text and everything that was read in it."""

    text: str
    id: str | None = None
    date: str | None = None
    issuer: str | None = None
    regions: tuple[Region, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    times: tuple[Time, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    facts: tuple[Fact, ...] = ()
    warnings: tuple[DocumentWarning, ...] = field(default=())

    def __iter__(self) -> Iterator[Fact]:
        """Iterate over the facts, in text order."""
        return iter(self.facts)

    def __str__(self) -> str:
        """Show the facts as a table, for a terminal."""
        from zhextract.output import to_table

        return to_table([self])

    def tokens(self, segmenter: "str | Segmenter" = "auto", *, tags: bool = False) -> list[Token]:
        """Cut the text into words, never through a region, an organisation, a time or an amount.

        Args:
            segmenter: One of `zhextract.segment.SEGMENTERS`, or an object with `cut` and `tag`.
            tags: Give each token its part of speech, where the segmenter knows it.

        >>> import zhextract
        >>> [token.text for token in zhextract.extract("湖北处罚金额62.7亿元").tokens("jieba")]
        ['湖北', '处罚', '金额', '62.7亿元']
        """
        from zhextract.segment import segment

        kept = [
            Span(row.start, row.end)
            for rows in (self.regions, self.organisations, self.times, self.quantities)
            for row in rows
        ]
        return segment(self.text, segmenter, keep=kept, tags=tags)

    def to_dict(self) -> dict[str, object]:
        """Write the document under the contract's names; numbers become exact strings."""
        from zhextract.output import to_dict

        return to_dict(self)

    def to_json(self, *, indent: int | None = None) -> str:
        """Write the document as JSON, Chinese as it is; a lone surrogate is escaped.

        >>> import zhextract
        >>> zhextract.extract("产量3亿吨").to_json()[:24]
        '{"schema": "zhextract/1"'
        """
        from zhextract.output import to_json

        return to_json(self, indent=indent)

    def to_html(self) -> str:
        """Write one self-contained page: the text with its mentions, and the table of facts."""
        from zhextract.output import to_html

        return to_html([self])

    def show(self) -> "Path":
        """Open the page of `to_html` in a browser, and give the temporary file that it is read from."""
        from zhextract.output import show

        return show([self])

    def _repr_html_(self) -> str:
        from zhextract.output import to_notebook

        return to_notebook(self)
