"""Many documents to one output that can be taken up again after an interruption.

While work goes on, each document read is one line of `OUT.part`, in order. When all
are read the journal becomes the output, by itself for JSON lines and by conversion
for the other formats. An interrupted run leaves the journal; the next run with
`resume` drops a last line that was cut off, skips as many inputs as there are lines,
and goes on. What could not be read is told as it happens, and once.
"""

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from zhextract.errors import InputError
from zhextract.output import from_dict, to_json
from zhextract.parallel import map_documents
from zhextract.pipeline import Input
from zhextract.records import Document, DocumentWarning

__all__ = ["Entry", "journal_path", "note_problems", "read_journal", "write_journal"]


class Entry(NamedTuple):
    """A document of the journal: its name, and the warnings of kind `failed` or `ignored`."""

    id: str | None
    problems: tuple[DocumentWarning, ...]


# Lines between two writes to disk: what a crash of the whole machine can lose.
FLUSH_EVERY = 64


def journal_path(out: Path) -> Path:
    """Where the journal of an output lies."""
    return out.with_name(out.name + ".part")


def write_journal(
    inputs: Iterable[Input], path: Path, *, rooms: tuple[str, ...], processes: int = 1, resume: bool = False
) -> Iterator[Entry]:
    """Read all inputs into a journal, and say of each document, once it is written, what went wrong with it.

    Args:
        inputs: The same, in the same order, as in the run that is resumed.
        path: The journal; see `journal_path`.
        rooms: The extractor's rooms.
        processes: How many processes read.
        resume: Go on with the journal that is there, whose documents come out first; otherwise it is begun anew.

    Raises:
        InputError: The journal cannot be written, or the one to be resumed is of other inputs.
    """
    items = iter(inputs)
    resume = resume and path.exists()
    for entry in _sound_entries(path) if resume else ():
        item = next(items, None)
        if item is None or item.id != entry.id:
            raise InputError(f"{path} was made from other inputs; run again without --resume")
        yield entry
    written = map_documents(_write_line, items, rooms=rooms, processes=processes, on_error="report")
    try:
        with path.open("a" if resume else "w", encoding="utf-8", newline="\n") as journal:
            for number, (line, entry) in enumerate(written, 1):
                journal.write(line)
                if number % FLUSH_EVERY == 0:
                    journal.flush()
                    os.fsync(journal.fileno())
                yield entry
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}") from None


def read_journal(path: Path) -> Iterator[Document]:
    """Read the documents of a journal back, one at a time."""
    with path.open(encoding="utf-8", newline="\n") as journal:
        for line in journal:
            yield from_dict(json.loads(line))


def note_problems(document: Document) -> Entry:
    """Name what a document could not be read for, or not in full."""
    return Entry(document.id, tuple([row for row in document.warnings if row.kind in ("failed", "ignored")]))


def _write_line(document: Document) -> tuple[str, Entry]:
    return to_json(document) + "\n", note_problems(document)


def _sound_entries(path: Path) -> Iterator[Entry]:
    """Read the whole lines of a journal, then cut off what follows the last of them."""
    sound = 0
    with path.open("rb+") as journal:
        for line in iter(journal.readline, b""):
            if not line.endswith(b"\n"):
                break
            sound += len(line)
            yield note_problems(from_dict(json.loads(line)))
        journal.truncate(sound)
