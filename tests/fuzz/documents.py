"""Documents made of bytes, as hostile as records allow: mentions that nest and cross, strange names, vast numbers."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from zhextract.records import (
    Base,
    Document,
    DocumentWarning,
    Fact,
    FactTime,
    Group,
    Metric,
    Organisation,
    Quantity,
    Region,
    Subject,
    Time,
)
from zhextract.spans import Span, joined

NUMBERS = [None, *map(Decimal, ("0", "-0", "1E+30", "1E-30", "12.50", "-3", "6270000000", "0.1", "9" * 40))]
NAMES = [
    "",
    "=1+1",
    "<script>",
    "&amp;",
    '"',
    "'",
    "|",
    "`",
    "\\",
    "\n",
    "\t",
    "\r",
    "\x00",
    "\ud800",
    "2024",
    "420000",
    "f1",
    "f2",
]
KINDS = ("level", "growth", "change", "share", "rank")
STATUSES = ("actual", "estimate", "target", "threshold")
BOUNDS = ("exact", "about", "nearly", "over", "at_least", "at_most", "less_than", "range")
DIRECTIONS = (None, "up", "down", "flat")


def make_document(text: str, data: bytes) -> Document:
    """Mark a text as the bytes say; when they end, zeros follow."""
    rest = iter(data)
    take = lambda: next(rest, 0)  # noqa: E731
    choose = lambda options: options[take() % len(options)]  # noqa: E731

    def span() -> Span:
        return Span(*sorted((take() % (len(text) + 1), take() % (len(text) + 1))))

    def place() -> tuple[int, int, str]:
        start, end = span()
        return start, end, text[start:end]

    def name() -> str | None:
        return choose([None, *NAMES])

    def word() -> str:
        return choose(NAMES)

    def quantity() -> Quantity:
        numbers = choose(NUMBERS), choose(NUMBERS), choose(NUMBERS)
        return Quantity(*place(), *numbers, choose(BOUNDS), name(), name(), name(), span(), word())

    def several(make) -> tuple:
        return tuple(make() for _ in range(take() % 4))

    def facts() -> Iterator[Fact]:
        for number in range(1, take() % 5 + 1):
            yield Fact(
                f"f{number}",
                choose(KINDS),
                choose(STATUSES),
                quantity(),
                Metric(word(), several(span)),
                several(lambda: Subject(*place(), word(), name(), "region")),
                FactTime(*place(), name()) if take() % 2 else None,
                choose(DIRECTIONS),
                Base(*place(), "yoy", name()) if take() % 2 else None,
                name(),
                Group("g1", 0, 2) if take() % 2 else None,
                why=several(word),
            )

    return Document(
        text,
        name(),
        name(),
        name(),
        several(lambda: Region(*place(), name(), word(), "province", name(), several(word))),
        several(lambda: Organisation(*place(), word(), word(), name())),
        several(lambda: Time(*place(), name())),
        several(quantity),
        tuple(facts()),
        several(lambda: DocumentWarning(word(), word(), several(word), several(span))),
    )


def as_read(document: Document) -> Document:
    """The document with the metrics that its spans make: those of a text that was read have no other wording."""
    texts = [joined(document.text, fact.metric.spans) for fact in document.facts]
    facts = [
        replace(fact, metric=Metric(text, fact.metric.spans)) for fact, text in zip(document.facts, texts, strict=True)
    ]
    return replace(document, facts=tuple(facts))
