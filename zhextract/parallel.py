"""Reading in several processes: order kept, memory bounded, columns of plain values between."""

import gc
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from itertools import islice
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Any, Literal, TypeVar

from zhextract.errors import ZhextractError
from zhextract.packing import pack, unpack
from zhextract.pipeline import Extractor, Input, load
from zhextract.records import Document

__all__ = ["map_documents", "read_in_processes"]

Result = TypeVar("Result")

# Batches that wait for each process: enough that none is idle, few enough that memory stays small.
AHEAD = 3


def read_in_processes(
    texts: Iterable[str | Input],
    *,
    rooms: Sequence[str],
    batch_size: int,
    processes: int,
    on_error: Literal["raise", "report"],
) -> Iterator[Document]:
    """Read texts in several processes; see `Extractor.pipe`."""
    options = {"rooms": tuple(rooms), "processes": processes, "batch_size": batch_size, "on_error": on_error}
    for packed in map_documents(pack, texts, **options):  # type: ignore[arg-type]
        yield unpack(packed)


def map_documents(
    encode: Callable[[Document], Result],
    texts: Iterable[str | Input],
    *,
    rooms: tuple[str, ...],
    batch_size: int = 32,
    processes: int = 1,
    on_error: Literal["raise", "report"] = "raise",
) -> Iterator[Result]:
    """Read texts and encode each document in the process that read it, so that only the result travels.

    Args:
        encode: A function at the top of a module, of documents.
        texts: Read as needed, at most a few batches ahead.
        rooms: The extractor's rooms.
        batch_size: Texts a batch.
        processes: One reads in this process.
        on_error: See `Extractor.pipe`.

    Raises:
        ZhextractError: A process died, of memory or of a signal; what came out before it is sound.
    """
    batches = _batches(texts, batch_size)
    if processes == 1:
        for batch in batches:
            yield from _work(encode, rooms, batch, on_error)
        return
    pending: deque[Future[list[Result]]] = deque()
    # Spawned, not forked: a caller's threads and open files do not leak into the readers.
    with ProcessPoolExecutor(processes, get_context("spawn"), initializer=_open, initargs=(rooms,)) as pool:
        try:
            for batch in batches:
                pending.append(pool.submit(_work, encode, rooms, batch, on_error))
                if len(pending) > AHEAD * processes:
                    yield from pending.popleft().result()
            while pending:
                yield from pending.popleft().result()
        except BrokenProcessPool:
            raise ZhextractError(
                "a reading process died: it had too little memory, or the script that started it does not say"
                ' `if __name__ == "__main__":`'
            ) from None
        finally:
            for future in pending:
                future.cancel()


def _batches(texts: Iterable[str | Input], size: int) -> Iterator[list[str | Input]]:
    items = iter(texts)
    while batch := list(islice(items, size)):
        yield batch


@cache
def _extractor(rooms: tuple[str, ...]) -> Extractor:
    return load(rooms=rooms)


def _open(rooms: tuple[str, ...]) -> None:
    """Open the tables in a process of our own, and spare them from every later search for garbage."""
    Thread(target=_leave_with_parent, daemon=True).start()
    _extractor(rooms)
    gc.freeze()


def _leave_with_parent() -> None:
    """End this process when the one it works for has been killed, which could not tell it."""
    if (parent := parent_process()) is not None:
        parent.join()
        os._exit(1)


def _work(
    encode: Callable[[Document], Any],
    rooms: tuple[str, ...],
    batch: list[str | Input],
    on_error: Literal["raise", "report"],
) -> list[Any]:
    return [encode(document) for document in _extractor(rooms).read_batch(batch, on_error=on_error)]
