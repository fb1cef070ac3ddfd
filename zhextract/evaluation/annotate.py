"""Pre-annotated files: our own output as suggestions in doccano, Label Studio or brat.

Mentions are regions, organisations, quantities and the metrics of facts; relations lead from a
fact's quantity to its metric (`measures`), its subjects (`about`) and the fact it is a part of
(`part-of`). Correct them in the tool, export, and read the export with
`zhextract.evaluation.formats.read_corpus`.
"""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from zhextract.evaluation.corpus import AnnotatedDocument, Entity, Relation, from_document
from zhextract.evaluation.formats import write_corpus
from zhextract.pipeline import Input, load
from zhextract.spans import Span

__all__ = ["mentions_and_relations", "write_annotations"]


def write_annotations(inputs: Iterable[Input], path: Path, *, tool: str) -> list[str]:
    """Read texts and write them, marked, for an annotation tool.

    Args:
        inputs: The texts.
        path: A file; for brat a folder.
        tool: doccano, labelstudio or brat.

    Returns:
        What the tool's format could not hold, one line a kind of loss.
    """
    marked = (from_document(document) for document in load().pipe(inputs))
    suggestions = [mentions_and_relations(document, pieces=tool != "brat") for document in marked]
    return write_corpus(suggestions, path, format=tool)


def mentions_and_relations(document: AnnotatedDocument, *, pieces: bool = False) -> AnnotatedDocument:
    """A document whose facts are spelled out as labelled mentions and relations.

    Args:
        document: Regions, organisations, quantities and facts.
        pieces: Whether each piece of a discontinuous metric is a mention of its own.

    >>> import zhextract
    >>> read = from_document(zhextract.extract("2023年全国粮食产量6.95亿吨。"))
    >>> [relation.label for relation in mentions_and_relations(read).relations]
    ['measures', 'about']
    """
    mentions: dict[tuple[str, tuple[Span, ...]], Entity] = {}

    def mark(label: str, spans: tuple[Span, ...]) -> str:
        """The identifier of a mention, made at its first use."""
        text = "".join(document.text[start:end] for start, end in spans)
        return mentions.setdefault((label, spans), Entity(label, spans, text, f"m{len(mentions)}")).id or ""

    for place in document.regions or ():
        mark("region", (Span(place.start, place.end),))
    for body in document.organisations or ():
        mark("organisation", (Span(body.start, body.end),))
    for amount in document.quantities or ():
        mark("quantity", (Span(amount.start, amount.end),))
    relations: list[tuple[str, str, str]] = []
    amounts = {
        fact.id: mark("quantity", (Span(fact.quantity.start, fact.quantity.end),)) for fact in document.facts or ()
    }
    for fact in document.facts or ():
        source = amounts[fact.id]
        groups = [(span,) for span in fact.metric.spans] if pieces else [fact.metric.spans]
        relations += [("measures", source, mark("metric", spans)) for spans in groups if spans]
        for subject in fact.subjects:
            label = subject.type if subject.type in ("region", "organisation") else "group"
            relations.append(("about", source, mark(label, (Span(subject.start, subject.end),))))
        if fact.parent in amounts:
            relations.append(("part-of", source, amounts[fact.parent]))
    distinct = dict.fromkeys(relations)
    return replace(
        document,
        entities=tuple(sorted(mentions.values(), key=lambda entity: (entity.start, -entity.end, entity.label))),
        relations=tuple(Relation(*row) for row in distinct),
        facts=None,
        quantities=None,
        regions=None,
        organisations=None,
    )
