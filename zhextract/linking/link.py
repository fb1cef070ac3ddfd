"""From mentions and amounts to facts."""

from zhextract.records import Document, DocumentWarning, Fact

__all__ = ["link_facts"]


def link_facts(document: Document, *, title: str | None = None) -> tuple[list[Fact], list[DocumentWarning]]:
    """Link the quantities of a document whose other rooms have been read.

    `document.text` is the normalised text and all offsets point into it.
    """
    return [], []
