"""What a format cannot hold, found before it is written."""

from collections.abc import Iterable, Sequence

from zhextract.evaluation.corpus import AnnotatedDocument, Entity, entities_of
from zhextract.spans import Span

__all__ = ["flat_mentions", "list_losses", "unit_spans"]


def list_losses(documents: Sequence[AnnotatedDocument], *, holds: Iterable[str], name: str) -> list[str]:
    """Name the layers and properties that a format leaves behind.

    Args:
        documents: What is to be written.
        holds: Of words, tags, mentions, discontinuous, values, relations, facts, identifiers.
        name: The format's name, for the messages.
    """
    held = frozenset(holds)
    counts = {
        "words": sum(row.words is not None for row in documents),
        "tags": sum(any(word.tag for word in row.words or ()) for row in documents),
        "mentions": sum(bool(entities_of(row)) for row in documents),
        "discontinuous": sum(len(entity.spans) > 1 for row in documents for entity in entities_of(row)),
        "values": sum(entity.value is not None for row in documents for entity in entities_of(row)),
        "relations": sum(len(row.relations) for row in documents),
        "facts": sum(len(row.facts or ()) for row in documents),
        "identifiers": sum(row.id is not None for row in documents),
    }
    named = {
        "words": "documents lose their words",
        "tags": "documents lose their parts of speech",
        "mentions": "documents lose their mentions",
        "discontinuous": "discontinuous mentions are written as one stretch",
        "values": "mentions lose the value that they were resolved to",
        "relations": "relations are left out",
        "facts": "facts are left out",
        "identifiers": "documents lose their identifier",
    }
    return [f"{name}: {counts[key]} {what}" for key, what in named.items() if key not in held and counts[key]]


def flat_mentions(entities: Iterable[Entity]) -> tuple[list[Entity], list[Entity]]:
    """Split mentions into those that a flat layer holds, the longest of any nest, and the others."""
    kept: list[Entity] = []
    left: list[Entity] = []
    taken: set[int] = set()
    for entity in sorted(entities, key=lambda entity: (entity.start - entity.end, entity.start)):
        places = range(entity.start, entity.end)
        if len(entity.spans) > 1 or not taken.isdisjoint(places):
            left.append(entity)
        else:
            taken.update(places)
            kept.append(entity)
    kept.sort(key=lambda entity: entity.start)
    return kept, left


def unit_spans(document: AnnotatedDocument) -> list[Span]:
    """The words of a document, or its characters where it has none; white space is no unit."""
    text = document.text
    if document.words is not None:
        return [Span(word.start, word.end) for word in document.words if text[word.start : word.end].strip()]
    return [Span(at, at + 1) for at, character in enumerate(text) if character.strip()]
