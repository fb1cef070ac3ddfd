"""Documents between processes: what went in comes out, shared parts still shared, nothing to be written to."""

import copy
import pickle
from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError, fields, replace

import pytest

import zhextract
from zhextract.packing import pack, unpack

TEXT = "2024年，湖北、湖南罚没金额较上年分别上升12.5%、9.8%。其中，武汉市处罚单位120家，罚款3万元至5万元。"


@pytest.fixture(scope="module")
def documents():
    document = zhextract.extract(TEXT, id="a", date="2025-02-18", issuer="水利部")
    return document, unpack(pickle.loads(pickle.dumps(pack(document))))


def test_a_journey_changes_nothing(documents):
    before, after = documents
    assert after == before
    assert hash(after) == hash(before)
    assert [type(fact.quantity.number) for fact in after] == [zhextract.Span] * len(before.facts)
    assert {type(getattr(after, field.name)) for field in fields(after)} == {
        type(getattr(before, field.name)) for field in fields(before)
    }


def test_what_was_one_record_is_one_record(documents):
    _, after = documents
    assert all(any(fact.quantity is quantity for quantity in after.quantities) for fact in after)


def test_records_stay_frozen(documents):
    _, after = documents
    for record in (after, after.facts[0], after.facts[0].quantity, after.regions[0]):
        with pytest.raises(FrozenInstanceError):
            setattr(record, fields(record)[0].name, None)


@pytest.mark.parametrize(
    "look",
    [
        repr,
        hash,
        copy.copy,
        lambda document: pickle.loads(pickle.dumps(document)),
        lambda document: replace(document, id="b"),
        lambda document: [len(document.warnings), document.regions],
        zhextract.Document.to_dict,
        lambda document: isinstance(document, zhextract.Document),
    ],
)
def test_whatever_is_asked_of_it_first_is_answered(documents, look):
    before, _ = documents
    assert look(unpack(pack(before))) == look(before)


def test_threads_may_ask_at_once(documents):
    before, _ = documents
    sent = [unpack(pack(before)) for _ in range(200)]
    with ThreadPoolExecutor(4) as pool:
        assert all(facts == before.facts for facts in pool.map(lambda document: document.facts, sent * 4))


def test_what_no_document_has_is_refused(documents):
    for document in documents:
        with pytest.raises(AttributeError, match="'Document' object has no attribute 'amounts'"):
            _ = document.amounts


def test_texts_of_nothing_and_of_one_kind_alone_travel():
    for text in ("", "\ud800", "湖北", "水利部", "2024年", "3亿", "罚款", "产量3亿吨"):
        document = zhextract.extract(text)
        assert unpack(pack(document)) == document
