"""Room 2: words, sentences and clauses."""

from zhextract.segment.sentences import split_sentences

__all__ = ["split_sentences"]
