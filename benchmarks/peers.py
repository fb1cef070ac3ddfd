"""Other systems, each on the same texts, where they are installed and can be imported."""

import logging
import sys
from collections.abc import Callable, Sequence
from importlib.util import find_spec

__all__ = ["peers"]

Actions = dict[str, Callable[[], object]]


def peers(texts: Sequence[str]) -> Actions:
    """Prepare every peer that is installed; their loading is not timed."""
    actions: Actions = {}
    for module, prepare in PEERS.items():
        if find_spec(module) is None:
            continue
        try:
            actions.update(prepare(texts))
        except (AttributeError, ImportError, TypeError) as error:  # made for another Python, or other packages
            print(f"{module} is left out: {error}", file=sys.stderr)
    return actions


def _jieba(texts: Sequence[str]) -> Actions:
    import jieba
    import jieba.posseg

    jieba.setLogLevel(logging.WARNING)
    return {
        "jieba.lcut": lambda: [jieba.lcut(text) for text in texts],
        "jieba.posseg": lambda: [jieba.posseg.lcut(text) for text in texts],
    }


def _rjieba(texts: Sequence[str]) -> Actions:
    import rjieba

    return {"rjieba": lambda: [rjieba.cut(text) for text in texts]}


def _spacy(texts: Sequence[str]) -> Actions:
    import spacy

    characters = spacy.blank("zh")
    words = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "jieba"}}})
    return {
        "spaCy, characters": lambda: list(characters.pipe(texts)),
        "spaCy, jieba": lambda: list(words.pipe(texts)),
    }


def _cn2an(texts: Sequence[str]) -> Actions:
    import cn2an

    return {"cn2an.transform": lambda: [cn2an.transform(text) for text in texts]}


def _jionlp(texts: Sequence[str]) -> Actions:
    import jionlp

    return {
        "JioNLP, money": lambda: [jionlp.ner.extract_money(text) for text in texts],
        "JioNLP, time": lambda: [jionlp.ner.extract_time(text) for text in texts],
    }


def _recognizers(texts: Sequence[str]) -> Actions:
    from recognizers_number_with_unit import recognize_currency, recognize_dimension

    return {
        "Recognizers-Text, units": lambda: [
            (recognize_currency(text, "zh-cn"), recognize_dimension(text, "zh-cn")) for text in texts
        ]
    }


def _lac(texts: Sequence[str]) -> Actions:
    from LAC import LAC

    lac = LAC(mode="lac")
    return {"LAC": lambda: lac.run(list(texts))}


def _cpca(texts: Sequence[str]) -> Actions:
    import cpca

    return {"cpca, regions": lambda: cpca.transform(list(texts))}


PEERS: dict[str, Callable[[Sequence[str]], Actions]] = {
    "jieba": _jieba,
    "rjieba": _rjieba,
    "spacy": _spacy,
    "cn2an": _cn2an,
    "jionlp": _jionlp,
    "recognizers_number_with_unit": _recognizers,
    "LAC": _lac,
    "cpca": _cpca,
}
