"""Texts from files: encodings, folders, JSON lines, and what is refused."""

import json

import pytest

from zhextract.errors import EncodingError, InputError, InputTypeError
from zhextract.files import decode, read_inputs

TEXT = "全年处罚金额62.7亿元。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings_are_told_apart(encoding):
    assert decode(TEXT.encode(encoding)) == TEXT


def test_other_bytes_are_refused_with_the_place():
    with pytest.raises(EncodingError, match=r"a\.txt.*byte 0"):
        decode(b"\x81\x00\xff\xfe" * 8, name="a.txt")
    with pytest.raises(EncodingError, match=r"byte \d"):
        decode(TEXT.encode("gb18030"), encoding="utf-8")
    with pytest.raises(EncodingError, match="no-such"):
        decode(b"", encoding="no-such")


def test_a_folder_is_its_texts_in_order(tmp_path):
    for name in ("b.txt", "a.txt", "c.csv"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    assert [item.id for item in read_inputs([tmp_path])] == ["a", "b"]


def test_files_of_one_name_stay_apart(tmp_path):
    for year in ("2023", "2024"):
        (tmp_path / year).mkdir()
        (tmp_path / year / "notice.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "2024" / "report.txt").write_text(TEXT, encoding="utf-8")
    ids = [item.id for item in read_inputs([tmp_path])]
    assert ids == [f"{tmp_path.as_posix()}/2023/notice", f"{tmp_path.as_posix()}/2024/notice", "report"]


def test_json_lines_carry_what_is_known(tmp_path):
    path = tmp_path / "d.jsonl"
    rows = [{"id": 7, "text": TEXT, "date": "2024-02-06"}, {"text": TEXT, "issuer": None}]
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n\n", encoding="utf-8")
    first, second = read_inputs([path], issuer="水利部")
    assert (first.id, first.date, first.issuer) == ("7", "2024-02-06", "水利部")
    assert (second.id, second.issuer) == (None, "水利部")


@pytest.mark.parametrize("line", ["{", "[]", '{"id": 1}', '{"text": 3}', '{"text": "a", "date": 3}', "["])
def test_a_bad_line_is_named(tmp_path, line):
    path = tmp_path / "d.jsonl"
    path.write_text('{"text": "a"}\n' + line * (50_000 if line == "[" else 1), encoding="utf-8")
    with pytest.raises(InputTypeError, match="line 2"):
        list(read_inputs([path]))


def test_what_is_not_there(tmp_path):
    with pytest.raises(InputError, match=r"nothing\.txt"):
        list(read_inputs([tmp_path / "nothing.txt"]))
    with pytest.raises(InputError, match="without texts"):
        list(read_inputs([tmp_path]))


def test_what_cannot_be_read_is_reported_and_left_out(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"abc\x80\x81")
    (tmp_path / "b.jsonl").write_bytes(b'{"text": "a"}\n{\n\xff\xff\n' + '{"text": "罚款"}\n'.encode("gb18030"))
    (tmp_path / "c.txt").write_text(TEXT, encoding="utf-8")
    said = []
    assert [item.text for item in read_inputs([tmp_path], report=said.append)] == ["a", "罚款", TEXT]
    assert [str(error).removeprefix(str(tmp_path))[:16] for error in said] == [
        "/a.txt is neithe",
        "/b.jsonl, line 2",
        "/b.jsonl, line 3",
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_json_lines_of_any_encoding(tmp_path, encoding):
    path = tmp_path / "d.jsonl"
    path.write_text(json.dumps({"text": TEXT}, ensure_ascii=False) + "\n", encoding=encoding)
    assert [item.text for item in read_inputs([path])] == [TEXT]
    assert [item.text for item in read_inputs([path], encoding=encoding)] == [TEXT]


@pytest.mark.parametrize("encoding", ["no-such", "hex", "rot13"])
def test_no_encoding_of_texts(tmp_path, encoding):
    path = tmp_path / "a.txt"
    path.write_bytes(b"..")
    with pytest.raises(EncodingError, match=encoding):
        list(read_inputs([path], encoding=encoding))
