"""The command line: `zhextract extract FILE… | -`."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from zhextract.output import to_dict
from zhextract.pipeline import Input, load

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code."""
    parser = argparse.ArgumentParser(prog="zhextract", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    extract = commands.add_parser("extract")
    extract.add_argument("files", nargs="+")
    extract.add_argument("--format", default="jsonl")
    extract.add_argument("--date")
    extract.add_argument("--issuer")
    options = parser.parse_args(arguments)
    for document in load().pipe(_inputs(options)):
        sys.stdout.write(json.dumps(to_dict(document), ensure_ascii=False) + "\n")
    return 0


def _inputs(options: argparse.Namespace) -> Iterator[Input]:
    for name in options.files:
        path = Path(name)
        text = path.read_text(encoding="utf-8")
        if path.suffix != ".jsonl":
            yield Input(text, path.stem, options.date, options.issuer)
            continue
        for line in text.split("\n"):
            if line.strip():
                row = json.loads(line)
                yield Input(row["text"], row.get("id"), row.get("date"), row.get("issuer"), row.get("title"))
