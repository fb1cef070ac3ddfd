"""The command line. Exit codes: 0 done · 1 some documents failed · 2 unusable input or arguments."""

import argparse
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TypeVar

from tqdm import tqdm

from zhextract import __version__
from zhextract.errors import InputError, InputValueError, ZhextractError
from zhextract.evaluation.commands import add_annotate, add_compare, add_evaluate
from zhextract.files import count_inputs, read_inputs
from zhextract.integrations.extras import require
from zhextract.integrations.serve import serve
from zhextract.integrations.tables import write_excel, write_parquet
from zhextract.journal import Entry, journal_path, note_problems, read_journal, write_journal
from zhextract.linking import link
from zhextract.output import plain_number, to_csv, to_explanation, to_html, to_json, to_markdown, to_table
from zhextract.pipeline import ROOMS, Input, check_input, load
from zhextract.records import Document
from zhextract.segment import SEGMENTERS, Segmenter, load_segmenter

__all__ = ["main"]

Item = TypeVar("Item")

# A build whose rooms are compiled (docs/how-to/compiled.md) says so.
BUILD = "" if str(link.__file__).endswith(".py") else " (compiled)"

# What would end a cell or a line.
ONE_LINE = str.maketrans("\t\n\r", "   ")

# How each format writes a stream of documents, piece by piece.
FORMATS: dict[str, Callable[[Iterator[Document]], Iterable[str]]] = {
    "table": lambda documents: (to_table([document]) + "\n\n" for document in documents),
    "jsonl": lambda documents: (to_json(document) + "\n" for document in documents),
    "csv": lambda documents: chain([to_csv([])], (to_csv([document], header=False) for document in documents)),
    "md": lambda documents: (to_markdown([document]) + "\n" for document in documents),
    "html": lambda documents: [to_html(list(documents))],
}
# Formats that are no text and need a file: what writes each, and the package it needs.
BINARY_FORMATS = {"parquet": (write_parquet, "pyarrow"), "xlsx": (write_excel, "xlsxwriter")}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code."""
    options = _parser().parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code: int = options.run(options)
    except ZhextractError as error:
        print(f"zhextract: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # the reader of our output has gone, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="zhextract", description="Facts from Chinese official, statistical and business text."
    )
    parser.add_argument("--version", action="version", version=f"zhextract {__version__}{BUILD}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    extract = commands.add_parser("extract", help="every number with what it measures")
    _add_inputs(extract)
    extract.add_argument(
        "--format", choices=sorted([*FORMATS, *BINARY_FORMATS]), help="default: by the suffix of --out, else table"
    )
    extract.add_argument("--processes", type=int, default=1, metavar="N", help="how many processes read; default: 1")
    extract.add_argument("--resume", action="store_true", help="go on where an interrupted run with --out stopped")
    extract.set_defaults(run=_extract)

    explain = commands.add_parser("explain", help="each fact beside its sentence, with the rules that made it")
    _add_inputs(explain)
    explain.set_defaults(run=_explain)

    words = commands.add_parser("segment", help="words, separated by spaces")
    _add_inputs(words)
    words.add_argument("--segmenter", choices=SEGMENTERS, default="auto")
    words.add_argument("--model", help="a pkuseg folder or a spaCy pipeline")
    words.set_defaults(run=_segment)

    mentions = ("regions", "organisations", "times")
    for name, room, kinds, help_text in (
        ("entities", mentions, mentions, "regions, organisations and times, one a line"),
        ("quantities", ("quantities", "times"), ("quantities",), "amounts with their exact values, one a line"),
    ):
        command = commands.add_parser(name, help=help_text)
        _add_inputs(command)
        command.set_defaults(run=_mentions, rooms=room, kinds=kinds)

    server = commands.add_parser("serve", help="a page with a text box, and an endpoint, on this machine")
    server.add_argument("--host", default="127.0.0.1")
    server.add_argument("--port", type=int, default=8000)
    server.set_defaults(run=_serve)

    for add in (add_evaluate, add_compare, add_annotate):
        add(commands)
    return parser


def _add_inputs(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help="texts, .jsonl files, folders, or - for standard input"
    )
    parser.add_argument("--date", help="the day the texts were issued, as 2024-02-06")
    parser.add_argument("--issuer", help="the body that issued them")
    parser.add_argument("--title", help="their title")
    parser.add_argument("--encoding", help="default: UTF-8 or GB18030, told apart")
    parser.add_argument("--out", metavar="FILE", help="write here instead of standard output")
    parser.set_defaults(failed=0, read=0)


def _extract(options: argparse.Namespace) -> int:
    form = options.format or (Path(options.out).suffix[1:] if options.out else "table")
    if form not in FORMATS and form not in BINARY_FORMATS:
        raise InputValueError(f"cannot tell the format of {options.out}; name it with --format")
    if options.processes < 1:
        raise InputValueError("--processes must be at least 1")
    if options.out is None:
        if form in BINARY_FORMATS or options.resume or options.processes > 1:
            raise InputValueError("this needs an output file: --out FILE")
        return _write(options, FORMATS[form](_documents(options)))
    if form in BINARY_FORMATS:
        require(BINARY_FORMATS[form][1], extra="frames")  # missed now, not after hours of reading
    out = Path(options.out)
    if out.is_dir():
        raise InputError(f"{out} is a folder; name a file")
    journal = journal_path(out)
    entries = write_journal(_inputs(options), journal, rooms=ROOMS, processes=options.processes, resume=options.resume)
    for entry in _progress(options, entries):
        options.failed += _reported(entry)
    if form == "jsonl":
        journal.replace(out)
        return int(options.failed > 0)
    if form in BINARY_FORMATS:
        BINARY_FORMATS[form][0](read_journal(journal), out)
    else:
        _write(options, FORMATS[form](read_journal(journal)))
    journal.unlink()
    return int(options.failed > 0)


def _explain(options: argparse.Namespace) -> int:
    return _write(options, (to_explanation(document) + "\n\n" for document in _documents(options)))


def _segment(options: argparse.Namespace) -> int:
    segmenter = load_segmenter(options.segmenter, model=options.model)
    mentions = [room for room in ROOMS if room != "facts"]
    return _write(options, (_spaced(document, segmenter) for document in _documents(options, rooms=mentions)))


def _mentions(options: argparse.Namespace) -> int:
    return _write(
        options, (_mention_lines(document, options.kinds) for document in _documents(options, rooms=options.rooms))
    )


def _inputs(options: argparse.Namespace) -> Iterator[Input]:
    check_input(Input("", date=options.date))
    known = {"date": options.date, "issuer": options.issuer, "title": options.title}
    for item in read_inputs(options.files, encoding=options.encoding, report=partial(_left_out, options), **known):
        options.read += 1
        yield item
    if options.failed and not options.read:
        raise InputError("nothing could be read")


def _documents(options: argparse.Namespace, rooms: Sequence[str] = ROOMS) -> Iterator[Document]:
    for document in _progress(options, load(rooms=rooms).pipe(_inputs(options), on_error="report")):
        options.failed += _reported(note_problems(document))
        yield document


def _left_out(options: argparse.Namespace, error: InputError) -> None:
    print(f"zhextract: {error}", file=sys.stderr)
    options.failed += 1


def _reported(entry: Entry) -> bool:
    """Say on standard error what could not be read, or only in part, and whether the document failed."""
    for problem in entry.problems:
        print(f"zhextract: {entry.id or 'a text'}: {problem.kind}: {problem.message}", file=sys.stderr)
    return any(problem.kind == "failed" for problem in entry.problems)


def _progress(options: argparse.Namespace, items: Iterable[Item]) -> Iterator[Item]:
    """Show a progress bar where a person would see it and the output does not go to the same screen."""
    if not sys.stderr.isatty() or (options.out is None and sys.stdout.isatty()):
        return iter(items)
    return iter(tqdm(items, total=count_inputs(options.files), unit=" documents", file=sys.stderr))


def _write(options: argparse.Namespace, pieces: Iterable[str]) -> int:
    if options.out is None:
        sys.stdout.writelines(pieces)
        return int(options.failed > 0)
    try:
        with Path(options.out).open("w", encoding="utf-8", errors="backslashreplace", newline="") as out:
            out.writelines(pieces)
    except OSError as error:
        raise InputError(f"{options.out} cannot be written: {error.strerror}") from None
    return int(options.failed > 0)


def _serve(options: argparse.Namespace) -> int:
    serve(host=options.host, port=options.port)
    return 0


def _spaced(document: Document, segmenter: Segmenter) -> str:
    """Write the words of a document with spaces between, line for line."""
    pieces: list[str] = []
    position = 0
    for token in document.tokens(segmenter):
        between = document.text[position : token.start]
        pieces.append("\n" * between.count("\n") or (" " if pieces else ""))
        pieces.append(token.text)
        position = token.end
    return "".join(pieces) + "\n"


def _mention_lines(document: Document, kinds: Sequence[str]) -> str:
    """Write the mentions of a document, one a line, in text order, cells separated by tabs."""
    rows: list[tuple[int, int, str, list[str | None]]] = []
    if "regions" in kinds:
        rows += [(row.start, row.end, "region", [row.text, row.code, row.name]) for row in document.regions]
    if "organisations" in kinds:
        rows += [(row.start, row.end, "organisation", [row.text, row.kind, row.name]) for row in document.organisations]
    if "times" in kinds:
        rows += [(row.start, row.end, "time", [row.text, row.period]) for row in document.times]
    for row in document.quantities if "quantities" in kinds else ():
        numbers = [plain_number(number) for number in (row.value, row.low, row.high)]
        rows.append((row.start, row.end, "quantity", [row.text, *numbers, row.bound, row.unit, row.unit_code]))
    named = [document.id] if document.id else []
    return "".join(
        "\t".join([*named, str(start), str(end), kind, *((cell or "").translate(ONE_LINE) for cell in cells)]) + "\n"
        for start, end, kind, cells in sorted(rows, key=lambda row: row[:3])
    )
