"""Room 2: words, sentences and clauses.

Sentences are what the later rooms read by; words are for callers who want
them, since no rule of ours needs a word boundary.
"""

from zhextract.segment.segmenters import SEGMENTERS, Segmenter, load_segmenter
from zhextract.segment.sentences import split_sentences
from zhextract.segment.words import segment

__all__ = ["SEGMENTERS", "Segmenter", "load_segmenter", "segment", "split_sentences"]
