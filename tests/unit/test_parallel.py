"""Several processes: order kept, one bad text reported, a process that dies named and nothing left hanging."""

import os
import signal
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path

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


PARENT = """
import sys, zhextract
if __name__ == "__main__":
    stream = zhextract.load(rooms=["quantities"]).pipe(["罚款5万元。"] * 100, batch_size=1, processes=2)
    next(stream)
    from multiprocessing import active_children
    print(*[child.pid for child in active_children()], flush=True)
    sys.stdin.read()
"""


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks into /proc")
def test_readers_do_not_outlive_a_killed_parent(tmp_path):
    script = tmp_path / "parent.py"
    script.write_text(PARENT, encoding="utf-8")
    parent = subprocess.Popen([sys.executable, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    children = parent.stdout.readline().split()
    parent.kill()
    parent.communicate()
    assert len(children) == 2
    deadline = time.monotonic() + 30
    while any(is_running(child) for child in children) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not any(is_running(child) for child in children)


def is_running(process):
    """Whether a process is there and more than a dead one that nobody has asked about."""
    stat = Path(f"/proc/{process}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"
