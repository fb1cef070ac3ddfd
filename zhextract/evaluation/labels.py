"""Labels of other corpora and tools under our names, so that like is compared with like."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType

from zhextract.errors import InputValueError
from zhextract.evaluation.corpus import AnnotatedDocument, entities_of
from zhextract.lexicons import read_table

__all__ = ["SAME", "label_map", "rename_labels", "schemes"]

SAME = "same"


@cache
def _maps() -> Mapping[str, Mapping[str, str]]:
    maps: dict[str, dict[str, str]] = {}
    for scheme, label, ours in read_table("label_map", 3):
        maps.setdefault(scheme, {})[label] = ours
    return MappingProxyType({scheme: MappingProxyType(rows) for scheme, rows in maps.items()})


def schemes() -> tuple[str, ...]:
    """The names of the schemes, `same` (labels stay as they are) first.

    >>> "cluener" in schemes()
    True
    """
    return (SAME, *_maps())


def label_map(scheme: str) -> Mapping[str, str]:
    """What each label of a scheme is called here; the empty string where we have no such label.

    Raises:
        InputValueError: There is no such scheme.

    >>> label_map("msra")["ns"]
    'LOC'
    """
    if scheme == SAME:
        return {}
    if scheme not in _maps():
        raise InputValueError(f"unknown label scheme {scheme!r}; there are {', '.join(schemes())}")
    return _maps()[scheme]


def rename_labels(document: AnnotatedDocument, scheme: str) -> AnnotatedDocument:
    """A document whose entities carry our labels; mentions that we have no label for are left out.

    >>> from zhextract.evaluation.corpus import make_entity
    >>> text = "湖北增长5%"
    >>> marked = AnnotatedDocument(text, entities=(make_entity(text, 0, 2, "ns"),))
    >>> rename_labels(marked, "msra").entities[0].label
    'LOC'
    """
    names = label_map(scheme)
    renamed = (replace(entity, label=names.get(entity.label, entity.label)) for entity in entities_of(document))
    return replace(document, entities=tuple(entity for entity in renamed if entity.label))
