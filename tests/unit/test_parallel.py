"""Several processes: order kept, one bad text reported, a process that dies named and nothing left hanging."""

import os
import signal
from itertools import islice

import pytest

import zhextract
from zhextract.errors import InputTypeError, InputValueError, ZhextractError
from zhextract.parallel import map_documents

TEXTS = [f"第{number}批罚款{number + 1}万元。" for number in range(100)]


@pytest.fixture(scope="module")
def nlp():
    return zhextract.load()


def die_at_the_tenth(document):
    if "罚款10万元" in document.text:
        os.kill(os.getpid(), signal.SIGKILL)
    return document.text


def test_order_and_content_are_those_of_one_process(nlp):
    texts = [*TEXTS[:5], None, *TEXTS[5:]]
    alone = list(nlp.pipe(texts, batch_size=8, on_error="report"))
    assert list(nlp.pipe(texts, batch_size=8, processes=2, on_error="report")) == alone
    assert alone[5].warnings[0].kind == "failed"


def test_a_bad_text_stops_the_stream_where_it_stands(nlp):
    stream = nlp.pipe([*TEXTS, None], batch_size=8, processes=2)
    assert len(list(islice(stream, 96))) == 96
    with pytest.raises(InputTypeError):
        list(stream)


@pytest.mark.parametrize("options", [{"batch_size": 0}, {"processes": 0}])
def test_options_below_one_are_refused(nlp, options):
    with pytest.raises(InputValueError):
        list(nlp.pipe(TEXTS, **options))


def test_one_text_is_not_many(nlp):
    with pytest.raises(InputTypeError):
        list(nlp.pipe(TEXTS[0]))


def test_texts_are_read_only_a_little_ahead(nlp):
    taken = 0

    def texts():
        nonlocal taken
        for text in TEXTS:
            taken += 1
            yield text

    next(stream := nlp.pipe(texts(), batch_size=4, processes=2))
    assert taken < 50
    stream.close()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="signals of POSIX")
def test_a_process_that_dies_is_an_error_of_ours():
    with pytest.raises(ZhextractError, match="died"):
        list(map_documents(die_at_the_tenth, TEXTS, rooms=("quantities",), batch_size=4, processes=2))
