"""From mentions and amounts to facts: the order in which a fact is read.

Layout and frames describe where each amount stands; selection keeps those that
state something; then each question is answered for all facts at once: what
kind, who, when, what, compared with what, part of what, read from which list.

Each step reads a handful of documents before the next step reads any: its code and tables are then at hand, which
saves a fifth of the time.
"""

from collections.abc import Iterator, Sequence

from zhextract.linking.bases import read_bases
from zhextract.linking.cell_units import read_cell_units
from zhextract.linking.checks import check_facts
from zhextract.linking.frames import Frame, Layout, read_frames, read_layout, release
from zhextract.linking.groups import read_groups
from zhextract.linking.kinds import KindReading, as_reported, read_kinds, unsigned
from zhextract.linking.metrics import MetricReading, read_metrics
from zhextract.linking.parents import read_parents
from zhextract.linking.selection import select_facts
from zhextract.linking.subjects import read_subjects
from zhextract.linking.tables import read_tables
from zhextract.linking.times import read_times
from zhextract.linking.times.spoken import spoken_times
from zhextract.records import Base, Document, DocumentWarning, Fact, FactTime, Group, Metric, Subject, Time
from zhextract.spans import joined

__all__ = ["link_documents", "link_facts"]

# A handful of documents holds about so many amounts.
HANDFUL = 1000


def link_facts(document: Document, *, title: str | None = None) -> tuple[list[Fact], list[DocumentWarning]]:
    """Link the quantities of a document whose other rooms have been read.

    `document.text` is the normalised text and all offsets point into it.

    Args:
        document: Text with regions, organisations, times and quantities.
        title: The document's title where the caller knows it and the text does not carry it.

    Returns:
        The facts in text order, with ids `f1`, `f2`, …, and what a reader should look at.
    """
    return link_documents([document], [title])[0]


def link_documents(
    documents: Sequence[Document], titles: Sequence[str | None]
) -> list[tuple[list[Fact], list[DocumentWarning]]]:
    """Link the quantities of some documents, as `link_facts` does of one; they cost less together."""
    links = [_Link(document, title) for document, title in zip(documents, titles, strict=True)]
    for handful in _handfuls([link for link in links if link.document.quantities]):
        for step in STEPS:
            for link in handful:
                step(link)
    return [(link.facts, link.warnings) for link in links]


class _Link:
    """What has been read so far of a document that is being linked; each method is a step."""

    __slots__ = (
        "amounts",
        "bases",
        "document",
        "facts",
        "frames",
        "groups",
        "kinds",
        "layout",
        "metrics",
        "norm",
        "parents",
        "spoken",
        "subjects",
        "times",
        "title",
        "warnings",
    )
    layout: Layout
    amounts: list[Frame]
    frames: list[Frame]
    kinds: list[KindReading]
    subjects: list[tuple[Subject, ...]]
    spoken: Sequence[Time]
    times: list[FactTime | None]
    metrics: list[MetricReading]
    bases: list[Base | None]
    parents: list[int | None]
    groups: list[Group | None]

    def __init__(self, document: Document, title: str | None) -> None:
        self.document = document
        self.title = title
        self.norm = document.text
        self.facts: list[Fact] = []
        self.warnings: list[DocumentWarning] = []

    def lay_out(self) -> None:
        """Cut the text into stretches."""
        self.layout = read_layout(self.norm, self.document.quantities)

    def place(self) -> None:
        """Describe where each amount stands."""
        self.amounts = read_frames(self.norm, self.layout, self.document.quantities)

    def find_cells(self) -> None:
        """Which amounts stand in tables, and the units that these name."""
        read_tables(self.norm, self.layout, self.amounts)
        read_cell_units(self.norm, self.amounts)

    def select(self) -> None:
        """Keep the amounts that state something."""
        self.frames = select_facts(self.norm, self.layout, self.amounts)

    def find_kinds(self) -> None:
        """What kind of statement each fact is."""
        self.kinds = read_kinds(self.norm, self.frames, self.document, self.title)

    def find_subjects(self) -> None:
        """Who or where each fact is about."""
        self.subjects = read_subjects(self.norm, self.layout, self.frames, self.document, self.title)

    def find_times(self) -> None:
        """When each fact was or will be."""
        self.spoken = spoken_times(self.norm, self.document)
        targets = [kind.status == "target" for kind in self.kinds]
        self.times = read_times(
            self.norm, self.layout, self.frames, self.document, self.title, targets=targets, spoken=self.spoken
        )

    def find_metrics(self) -> None:
        """What each fact measures."""
        self.metrics = read_metrics(
            self.norm,
            self.layout,
            self.frames,
            kinds=self.kinds,
            subjects=self.subjects,
            document=self.document,
            times=self.spoken,
        )

    def find_bases(self) -> None:
        """What each fact is compared with."""
        self.bases = read_bases(self.norm, self.frames, self.kinds, self.times, self.document)

    def find_parents(self) -> None:
        """Which other each fact is part of."""
        self.parents = read_parents(self.norm, self.frames, self.kinds, self.metrics)

    def state(self) -> None:
        """Make the facts, with the list that each was read from."""
        self.groups = read_groups(self.frames)
        self.facts = [self._fact(index, frame) for index, frame in enumerate(self.frames)]
        self.warnings = check_facts(self.facts)
        release(self.amounts)

    def _fact(self, index: int, frame: Frame) -> Fact:
        kind, metric, parent = self.kinds[index], self.metrics[index], self.parents[index]
        quantity = unsigned(frame.quantity) if kind.direction else frame.quantity
        if quantity.bound in {"at_least", "at_most"} and kind.status in {"actual", "estimate"}:
            quantity = as_reported(quantity)
        return Fact(
            f"f{index + 1}",
            kind.kind,
            kind.status,
            quantity,
            Metric(joined(self.norm, metric.spans), metric.spans),
            self.subjects[index],
            self.times[index],
            kind.direction,
            self.bases[index],
            None if parent is None else f"f{parent + 1}",
            self.groups[index],
            metric.confidence,
            (*kind.why, f"metric:{metric.why}"),
        )


STEPS = (
    _Link.lay_out,
    _Link.place,
    _Link.find_cells,
    _Link.select,
    _Link.find_kinds,
    _Link.find_subjects,
    _Link.find_times,
    _Link.find_metrics,
    _Link.find_bases,
    _Link.find_parents,
    _Link.state,
)


def _handfuls(links: Sequence[_Link]) -> Iterator[list[_Link]]:
    """Documents in groups that are not too much to have in hand at once."""
    handful: list[_Link] = []
    size = 0
    for link in links:
        handful.append(link)
        size += len(link.document.quantities)
        if size >= HANDFUL:
            yield handful
            handful, size = [], 0
    if handful:
        yield handful
