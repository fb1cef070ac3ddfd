"""The road: text → normalise → entities → quantities → linking → Document.

Start reading here. `Extractor._read` and `Extractor._link` are the whole of it;
everything else in this module is about where texts come from.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import islice

from zhextract.entities import find_organisations, find_regions, find_times
from zhextract.entities.letterhead import find_date, find_issuer
from zhextract.errors import InputTypeError, InputValueError
from zhextract.linking import link_facts
from zhextract.normalise import SourceText, normalise
from zhextract.normalise.realign import realign
from zhextract.quantities import find_quantities
from zhextract.records import Document, Organisation, Region
from zhextract.spans import Span

__all__ = ["ROOMS", "Extractor", "Input", "extract", "load"]

ROOMS = ("regions", "organisations", "times", "quantities", "facts")


@dataclass(frozen=True, slots=True)
class Input:
    """A text with what the caller knows about it; `date` is ISO 8601 (`2024-02-06`)."""

    text: str
    id: str | None = None
    date: str | None = None
    issuer: str | None = None
    title: str | None = None


class Extractor:
    """Reads texts into documents. Holds only options, so threads may share one.

    >>> import zhextract
    >>> nlp = zhextract.load()
    >>> [fact.metric.text for fact in nlp("2023年全国粮食产量6.95亿吨。")]
    ['粮食产量']
    """

    __slots__ = ("rooms",)

    def __init__(self, *, rooms: Sequence[str] = ROOMS) -> None:
        unknown = [room for room in rooms if room not in ROOMS]
        if unknown:
            raise InputValueError(f"unknown room {unknown[0]!r}; the rooms are {', '.join(ROOMS)}")
        self.rooms = frozenset(ROOMS if "facts" in rooms else rooms)

    def __call__(
        self,
        text: str,
        *,
        id: str | None = None,
        date: str | None = None,
        issuer: str | None = None,
        title: str | None = None,
    ) -> Document:
        """Read one text."""
        return self._read([_check(Input(text, id, date, issuer, title))])[0]

    def pipe(self, texts: Iterable[str | Input], *, batch_size: int = 32) -> Iterator[Document]:
        """Read many texts, in order, a batch at a time."""
        items = (_check(item if isinstance(item, Input) else Input(item)) for item in texts)
        while batch := list(islice(items, batch_size)):
            yield from self._read(batch)

    def _read(self, items: Sequence[Input]) -> list[Document]:
        """The road itself, for a batch: the tagger of organisations reads all texts at once."""
        sources = [normalise(item.text) for item in items]
        norms = [source.norm for source in sources]
        regions = [
            find_regions(norm, issuer=item.issuer or item.title) if "regions" in self.rooms else []
            for item, norm in zip(items, norms, strict=True)
        ]
        organisations: Sequence[Sequence[Organisation]] = [[] for _ in items]
        if "organisations" in self.rooms:
            organisations = find_organisations(norms, regions, [item.issuer for item in items])
        return [
            self._link(item, source, places, bodies)
            for item, source, places, bodies in zip(items, sources, regions, organisations, strict=True)
        ]

    def _link(
        self, item: Input, source: SourceText, regions: Sequence[Region], organisations: Sequence[Organisation]
    ) -> Document:
        norm = source.norm
        day = date.fromisoformat(item.date) if item.date else find_date(norm)
        times = find_times(norm, anchor=day) if "times" in self.rooms else []
        quantities = find_quantities(norm, taken=[Span(t.start, t.end) for t in times]) if "quantities" in self.rooms else []
        document = Document(
            text=norm,
            id=item.id,
            date=day.isoformat() if day else None,
            issuer=item.issuer or find_issuer(norm, organisations),
            regions=tuple(regions),
            organisations=tuple(organisations),
            times=tuple(times),
            quantities=tuple(quantities),
        )
        if "facts" in self.rooms:
            facts, warnings = link_facts(document, title=item.title)
            document = replace(document, facts=tuple(facts), warnings=tuple(warnings))
        return realign(document, source)


def _check(item: Input) -> Input:
    """Refuse what is no text and no date, before any work is done."""
    if not isinstance(item.text, str):
        raise InputTypeError(f"a text must be str, not {type(item.text).__name__}")
    if item.date is not None:
        try:
            date.fromisoformat(item.date)
        except (TypeError, ValueError):
            raise InputValueError(f"date {item.date!r} is not an ISO 8601 day such as 2024-02-06") from None
    return item


def load(*, rooms: Sequence[str] = ROOMS) -> Extractor:
    """Make an extractor.

    Args:
        rooms: Which rooms run; `facts` needs and includes all the others.

    Raises:
        InputValueError: There is no such room.
    """
    return Extractor(rooms=rooms)


@cache
def _default() -> Extractor:
    return load()


def extract(
    text: str,
    *,
    id: str | None = None,
    date: str | None = None,
    issuer: str | None = None,
    title: str | None = None,
) -> Document:
    """Read one text with the default extractor.

    >>> import zhextract
    >>> document = zhextract.extract("2023年全国粮食产量6.95亿吨。")
    >>> document.facts[0].quantity.value
    Decimal('695000000')
    """
    return _default()(text, id=id, date=date, issuer=issuer, title=title)
