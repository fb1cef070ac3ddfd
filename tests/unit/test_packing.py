"""Documents between processes: what went in comes out, shared parts still shared, nothing to be written to."""

import pickle
from dataclasses import FrozenInstanceError, fields

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
