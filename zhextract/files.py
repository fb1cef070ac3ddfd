"""Texts from files: encodings told apart, folders walked, JSON lines read.

`read_inputs` is the way in for the command line and for whoever reads a folder.
"""

import codecs
import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from zhextract.errors import EncodingError, InputError, InputTypeError
from zhextract.pipeline import Input

__all__ = ["count_inputs", "decode", "list_files", "read_inputs"]

SUFFIXES = (".txt", ".md", ".jsonl")
BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def decode(data: bytes, *, encoding: str | None = None, name: str = "the text") -> str:
    """Decode bytes as UTF-8, with or without a byte-order mark, else as GB18030.

    Bytes count as GB18030 when all of them decode and no control or private
    character comes out, which other encodings of Chinese do not survive.

    Args:
        data: The bytes of a whole file.
        encoding: Decode by this one and no other.
        name: What the error calls the text.

    Raises:
        EncodingError: Neither fits, or the named one does not; the message gives the first bad byte.

    >>> decode("处罚金额".encode("gb18030"))
    '处罚金额'
    """
    if encoding is not None:
        try:
            codecs.lookup(encoding)  # which `decode` leaves out where there is nothing to decode
            return data.decode(encoding)
        except UnicodeDecodeError as error:
            raise EncodingError(f"{name} is not {encoding}: byte {error.start} does not decode") from None
        except (LookupError, UnicodeError):  # unknown, or no encoding of texts
            raise EncodingError(f"there is no encoding {encoding!r}") from None
    for mark, marked in BOMS:
        if data.startswith(mark):
            return decode(data, encoding=marked, name=name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        bad = error.start
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        text = "\x00"
    if any(
        character < "\t" or "\x0e" <= character < " " or "\ue000" <= character <= "\uf8ff" for character in set(text)
    ):
        raise EncodingError(f"{name} is neither UTF-8 (byte {bad} does not decode) nor GB18030; name its encoding")
    return text


def list_files(paths: Iterable[str | Path]) -> list[Path]:
    """List the files that paths stand for: a folder stands for the texts below it, in order of name.

    Raises:
        InputError: A path does not exist, or a folder holds no text.
    """
    files: list[Path] = []
    for path in map(Path, paths):
        if path.is_dir():
            below = sorted(file for file in path.rglob("*") if file.suffix in SUFFIXES and file.is_file())
            if not below:
                raise InputError(f"{path} is a folder without texts ({', '.join(SUFFIXES)})")
            files += below
        elif path.exists() or str(path) == "-":
            files.append(path)
        else:
            raise InputError(f"there is no file {path}")
    return files


def count_inputs(paths: Iterable[str | Path]) -> int:
    """Count the texts that paths stand for, for a progress bar; the lines of a `.jsonl` file are not looked into."""
    count = 0
    for path in list_files(paths):
        if path.suffix == ".jsonl" and path.is_file() and os.access(path, os.R_OK):
            with path.open("rb") as lines:
                count += sum(1 for line in lines if line.strip())
        else:
            count += 1
    return count


def read_inputs(
    paths: Iterable[str | Path],
    *,
    encoding: str | None = None,
    date: str | None = None,
    issuer: str | None = None,
    title: str | None = None,
    report: Callable[[InputError], None] | None = None,
) -> Iterator[Input]:
    """Read texts one by one: a file is one text, `-` is standard input.

    The `id` of a file is its stem; where several files share one, it is their path without the suffix.

    A `.jsonl` file gives one text a line, with `text` and, where known, `id`, `date`,
    `issuer` and `title`; the arguments stand in where a line is silent. Such a file is
    read line by line, so that it may be of any size.

    Args:
        paths: Files and folders; see `list_files`.
        encoding: That of all files; see `decode`.
        date: The day that they were issued, ISO 8601.
        issuer: The body that issued them.
        title: Their title.
        report: Is told of a file or a line that cannot be read, which is then left out; without it, that is raised.

    Raises:
        InputError: A file is missing or unreadable.
        InputTypeError: A line of a `.jsonl` file is no JSON object with a text; the message names it.
        EncodingError: See `decode`.
    """
    known = {"date": date, "issuer": issuer, "title": title}
    if encoding is not None:
        decode(b"", encoding=encoding)  # which refuses an encoding that there is not
    files = list_files(paths)
    bearers = Counter(file.stem for file in files)
    for path in files:
        name = path.stem if bearers[path.stem] == 1 else path.with_suffix("").as_posix()
        for item in (
            _json_items(path, encoding, known) if path.suffix == ".jsonl" else [_text_item(path, name, encoding, known)]
        ):
            if isinstance(item, Input):
                yield item
            elif report is None:
                raise item
            else:
                report(item)


def _text_item(path: Path, name: str, encoding: str | None, known: dict[str, str | None]) -> Input | InputError:
    try:
        if str(path) == "-":
            return Input(decode(sys.stdin.buffer.read(), encoding=encoding, name="standard input"), **known)
        return Input(decode(path.read_bytes(), encoding=encoding, name=str(path)), name, **known)
    except OSError as error:
        return InputError(f"{path} cannot be read: {error.strerror}")
    except EncodingError as error:
        return error


def _json_items(path: Path, encoding: str | None, known: dict[str, str | None]) -> Iterator[Input | InputError]:
    try:
        with path.open("rb") as file:
            marked = next((name for mark, name in BOMS if file.peek(3).startswith(mark)), None)
            encoding = encoding or marked
            lines: Iterable[str | bytes] = file  # whose lines end alike in UTF-8 and in GB18030
            if encoding is not None:
                lines = decode(file.read(), encoding=encoding, name=str(path)).split("\n")
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _json_item(line, f"{path}, line {number}", known)
    except OSError as error:
        yield InputError(f"{path} cannot be read: {error.strerror}")
    except EncodingError as error:
        yield error


def _json_item(line: str | bytes, place: str, known: dict[str, str | None]) -> Input | InputError:
    try:
        return _json_input(line if isinstance(line, str) else decode(line, name=place), place, known)
    except InputError as error:
        return error


def _json_input(line: str, place: str, known: dict[str, str | None]) -> Input:
    try:
        row = json.loads(line)
    except (json.JSONDecodeError, RecursionError):
        raise InputTypeError(f"{place}: not JSON") from None
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise InputTypeError(f"{place}: expected an object with a string 'text'")
    given = {name: row.get(name) for name in ("id", "date", "issuer", "title")}
    for name, value in given.items():
        if value is not None and not isinstance(value, str):
            if name != "id":
                raise InputTypeError(f"{place}: {name!r} is not a string")
            given[name] = str(value)
    return Input(row["text"], given["id"], **{name: given[name] or value for name, value in known.items()})
