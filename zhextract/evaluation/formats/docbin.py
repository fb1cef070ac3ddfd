"""spaCy's DocBin (.spacy): mentions under `doc.spans["entities"]`, the flat ones also as `doc.ents`.

Tokens are the document's words where these cover it, else its characters. Needs spaCy.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from zhextract.evaluation.corpus import AnnotatedDocument, Entity, Word, entities_of, make_entity
from zhextract.evaluation.formats.losses import flat_mentions, list_losses
from zhextract.integrations.extras import require

__all__ = ["read", "write"]

KEY = "entities"
NAME, WORDS = "zhx_id", "zhx_words"


def read(path: Path) -> Iterator[AnnotatedDocument]:
    """Read a DocBin; without the key `entities` among `doc.spans`, `doc.ents` are the mentions.

    Raises:
        MissingExtraError: spaCy is not installed.
    """
    spacy = require("spacy", extra="spacy")
    tokens = require("spacy.tokens", extra="spacy")
    for index, doc in enumerate(tokens.DocBin().from_disk(path).get_docs(spacy.blank("zh").vocab), 1):
        marked = doc.spans.get(KEY, doc.ents)
        cut = bool(doc.user_data.get(WORDS, True))
        yield AnnotatedDocument(
            doc.text,
            id=doc.user_data.get(NAME) or f"{path.stem}-{index}",
            words=tuple(Word(t.idx, t.idx + len(t.text), t.tag_ or None) for t in doc) if cut else None,
            entities=tuple(
                make_entity(doc.text, span.start_char, span.end_char, span.label_, id=span.id_ or None)
                for span in marked
            ),
        )


def write(documents: Sequence[AnnotatedDocument], path: Path) -> list[str]:
    """Write a DocBin.

    Raises:
        MissingExtraError: spaCy is not installed.
    """
    spacy = require("spacy", extra="spacy")
    tokens = require("spacy.tokens", extra="spacy")
    vocab = spacy.blank("zh").vocab
    box = tokens.DocBin(store_user_data=True)
    broken = 0
    for document in documents:
        doc = _doc(tokens, vocab, document)
        doc.user_data[NAME], doc.user_data[WORDS] = document.id, document.words is not None
        marked = entities_of(document)
        kept = {id(entity) for entity in flat_mentions(marked)[0]}
        spans, flat = [], []
        for entity in marked:
            span = _span(doc, entity)
            if span is None:
                broken += 1
                continue
            spans.append(span)
            flat += [span] if id(entity) in kept else []
        doc.spans[KEY] = spans
        doc.set_ents(flat)
        box.add(doc)
    box.to_disk(path)
    losses = list_losses(documents, holds=("words", "tags", "mentions", "identifiers"), name="docbin")
    return losses + ([f"docbin: {broken} mentions do not end where words end and are left out"] if broken else [])


def _doc(tokens: Any, vocab: Any, document: AnnotatedDocument) -> Any:
    text = document.text
    words = [text[word.start : word.end] for word in document.words or ()]
    tags = [word.tag or "" for word in document.words or ()]
    if "".join(words) != text:  # words with gaps cannot be told from the spaces between them
        words, tags = list(text), [""] * len(text)
    return tokens.Doc(vocab, words=words, spaces=[False] * len(words), tags=tags if any(tags) else None)


def _span(doc: Any, entity: Entity) -> Any:
    return doc.char_span(entity.start, entity.end, label=entity.label, span_id=entity.id or "")
