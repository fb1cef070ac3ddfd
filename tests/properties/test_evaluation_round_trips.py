"""Any text and any mentions: what a format holds comes back the same."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhextract.evaluation.corpus import AnnotatedDocument, make_entity
from zhextract.evaluation.formats import read_corpus, write_corpus
from zhextract.evaluation.mentions import score_mentions

CHARACTERS = st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\u2028\u2029\x85")


@st.composite
def documents(draw: st.DrawFn) -> AnnotatedDocument:
    text = draw(st.text(CHARACTERS, min_size=1, max_size=30))
    ends = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(ends, ends, st.sampled_from(["LOC", "ORG"])), max_size=5))
    entities = {(min(a, b), max(a, b), label) for a, b, label in spans if a != b}
    marked = tuple(make_entity(text, start, end, label) for start, end, label in sorted(entities))
    return AnnotatedDocument(text, id="x", entities=marked)


def marks(document: AnnotatedDocument) -> set[tuple[int, int, str]]:
    return {(entity.start, entity.end, entity.label) for entity in document.entities or ()}


@pytest.mark.parametrize(
    ("form", "name"), [("jsonl", "x.jsonl"), ("doccano", "x.jsonl"), ("labelstudio", "x.json"), ("cluener", "x.jsonl")]
)
@settings(max_examples=60, deadline=None)
@given(document=documents())
def test_mentions_come_back(form: str, name: str, document: AnnotatedDocument) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_corpus([document], Path(folder) / name, format=form)
        (back,) = read_corpus(Path(folder) / name, format=form)
    assert back.text == document.text
    assert marks(back) == marks(document)


@settings(max_examples=100, deadline=None)
@given(document=documents(), other=documents())
def test_scores_are_bounded_and_perfect_against_oneself(document: AnnotatedDocument, other: AnnotatedDocument) -> None:
    same = score_mentions(document, document)
    assert all(tally.right == tally.gold == tally.predicted for tally in same.tallies.values())
    tallies = score_mentions(document, AnnotatedDocument(document.text, entities=other.entities)).tallies
    assert tallies["strict"].right <= tallies["exact"].right <= tallies["partial"].right
    assert all(tally.right <= min(tally.gold, tally.predicted) for tally in tallies.values())
