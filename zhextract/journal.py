"""Many documents to one output that can be taken up again after an interruption.

While work goes on, each document read is one line of `OUT.part`, in order. When all
are read the journal becomes the output, by itself for JSON lines and by conversion
for the other formats. An interrupted run leaves the journal; the next run with
`resume` drops a last line that was cut off, skips as many inputs as there are lines,
and goes on.
"""

import json
import os
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

from zhextract.errors import InputError
from zhextract.output import from_dict, to_json
from zhextract.parallel import map_documents
from zhextract.pipeline import Input
from zhextract.records import Document

__all__ = ["read_journal", "write_journal"]

# Lines between two writes to disk: what a crash of the whole machine can lose.
FLUSH_EVERY = 64


def journal_path(out: Path) -> Path:
    """Where the journal of an output lies."""
    return out.with_name(out.name + ".part")


def write_journal(
    inputs: Iterable[Input],
    out: Path,
    *,
    rooms: tuple[str, ...],
    processes: int = 1,
    resume: bool = False,
    watch: Callable[[Iterable[str]], Iterable[str]] = iter,
) -> Path:
    """Read all inputs into the journal of `out` and return its path.

    Args:
        inputs: The same, in the same order, as in the run that is resumed.
        out: The output that the journal is for.
        rooms: The extractor's rooms.
        processes: How many processes read.
        resume: Go on with the journal that is there; otherwise it is begun anew.
        watch: Wraps the lines as they are written, for a progress bar.

    Raises:
        InputError: The journal cannot be written, or another output stands in its way.
    """
    path = journal_path(out)
    done = _sound_lines(path) if resume and path.exists() else 0
    lines = map_documents(to_json, islice(inputs, done, None), rooms=rooms, processes=processes, on_error="report")
    try:
        with path.open("a" if done else "w", encoding="utf-8", newline="\n") as journal:
            for number, line in enumerate(watch(lines), 1):
                journal.write(line + "\n")
                if number % FLUSH_EVERY == 0:
                    journal.flush()
                    os.fsync(journal.fileno())
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}") from None
    return path


def read_journal(path: Path) -> Iterator[Document]:
    """Read the documents of a journal back, one at a time."""
    with path.open(encoding="utf-8", newline="\n") as journal:
        for line in journal:
            yield from_dict(json.loads(line))


def _sound_lines(path: Path) -> int:
    """Count the whole lines of a journal and cut off what follows the last of them."""
    lines = sound = 0
    with path.open("rb+") as journal:
        for line in iter(journal.readline, b""):
            if not line.endswith(b"\n"):
                break
            lines += 1
            sound += len(line)
        journal.truncate(sound)
    return lines
