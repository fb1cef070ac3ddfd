"""The road: text → normalise → entities → quantities → linking → Document.

Start reading here. `Extractor._read` is the whole of it; everything else in
this module is about where texts come from.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import islice
from typing import Any, Literal

from zhextract.entities import find_organisations, find_regions, find_times
from zhextract.entities.letterhead import find_date, find_issuer, guess_day
from zhextract.errors import InputTypeError, InputValueError
from zhextract.linking import link_documents
from zhextract.normalise import normalise
from zhextract.normalise.realign import realign
from zhextract.quantities import find_quantities
from zhextract.records import Document, DocumentWarning, Quantity
from zhextract.spans import Span

__all__ = ["ROOMS", "Extractor", "Input", "check_input", "extract", "find_amounts", "load"]

# A sentence that has something for every room, read once to open the tables.
FIRST_TEXT = "2024年，湖北某公司粮食产量3亿吨，同比增长5%。"

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
        return self._read([check_input(Input(text, id, date, issuer, title))])[0]

    def pipe(
        self,
        texts: Iterable[str | Input],
        *,
        batch_size: int = 32,
        processes: int = 1,
        on_error: Literal["raise", "report"] = "raise",
    ) -> Iterator[Document]:
        """Read many texts, in order, in bounded memory.

        Args:
            texts: Texts, or `Input` objects with what is known about them; any iterable, read as needed.
            batch_size: How many texts are read at once.
            processes: How many processes read; more than one pays from some hundred texts on.
            on_error: `report` turns a text that cannot be read into an empty document whose
                one warning, of kind `failed`, says why, and reads a text without a date that
                is none, with a warning of kind `ignored`; `raise` stops there.

        Raises:
            InputTypeError: `texts` is itself a text.
            InputValueError: `batch_size` or `processes` is less than one.
            InputError: A text is not usable, and `on_error` is `raise`.

        >>> import zhextract
        >>> [len(document.facts) for document in zhextract.load().pipe(["产量3亿吨。", "同比增长5%。"])]
        [1, 1]
        """
        if isinstance(texts, str):
            raise InputTypeError("pipe reads many texts; call the extractor itself to read one")
        if batch_size < 1 or processes < 1:
            raise InputValueError("batch_size and processes must be at least 1")
        if processes > 1:
            from zhextract.parallel import read_in_processes

            yield from read_in_processes(
                texts, rooms=tuple(sorted(self.rooms)), batch_size=batch_size, processes=processes, on_error=on_error
            )
            return
        items = iter(texts)
        while batch := list(islice(items, batch_size)):
            yield from self.read_batch(batch, on_error=on_error)

    def read_batch(
        self, batch: Sequence[str | Input], *, on_error: Literal["raise", "report"] = "raise"
    ) -> list[Document]:
        """Read a few texts at once; the unit of work of `pipe` and of every integration."""
        if on_error == "raise":
            return self._read([check_input(item) for item in batch])
        try:
            return self._read([check_input(item) for item in batch])
        except Exception:  # noqa: BLE001 - one text may not stop a million others; each is read alone and reported
            return [self._report(item) for item in batch]

    def _report(self, item: str | Input) -> Document:
        try:
            return self._read([check_input(item)])[0]
        except Exception as error:  # noqa: BLE001 - as above
            if isinstance(error, InputValueError) and isinstance(item, Input):  # the text is sound, its date is not
                document = self._report(replace(item, date=None))
                return replace(document, warnings=(DocumentWarning("ignored", str(error)), *document.warnings))
            name = item.id if isinstance(item, Input) else None
            return Document("", name, warnings=(DocumentWarning("failed", f"{type(error).__name__}: {error}"),))

    def _read(self, items: Sequence[Input]) -> list[Document]:
        """The road itself, for a batch: each room reads all texts before the next one, since its tables are then at hand."""
        rooms = self.rooms
        sources = [normalise(item.text) for item in items]
        norms = [source.norm for source in sources]
        nothing: list[list[Any]] = [[] for _ in items]
        regions = organisations = times = quantities = nothing
        if "regions" in rooms:
            regions = [
                find_regions(norm, issuer=item.issuer or item.title) for item, norm in zip(items, norms, strict=True)
            ]
        if "organisations" in rooms:
            organisations = find_organisations(norms, regions, [item.issuer for item in items])
        days = [
            date.fromisoformat(item.date) if item.date else find_date(norm, item.title)
            for item, norm in zip(items, norms, strict=True)
        ]
        if "times" in rooms:
            times = [
                find_times(norm, anchor=day or guess_day(norm, item.title))
                for item, norm, day in zip(items, norms, days, strict=True)
            ]
        if "quantities" in rooms:
            quantities = [
                find_quantities(norm, taken=[Span(time.start, time.end) for time in found])
                for norm, found in zip(norms, times, strict=True)
            ]
        documents = [
            Document(
                text=norm,
                id=item.id,
                date=day.isoformat() if day else None,
                issuer=item.issuer or find_issuer(norm, bodies),
                regions=tuple(places),
                organisations=tuple(bodies),
                times=tuple(when),
                quantities=tuple(amounts),
            )
            for item, norm, day, places, bodies, when, amounts in zip(
                items, norms, days, regions, organisations, times, quantities, strict=True
            )
        ]
        if "facts" in rooms:
            linked = link_documents(documents, [item.title for item in items])
            documents = [
                replace(document, facts=tuple(facts), warnings=tuple(warnings))
                for document, (facts, warnings) in zip(documents, linked, strict=True)
            ]
        return [realign(document, source) for document, source in zip(documents, sources, strict=True)]


def check_input(item: str | Input) -> Input:
    """Refuse what is no text and no date, before any work is done."""
    if not isinstance(item, Input):
        item = Input(item)
    if not isinstance(item.text, str):
        raise InputTypeError(f"a text must be str, not {type(item.text).__name__}")
    if item.date is not None:
        try:
            date.fromisoformat(item.date)
        except (TypeError, ValueError):
            name = "" if item.id is None else f" of document {item.id!r}"
            raise InputValueError(f"date {item.date!r}{name} is not an ISO 8601 day such as 2024-02-06") from None
    return item


def load(*, rooms: Sequence[str] = ROOMS) -> Extractor:
    """Make an extractor, with every table open, so that the first text costs no more than the next.

    Args:
        rooms: Which rooms run; `facts` needs and includes all the others.

    Raises:
        InputValueError: There is no such room.
    """
    extractor = Extractor(rooms=rooms)
    extractor(FIRST_TEXT)
    return extractor


@cache
def _extractor(*rooms: str) -> Extractor:
    return load(rooms=rooms)


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
    return _extractor(*ROOMS)(text, id=id, date=date, issuer=issuer, title=title)


def find_amounts(text: str) -> tuple[Quantity, ...]:
    """Find the amounts of a text, without linking them to anything; dates and ordinals are none.

    >>> import zhextract
    >>> [(amount.text, str(amount.value)) for amount in zhextract.find_quantities("第3批共处置8.7万余个")]
    [('8.7万余个', '87000')]
    """
    return _extractor("times", "quantities")(text).quantities
