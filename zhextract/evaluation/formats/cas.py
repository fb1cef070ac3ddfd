"""INCEpTION and WebAnno: UIMA CAS as XMI, with its type system beside it (TypeSystem.xml).

Tokens become words, DKPro's NamedEntity and INCEpTION's `custom.Span` become mentions, and
`custom.Relation` relations. Needs `dkpro-cassis` (`pip install 'zhextract[evaluation]'`),
which turns UTF-16 offsets into code points.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from zhextract.errors import CorpusError
from zhextract.evaluation.corpus import AnnotatedDocument, Entity, Relation, Word, check_document, entities_of
from zhextract.evaluation.formats.losses import list_losses
from zhextract.integrations.extras import require
from zhextract.spans import Span

__all__ = ["read", "write"]

TOKEN = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token"  # noqa: S105
NAMED_ENTITY = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
METADATA = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData"
SPAN, RELATION = "custom.Span", "custom.Relation"
TYPES = "TypeSystem.xml"


def read(path: Path) -> Iterator[AnnotatedDocument]:
    """Read one `.xmi` file, or every one of a folder.

    Raises:
        CorpusError: The type system is missing, or a document has no text.
        MissingExtraError: dkpro-cassis is not installed.
    """
    cassis = require("cassis", extra="evaluation")
    folder = path if path.is_dir() else path.parent
    if not (folder / TYPES).is_file():
        raise CorpusError(f"{folder}: there is no {TYPES} beside the documents")
    with (folder / TYPES).open("rb") as handle:
        types = cassis.load_typesystem(handle)
    for source in sorted(path.glob("*.xmi")) if path.is_dir() else [path]:
        with source.open("rb") as handle:
            cas = cassis.load_cas_from_xmi(handle, typesystem=types)
        if not isinstance(cas.sofa_string, str):
            raise CorpusError(f"{source}: no text")
        yield check_document(_document(cas, source.stem), where=str(source))


def write(documents: Sequence[AnnotatedDocument], path: Path) -> list[str]:
    """Write one `.xmi` file a document and their type system; for a single document `path` may be the file.

    Raises:
        MissingExtraError: dkpro-cassis is not installed.
    """
    cassis = require("cassis", extra="evaluation")
    single = path.suffix == ".xmi"
    if single and len(documents) != 1:
        raise CorpusError(f"{path} holds one document, not {len(documents)}; name a folder")
    folder = path.parent if single else path
    folder.mkdir(parents=True, exist_ok=True)
    types = _type_system(cassis)
    types.to_xml(folder / TYPES)
    for index, document in enumerate(documents, 1):
        name = path.name if single else f"{document.id or f'document-{index}'}.xmi"
        _cas(cassis, types, document).to_xmi(folder / name)
    holds = ("words", "mentions", "relations", "identifiers", "values")
    return list_losses(documents, holds=holds, name="cas")


def _document(cas: Any, name: str) -> AnnotatedDocument:
    text = cas.sofa_string
    known = {kind.name for kind in cas.typesystem.get_types()}
    words = [Word(row.begin, row.end) for row in cas.select(TOKEN)] if TOKEN in known else []
    entities: list[Entity] = []
    names: dict[object, str] = {}
    for kind in (NAMED_ENTITY, SPAN):
        for row in cas.select(kind) if kind in known else ():
            label = (row.get("value") if kind == NAMED_ENTITY else row.get("label")) or ""
            mark = f"m{len(entities)}"
            names[row.xmiID] = mark
            spans = (Span(row.begin, row.end),)
            entities.append(Entity(label, spans, text[row.begin : row.end], mark, row.get("identifier")))
    relations = [
        Relation(row.get("label") or "", names[row.get("Governor").xmiID], names[row.get("Dependent").xmiID])
        for row in (cas.select(RELATION) if RELATION in known else ())
    ]
    titles = cas.select(METADATA) if METADATA in known else []
    title = titles[0].get("documentId") if titles else None
    return AnnotatedDocument(
        text,
        id=title or name,
        words=tuple(words) if words else None,
        entities=tuple(entities),
        relations=tuple(relations),
    )


def _type_system(cassis: Any) -> Any:
    """The types that we write: DKPro's tokens, names and metadata, and INCEpTION's own relation layer."""
    types = cassis.TypeSystem()
    string, annotation = "uima.cas.String", "uima.tcas.Annotation"
    added: dict[str, tuple[tuple[str, str], ...]] = {
        TOKEN: (),
        NAMED_ENTITY: (("value", string), ("identifier", string)),
        METADATA: (("documentId", string),),
        RELATION: (("Governor", annotation), ("Dependent", annotation), ("label", string)),
    }
    for name, features in added.items():
        kind = types.create_type(name=name, supertypeName=annotation)
        for feature, values in features:
            types.create_feature(domainType=kind, name=feature, rangeType=values)
    return types


def _cas(cassis: Any, types: Any, document: AnnotatedDocument) -> Any:
    cas = cassis.Cas(typesystem=types)
    cas.sofa_string, cas.sofa_mime = document.text, "text/plain"
    cas.add(types.get_type(METADATA)(begin=0, end=len(document.text), documentId=document.id))
    token, named, arrow = types.get_type(TOKEN), types.get_type(NAMED_ENTITY), types.get_type(RELATION)
    cas.add_all(token(begin=word.start, end=word.end) for word in document.words or ())
    marked = {}
    for index, entity in enumerate(entities_of(document)):
        row = named(begin=entity.start, end=entity.end, value=entity.label, identifier=entity.value)
        marked[entity.id or f"m{index}"] = row
        cas.add(row)
    for relation in document.relations:
        source, target = marked[relation.source], marked[relation.target]
        cas.add(arrow(begin=target.begin, end=target.end, Governor=source, Dependent=target, label=relation.label))
    return cas
