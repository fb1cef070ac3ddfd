"""Annotated corpora in other people's formats, read into and written from `AnnotatedDocument`.

Offsets are code points inside, whatever a format counts in; every surface that
a format repeats is checked against the text. A writer returns what its format could
not hold, one line a kind of loss; what it could hold comes back the same when read.

| name | what | suffix | holds |
|---|---|---|---|
| jsonl | our own JSON lines | .jsonl | everything |
| sheets | annotation sheets, read only | folder of .txt | everything |
| columns (bio, bioes, bmes) | one token a line: CoNLL, MSRA, Weibo, Resume | .bio .bioes .bmes .conll | flat mentions |
| conllu | CoNLL-U with NER in MISC; UNER's .iob2 | .conllu .iob2 | words, tags, flat mentions |
| sighan | words separated by spaces | .utf8 | words |
| pfr | People's Daily, words/tags and brackets | .pfr | words, tags, nested mentions at word ends |
| cluener | CLUENER JSON lines | .jsonl | mentions |
| doccano | doccano JSON lines, old and new | .jsonl | mentions, relations |
| labelstudio | Label Studio tasks (UTF-16 offsets) | .json | mentions, relations |
| brat | standoff: .txt with .ann | folder | mentions, also discontinuous, relations |
| cas | INCEpTION and WebAnno, UIMA CAS | .xmi | words, mentions, relations |
| docbin | spaCy DocBin | .spacy | words, mentions |
"""

import json
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

from zhextract.errors import CorpusError, InputValueError
from zhextract.evaluation.corpus import AnnotatedDocument

__all__ = ["FORMATS", "guess_format", "read_corpus", "write_corpus"]

# A format's name and the module that reads and writes it; the three tag schemes share one.
_MODULES = {
    "jsonl": "own",
    "sheets": "sheet_folder",
    "columns": "columns",
    "bio": "columns",
    "bioes": "columns",
    "bmes": "columns",
    "conllu": "conllu",
    "sighan": "sighan",
    "pfr": "pfr",
    "cluener": "cluener",
    "doccano": "doccano",
    "labelstudio": "labelstudio",
    "brat": "brat",
    "cas": "cas",
    "docbin": "docbin",
}
FORMATS = tuple(_MODULES)
_SUFFIXES = {
    ".bio": "bio",
    ".bioes": "bioes",
    ".bmes": "bmes",
    ".conll": "columns",
    ".conllu": "conllu",
    ".iob2": "conllu",
    ".json": "labelstudio",
    ".pfr": "pfr",
    ".spacy": "docbin",
    ".utf8": "sighan",
    ".xmi": "cas",
}


def read_corpus(path: Path, *, format: str | None = None) -> Iterator[AnnotatedDocument]:
    """Read annotated documents.

    Args:
        path: A file, or a folder for brat and for sheets.
        format: One of `FORMATS`; `None` tells it by suffix and content.

    Raises:
        InputValueError: There is no such format, or no telling which.
        CorpusError: The corpus breaks its own format; the message names file and line.
    """
    if not path.exists():
        raise CorpusError(f"there is no corpus {path}")
    yield from _module(format or guess_format(path)).read(path)


def write_corpus(documents: Iterable[AnnotatedDocument], path: Path, *, format: str | None = None) -> list[str]:
    """Write documents, and say what the format could not hold.

    Raises:
        InputValueError: There is no such format, it cannot be told from the suffix, or it is only read.
    """
    name = format or _SUFFIXES.get(path.suffix) or ("jsonl" if path.suffix == ".jsonl" else None)
    if name is None:
        raise InputValueError(f"cannot tell the format of {path}; name one of {', '.join(FORMATS)}")
    module = _module(name)
    if not hasattr(module, "write"):
        raise InputValueError(f"the format {name} is only read")
    losses: list[str] = module.write(
        list(documents), path, **({"scheme": name} if module.__name__.endswith("columns") else {})
    )
    return losses


def guess_format(path: Path) -> str:
    """Tell a corpus's format from its suffix, and from its first line where several share one.

    Raises:
        InputValueError: There is no telling.
    """
    if path.is_dir():
        kinds = [
            form
            for form, suffix in (("brat", "ann"), ("cas", "xmi"), ("sheets", "txt"))
            if any(path.glob(f"*.{suffix}"))
        ]
        if not kinds:
            raise InputValueError(f"{path} holds no .ann, .xmi or .txt files")
        return kinds[0]
    if path.suffix in _SUFFIXES:
        return _SUFFIXES[path.suffix]
    if path.suffix == ".jsonl":
        return _guess_lines(path)
    raise InputValueError(f"cannot tell the format of {path}; name one of {', '.join(FORMATS)}")


def _guess_lines(path: Path) -> str:
    """CLUENER has an object under `label`; doccano lists under `label` or `labels`, or entities with `start_offset`."""
    with path.open(encoding="utf-8") as handle:
        line = next((line for line in handle if line.strip()), "{}")
    try:
        row = json.loads(line)
    except json.JSONDecodeError:
        return "jsonl"  # whose reader names the line
    if not isinstance(row, dict):
        return "jsonl"
    if isinstance(row.get("label"), dict):
        return "cluener"
    entities = row.get("entities")
    first = entities[0] if isinstance(entities, list) and entities else None
    if "label" in row or "labels" in row or (isinstance(first, dict) and "start_offset" in first):
        return "doccano"
    return "jsonl"


def _module(name: str) -> ModuleType:
    if name not in _MODULES:
        raise InputValueError(f"unknown format {name!r}; there are {', '.join(FORMATS)}")
    return import_module(f"{__name__}.{_MODULES[name]}")
