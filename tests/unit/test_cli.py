"""The command line as a user meets it."""

import io
import json
import runpy
import sys

import pytest

import zhextract
from zhextract.cli import main

TEXT = "2024年，湖北、湖南罚没金额较上年分别上升12.5%、9.8%。"


@pytest.fixture
def notice(tmp_path):
    path = tmp_path / "notice.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("form", ["table", "jsonl", "csv", "md", "html"])
def test_every_format(notice, capsys, form):
    assert main(["extract", notice, "--format", form]) == 0
    assert "12.5" in capsys.readouterr().out


def test_jsonl_follows_the_contract(notice, capsys):
    main(["extract", notice, "--format", "jsonl", "--date", "2025-01-31", "--issuer", "水利部"])
    row = json.loads(capsys.readouterr().out)
    assert (row["schema"], row["id"], row["date"], row["issuer"]) == ("zhextract/1", "notice", "2025-01-31", "水利部")
    assert [fact["subjects"][0]["code"] for fact in row["facts"]] == ["420000", "430000"]


@pytest.mark.parametrize(
    ("command", "expected"),
    [("entities", "420000"), ("quantities", "12.5"), ("segment", "湖北 、 湖南"), ("explain", "【12.5%】")],
)
def test_single_rooms(notice, capsys, command, expected):
    assert main([command, notice]) == 0
    assert expected in capsys.readouterr().out


def test_output_file_and_standard_input(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode("gb18030"))))
    out = tmp_path / "facts.csv"
    assert main(["extract", "-", "--format", "csv", "--out", str(out)]) == 0
    assert "12.5" in out.read_text(encoding="utf-8")
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("arguments", [["no-such-file"], ["--date", "last year"], ["--encoding", "no-such"]])
def test_unusable_input_is_said_and_not_traced(notice, capsys, arguments):
    files = arguments if not arguments[0].startswith("--") else [notice, *arguments]
    assert main(["extract", *files]) == 2
    assert capsys.readouterr().err.startswith("zhextract: ")


def test_an_unwritable_output_is_said(notice, tmp_path, capsys):
    assert main(["extract", notice, "--out", str(tmp_path / "no" / "where.csv")]) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_amounts_alone_are_no_times(notice, capsys):
    assert main(["quantities", notice]) == 0
    assert {line.split("\t")[3] for line in capsys.readouterr().out.splitlines()} == {"quantity"}


def test_one_unreadable_file_does_not_stop_the_rest(notice, tmp_path, capsys):
    (tmp_path / "bad.txt").write_bytes(b"abc\x80\x81")
    out = tmp_path / "out.csv"
    for options in (["--format", "csv"], ["--out", str(out)]):
        assert main(["extract", str(tmp_path), *options]) == 1
        said = capsys.readouterr()
        assert "bad.txt is neither" in said.err
        assert "12.5" in (out.read_text(encoding="utf-8") if options[0] == "--out" else said.out)
    assert main(["extract", str(tmp_path / "bad.txt"), "--format", "csv"]) == 2


def test_many_files_in_processes_and_a_run_taken_up_again(tmp_path, capsys):
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(7):
        (folder / f"n{number}.txt").write_text(f"全年罚款{number + 1}万元。", encoding="utf-8")
    whole, resumed = tmp_path / "whole.jsonl", tmp_path / "resumed.jsonl"
    assert main(["extract", str(folder), "--out", str(whole), "--processes", "2"]) == 0
    lines = whole.read_text(encoding="utf-8").splitlines(keepends=True)
    assert [json.loads(line)["id"] for line in lines] == [f"n{number}" for number in range(7)]
    # A run that was killed leaves whole lines and a piece of one.
    (tmp_path / "resumed.jsonl.part").write_text("".join(lines[:3]) + lines[3][:40], encoding="utf-8")
    assert main(["extract", str(folder), "--out", str(resumed), "--resume"]) == 0
    assert resumed.read_text(encoding="utf-8") == whole.read_text(encoding="utf-8")
    assert not (tmp_path / "resumed.jsonl.part").exists()


