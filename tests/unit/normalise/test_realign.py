"""Documents brought back to the caller's text."""

import zhextract
from zhextract.records import Document

DAMAGED = "2024 年，湖北、湖南罰款金額較上年分別上升１８．４％、23.7 %，其中&nbsp;武漢市處以 5.7 億元。"


def mentions(document: Document):
    yield from document.regions
    yield from document.organisations
    yield from document.times
    yield from document.quantities
    for fact in document.facts:
        yield fact.quantity
        yield from fact.subjects
        if fact.base:
            yield fact.base
        if fact.time and fact.time.start is not None:
            yield fact.time


def test_every_surface_stands_in_the_raw_text():
    document = zhextract.extract(DAMAGED)
    assert document.text == DAMAGED
    assert document.quantities
    for row in mentions(document):
        assert DAMAGED[row.start : row.end] == row.text
    for fact in document.facts:
        assert fact.metric.text == "".join(DAMAGED[start:end] for start, end in fact.metric.spans)
