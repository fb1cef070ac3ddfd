"""What users rely on by name: exports, errors, commands, packaging."""

import pickle
import subprocess
import sys
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest

import zhextract
from zhextract import errors

ROOT = Path(__file__).parents[2]


def test_all_is_sorted_and_importable():
    assert list(zhextract.__all__) == sorted(zhextract.__all__) == sorted(zhextract._HOMES)
    assert all(getattr(zhextract, name) is not None for name in zhextract.__all__)
    with pytest.raises(AttributeError):
        zhextract.no_such_name  # noqa: B018


def test_every_error_descends_from_the_root():
    assert all(issubclass(getattr(errors, name), errors.ZhextractError) for name in errors.__all__)


def test_import_reads_nothing_heavy():
    code = (
        "import sys, zhextract; print([m for m in ('numpy', 'jieba', 'spacy', 'pandas', 'cn2an') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("value", [None, b"bytes", 3, ["a"]])
def test_what_is_no_text_is_refused(value):
    with pytest.raises(errors.InputTypeError):
        zhextract.extract(value)


@pytest.mark.parametrize("day", ["yesterday", "2024-13-01", "2024/01/01"])
def test_what_is_no_date_is_refused(day):
    with pytest.raises(errors.InputValueError):
        zhextract.extract("产量3吨", date=day)


def test_unknown_rooms_are_refused():
    with pytest.raises(errors.InputValueError, match="kitchen"):
        zhextract.load(rooms=["kitchen"])


def test_rooms_run_alone():
    document = zhextract.load(rooms=["quantities"])("湖北罚款5万元")
    assert document.quantities
    assert not document.regions
    assert not document.facts


@pytest.mark.parametrize(
    ("unit", "times"), [("", 1), (" \n", 1), ("\ud800", 3), ("\x00\x01", 1), ("。", 9), ("9", 5000), ("一", 5000)]
)
def test_any_text_is_read(unit, times):
    text = unit * times
    assert zhextract.extract(text).text == text


def test_documents_pickle():
    document = zhextract.extract("2024年湖北罚款5万元，增长3%。")
    assert pickle.loads(pickle.dumps(document)) == document


def test_pipe_keeps_order_and_equals_single_calls():
    texts = [f"第{n}批罚款{n}万元。" for n in range(1, 40)]
    nlp = zhextract.load()
    assert list(nlp.pipe(texts, batch_size=7)) == [nlp(text) for text in texts]


def test_readme_commands_are_what_ci_runs():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert readme.count("```sh\n") == 2
    assert "README.md" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


@pytest.mark.skipif(find_spec("hatchling") is None, reason="hatchling builds the wheel")
def test_the_wheel_carries_tables_page_and_models(tmp_path):
    code = (
        "import os, sys; os.chdir(sys.argv[1]);from hatchling.build import build_wheel; print(build_wheel(sys.argv[2]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(ROOT), str(tmp_path)], capture_output=True, text=True, check=True
    )
    wheel = tmp_path / done.stdout.split()[-1]
    names = zipfile.ZipFile(wheel).namelist()
    assert wheel.stat().st_size < 15 * 1024 * 1024
    for wanted in ("zhextract/py.typed", "zhextract/lexicons/data/characters.tsv", "zhextract/output/page/page.js"):
        assert wanted in names
    assert any(name.startswith("zhextract/_models/") for name in names)