def test_a_journal_of_other_inputs_is_not_taken_up(notice, tmp_path, capsys):
    out = tmp_path / "facts.csv"
    (tmp_path / "facts.csv.part").write_text(zhextract.extract(TEXT, id="other").to_json() + "\n", encoding="utf-8")
    assert main(["extract", notice, "--out", str(out), "--resume"]) == 2
    assert "other inputs" in capsys.readouterr().err
    assert main(["extract", notice, "--out", str(out)]) == 0


@pytest.mark.parametrize("suffix", ["csv", "jsonl"])
def test_what_failed_is_said_once_and_also_after_an_interruption(tmp_path, capsys, suffix):
    rows = tmp_path / "rows.jsonl"
    rows.write_text(
        "".join(f'{{"id": "{name}", "text": "罚款5万元。", "date": "no day"}}\n' for name in "ab"), encoding="utf-8"
    )
    out = tmp_path / f"facts.{suffix}"
    whole = zhextract.load().read_batch([zhextract.Input("罚款5万元。", "a", "no day")], on_error="report")[0]
    (tmp_path / f"facts.{suffix}.part").write_text(whole.to_json() + "\n", encoding="utf-8")
    assert main(["extract", str(rows), "--out", str(out), "--resume"]) == 0
    said = capsys.readouterr().err
    assert (said.count("a: ignored"), said.count("b: ignored")) == (1, 1)
    assert out.read_text(encoding="utf-8").count("50000") >= 2


def test_the_module_is_the_command(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["zhextract", "--version"])
    with pytest.raises(SystemExit) as end:
        runpy.run_module("zhextract", run_name="__main__")
    assert end.value.code == 0
    assert capsys.readouterr().out.startswith("zhextract ")


@pytest.mark.parametrize(("options", "shown"), [(["--out"], True), ([], False)])
def test_a_bar_is_shown_where_the_output_is_not(notice, tmp_path, monkeypatch, capsys, options, shown):
    (tmp_path / "more.jsonl").write_text('{"text": "罚款5万元。"}\n\n{"text": "罚款3万元。"}\n', encoding="utf-8")
    for stream in (sys.stdout, sys.stderr):
        monkeypatch.setattr(stream, "isatty", lambda: True)
    assert (
        main(["extract", str(tmp_path), "--format", "csv", *options, *([str(tmp_path / "out.csv")] if options else [])])
        == 0
    )
    assert ("3/3" in capsys.readouterr().err) == shown


def test_a_folder_is_no_output(notice, tmp_path, capsys):
    assert main(["extract", notice, "--format", "csv", "--out", str(tmp_path)]) == 2
    assert "is a folder" in capsys.readouterr().err


@pytest.mark.parametrize("suffix", ["csv", "html", "parquet", "xlsx"])
def test_the_format_follows_the_suffix(notice, tmp_path, suffix):
    if suffix in ("parquet", "xlsx"):
        pytest.importorskip("pyarrow" if suffix == "parquet" else "xlsxwriter")
    out = tmp_path / f"facts.{suffix}"
    assert main(["extract", notice, "--out", str(out)]) == 0
    assert out.stat().st_size > 100


def test_a_row_with_a_bad_date_is_read_without_it(tmp_path, capsys):
    path = tmp_path / "rows.jsonl"
    path.write_text(
        '{"id": "a", "text": "罚款5万元。", "date": "〔1997〕2号"}\n{"id": "b", "text": "罚款3万元。"}\n',
        encoding="utf-8",
    )
    assert main(["extract", str(path), "--format", "jsonl"]) == 0
    out = capsys.readouterr()
    assert [len(json.loads(line)["facts"]) for line in out.out.splitlines()] == [1, 1]
    assert "a: ignored: date '〔1997〕2号'" in out.err
