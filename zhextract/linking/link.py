"""From mentions and amounts to facts: the order in which a fact is read.

Layout and frames describe where each amount stands; selection keeps those that
state something; then each question is answered for all facts at once: what
kind, who, when, what, compared with what, part of what, read from which list.
"""

from zhextract.linking.bases import read_bases
from zhextract.linking.cell_units import read_cell_units
from zhextract.linking.checks import check_facts
from zhextract.linking.frames import read_frames, read_layout, release
from zhextract.linking.groups import read_groups
from zhextract.linking.kinds import as_reported, read_kinds, unsigned
from zhextract.linking.metrics import read_metrics
from zhextract.linking.parents import read_parents
from zhextract.linking.selection import select_facts
from zhextract.linking.subjects import read_subjects
from zhextract.linking.tables import read_tables
from zhextract.linking.times import read_times
from zhextract.linking.times.spoken import spoken_times
from zhextract.records import Document, DocumentWarning, Fact, Metric
from zhextract.spans import joined

__all__ = ["link_facts"]


def link_facts(document: Document, *, title: str | None = None) -> tuple[list[Fact], list[DocumentWarning]]:
    """Link the quantities of a document whose other rooms have been read.

    `document.text` is the normalised text and all offsets point into it.

    Args:
        document: Text with regions, organisations, times and quantities.
        title: The document's title where the caller knows it and the text does not carry it.

    Returns:
        The facts in text order, with ids `f1`, `f2`, …, and what a reader should look at.
    """
    if not document.quantities:
        return [], []
    norm = document.text
    layout = read_layout(norm, document.quantities)
    amounts = read_frames(norm, layout, document.quantities)
    read_tables(norm, layout, amounts)
    read_cell_units(norm, amounts)
    frames = select_facts(norm, layout, amounts)
    kinds = read_kinds(norm, frames, document, title)
    subjects = read_subjects(norm, layout, frames, document, title)
    targets = [kind.status == "target" for kind in kinds]
    spoken = spoken_times(norm, document)
    times = read_times(norm, layout, frames, document, title, targets=targets, spoken=spoken)
    metrics = read_metrics(norm, layout, frames, kinds=kinds, subjects=subjects, document=document, times=spoken)
    bases = read_bases(norm, frames, kinds, times, document)
    parents = read_parents(norm, frames, kinds, metrics)
    groups = read_groups(frames)
    facts = []
    for i, frame in enumerate(frames):
        kind, metric, parent = kinds[i], metrics[i], parents[i]
        quantity = unsigned(frame.quantity) if kind.direction else frame.quantity
        if quantity.bound in {"at_least", "at_most"} and kind.status in {"actual", "estimate"}:
            quantity = as_reported(quantity)
        facts.append(
            Fact(
                f"f{i + 1}",
                kind.kind,
                kind.status,
                quantity,
                Metric(joined(norm, metric.spans), metric.spans),
                subjects[i],
                times[i],
                kind.direction,
                bases[i],
                None if parent is None else f"f{parent + 1}",
                groups[i],
                metric.confidence,
                (*kind.why, f"metric:{metric.why}"),
            )
        )
    release(amounts)
    return facts, check_facts(facts)
