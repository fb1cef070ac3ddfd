"""Segmenters behind one protocol, each imported when it is asked for.

| name    | package        | model                          | tags |
|---------|----------------|--------------------------------|------|
| rjieba  | `rjieba`       | jieba's dictionary and HMM     | yes  |
| jieba   | `jieba`        | its own                        | yes  |
| pkuseg  | `spacy-pkuseg` | the user's, by path (`model=`) | no   |
| spacy   | `spacy`        | characters, or a pipeline's    | with a pipeline |

`auto` is rjieba where it is installed, which cuts as jieba does some ten times
faster, and jieba elsewhere.
"""

import logging
from collections.abc import Callable, Sequence
from functools import cache, cached_property
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol

from zhextract.errors import InputValueError, MissingExtraError, ModelError

__all__ = ["SEGMENTERS", "Segmenter", "load_segmenter"]


class Segmenter(Protocol):
    """What cuts a text into words."""

    def cut(self, text: str) -> Sequence[str]:
        """Cut a text into words, in order; white space may be left out."""

    def tag(self, text: str) -> Sequence[tuple[str, str | None]]:
        """Cut a text into words with their parts of speech, `None` where there is none."""


class _Jieba:
    """jieba with a dictionary of its own, so that a caller's `jieba.load_userdict` does not change ours."""

    def __init__(self) -> None:
        jieba = _import("jieba", "zhextract")
        jieba.setLogLevel(logging.WARNING)
        self._tokenizer = jieba.Tokenizer()

    @cached_property
    def _tagger(self) -> Any:
        """A tagger reads the whole dictionary when it is made, so there is one."""
        return _import("jieba.posseg", "zhextract").POSTokenizer(self._tokenizer)

    def cut(self, text: str) -> Sequence[str]:
        words: list[str] = self._tokenizer.lcut(text)
        return words

    def tag(self, text: str) -> Sequence[tuple[str, str | None]]:
        return [(pair.word, pair.flag) for pair in self._tagger.cut(text)]


class _Rjieba:
    def __init__(self) -> None:
        self._rjieba = _import("rjieba", "zhextract[fast]")

    def cut(self, text: str) -> Sequence[str]:
        words: list[str] = self._rjieba.cut(_encodable(text))
        return words

    def tag(self, text: str) -> Sequence[tuple[str, str | None]]:
        pairs: list[tuple[str, str | None]] = self._rjieba.tag(_encodable(text))
        return pairs


class _Pkuseg:
    """spacy-pkuseg with a model of the user's: its wheel ships none."""

    def __init__(self, model: str) -> None:
        pkuseg = _import("spacy_pkuseg", "zhextract[pkuseg]")
        if not Path(model, "weights.npz").is_file():
            raise ModelError(f"no pkuseg model at {model}: expected a folder with features.msgpack and weights.npz")
        self._pkuseg = pkuseg.pkuseg(model)

    def cut(self, text: str) -> Sequence[str]:
        words: list[str] = self._pkuseg.cut(text)
        return words

    def tag(self, text: str) -> Sequence[tuple[str, str | None]]:
        return [(word, None) for word in self.cut(text)]


class _Spacy:
    """spaCy's Chinese tokenizer: characters by default, or that of an installed pipeline."""

    def __init__(self, model: str | None) -> None:
        spacy = _import("spacy", "zhextract[spacy]")
        if model is None:
            self._nlp = spacy.blank("zh")
        elif spacy.util.is_package(model) or Path(model).is_dir():
            self._nlp = spacy.load(model)
        else:
            raise ModelError(f"spaCy has no pipeline {model!r} installed")

    def cut(self, text: str) -> Sequence[str]:
        return [token.text for token in self._nlp.make_doc(text)]

    def tag(self, text: str) -> Sequence[tuple[str, str | None]]:
        return [(token.text, token.tag_ or None) for token in self._nlp(text)]


def _load_pkuseg(model: str | None) -> Segmenter:
    if model is None:
        raise InputValueError("pkuseg needs a model of yours: load_segmenter('pkuseg', model='path/to/folder')")
    return _Pkuseg(model)


_LOADERS: dict[str, Callable[[str | None], Segmenter]] = {
    "jieba": lambda _: _Jieba(),
    "pkuseg": _load_pkuseg,
    "rjieba": lambda _: _Rjieba(),
    "spacy": _Spacy,
}

SEGMENTERS = ("auto", *_LOADERS)


@cache
def load_segmenter(name: str = "auto", *, model: str | None = None) -> Segmenter:
    """Load a segmenter by name.

    Args:
        name: One of `SEGMENTERS`.
        model: For pkuseg the folder of a trained model, for spaCy the name or folder of a pipeline.

    Raises:
        InputValueError: There is no such segmenter, or pkuseg is given no model.
        MissingExtraError: Its package is not installed.
        ModelError: There is no model of that name or at that path.

    >>> load_segmenter("jieba").cut("粮食产量增长")
    ['粮食产量', '增长']
    """
    if name == "auto":
        name = "rjieba" if find_spec("rjieba") else "jieba"
    if name not in _LOADERS:
        raise InputValueError(f"unknown segmenter {name!r}; there are {', '.join(SEGMENTERS)}")
    return _LOADERS[name](model)


def _import(module: str, requirement: str) -> ModuleType:
    if find_spec(module.partition(".")[0]) is None:
        raise MissingExtraError(f"the segmenter needs the package {module}: pip install '{requirement}'")
    return import_module(module)


def _encodable(text: str) -> str:
    """Replace lone surrogates, which have no UTF-8 form, by a character of the same length."""
    return text if text.isascii() or not any("\ud800" <= c <= "\udfff" for c in set(text)) else _desurrogate(text)


def _desurrogate(text: str) -> str:
    return text.encode("utf-32-le", "surrogatepass").decode("utf-32-le", "replace")
