"""Our rooms one by one, and the whole road, as actions to time."""

from collections.abc import Callable, Sequence

from zhextract.entities import find_organisations, find_regions, find_times
from zhextract.linking import link_documents
from zhextract.normalise import normalise
from zhextract.pipeline import load
from zhextract.quantities import find_quantities
from zhextract.records import Document
from zhextract.spans import Span

__all__ = ["rooms"]


def rooms(texts: Sequence[str]) -> dict[str, Callable[[], object]]:
    """Prepare what each room reads, so that an action times that room alone."""
    norms = [normalise(text).norm for text in texts]
    regions = [find_regions(norm) for norm in norms]
    bodies = find_organisations(norms, regions, [None] * len(norms))
    times = [find_times(norm) for norm in norms]
    taken = [[Span(row.start, row.end) for row in rows] for rows in times]
    amounts = [find_quantities(norm, taken=spans) for norm, spans in zip(norms, taken, strict=True)]
    documents = [
        Document(text=norm, regions=tuple(r), organisations=tuple(o), times=tuple(t), quantities=tuple(q))
        for norm, r, o, t, q in zip(norms, regions, bodies, times, amounts, strict=True)
    ]
    nlp = load()
    return {
        "normalise": lambda: [normalise(text) for text in texts],
        "regions": lambda: [find_regions(norm) for norm in norms],
        "organisations": lambda: find_organisations(norms, regions, [None] * len(norms)),
        "times": lambda: [find_times(norm) for norm in norms],
        "quantities": lambda: [find_quantities(norm, taken=spans) for norm, spans in zip(norms, taken, strict=True)],
        "linking": lambda: link_documents(documents, [None] * len(documents)),
        "the whole extraction": lambda: list(nlp.pipe(texts)),
    }
