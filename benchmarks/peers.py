"""Other systems, each on the same texts, where they are installed."""

import logging
from collections.abc import Callable, Sequence
from importlib.util import find_spec

__all__ = ["peers"]


def peers(texts: Sequence[str]) -> dict[str, Callable[[], object]]:
    """Prepare every peer that is installed; their loading is not timed."""
    import jieba
    import jieba.posseg

    jieba.setLogLevel(logging.WARNING)
    actions: dict[str, Callable[[], object]] = {
        "jieba.lcut": lambda: [jieba.lcut(text) for text in texts],
        "jieba.posseg": lambda: [jieba.posseg.lcut(text) for text in texts],
    }
    if find_spec("rjieba"):
        import rjieba

        actions["rjieba"] = lambda: [rjieba.cut(text) for text in texts]
    if find_spec("spacy"):
        import spacy

        characters = spacy.blank("zh")
        words = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "jieba"}}})
        actions["spaCy, characters"] = lambda: list(characters.pipe(texts))
        actions["spaCy, jieba"] = lambda: list(words.pipe(texts))
    if find_spec("cn2an"):
        import cn2an

        actions["cn2an.transform"] = lambda: [cn2an.transform(text) for text in texts]
    if find_spec("jionlp"):
        import jionlp

        actions["JioNLP, money"] = lambda: [jionlp.ner.extract_money(text) for text in texts]
        actions["JioNLP, time"] = lambda: [jionlp.ner.extract_time(text) for text in texts]
    if find_spec("recognizers_number_with_unit"):
        from recognizers_number_with_unit import recognize_currency, recognize_dimension

        actions["Recognizers-Text, units"] = lambda: [
            (recognize_currency(text, "zh-cn"), recognize_dimension(text, "zh-cn")) for text in texts
        ]
    if find_spec("LAC"):
        from LAC import LAC

        lac = LAC(mode="lac")
        actions["LAC"] = lambda: lac.run(list(texts))
    if find_spec("cpca"):
        import cpca

        actions["cpca"] = lambda: cpca.transform(list(texts))
    return actions
