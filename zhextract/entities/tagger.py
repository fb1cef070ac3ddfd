"""The trained tagger: which stretches of a batch of texts are mentions.

Reading order: `load_tagger` reads and checks the weights; `Tagger.tag` is the rest,
in four steps. A *gate*, a sum of few numbers, skips what is never near a mention (`select`). For the characters left, every feature picks a row of the table; their sum
goes through one hidden layer into a score for each label O, B, M, E (`scores`). Only where some
stretch beats O can a mention be (`live_runs`); there the best labelling is found by dynamic
programming (`best_path`). All of it goes piece by piece (`cut_pieces`), so that a text of any
length costs little memory beyond its own.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable
from io import BytesIO
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from zhextract.entities.tagger_features import (
    CLAUSE_MARKS,
    FEATURES,
    GATE_FEATURES,
    REACH,
    Batch,
    Layers,
    Vocabulary,
    hash_rows,
    look_up_words,
)
from zhextract.errors import ModelError
from zhextract.models import find_model

__all__ = ["FORMAT", "Tagger", "best_path", "cut_pieces", "live_runs", "load_tagger", "read_tagger"]

FORMAT = "zhextract-tagger/2"
# How far on both sides of a telling character the gate lets through.
WINDOW = 4
# So many characters at a time at most: what is made of them on the way stays small.
PIECE = 1 << 14
# So many at a time: their rows of the table fit the processor's cache, and no product is large enough for threads.
ROWS = 256
# The bytes of a row of the table, padded, so that a row is copied in one go.
ROW = 16
# Larger than any sum of scores in a clause: keeps clauses apart in one running maximum.
APART = 1e6
F32 = NDArray[np.float32]
I64 = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Tagger:
    """The weights. `table` (rows of `ROW` bytes) and `gate` have a row for each feature hash; the last two are bit sets over hashes."""

    bits: int
    table: NDArray[np.void]
    hidden: F32
    hidden_bias: F32
    output: F32
    output_bias: F32
    steps: F32
    gate: NDArray[np.int16]
    threshold: int
    names: NDArray[np.uint8]
    words: NDArray[np.uint8]

    def select(self, layers: Layers) -> I64:
        """The characters that the gate lets through, in order: those near one that may be in a mention."""
        size = len(layers.chars)
        found = []
        for begin in range(REACH, size - REACH, PIECE):
            rows = hash_rows(layers, self.gate_bits, slice(begin, min(begin + PIECE, size - REACH)), GATE_FEATURES)
            total = self.gate.take(rows, mode="clip").sum(axis=0, dtype=np.int16)
            found.append(np.flatnonzero(total > self.threshold) + begin)
        hits: I64 = np.concatenate(found) if found else np.empty(0, dtype=np.int64)
        if not len(hits):
            return hits
        breaks = np.flatnonzero(np.diff(hits) > 2 * WINDOW + 1)
        first = np.maximum(hits[np.concatenate(([0], breaks + 1))] - WINDOW, REACH)
        last = np.minimum(hits[np.concatenate((breaks, [len(hits) - 1]))] + WINDOW, size - REACH - 1)
        lengths = last - first + 1
        ends = np.cumsum(lengths)
        chosen: I64 = np.arange(ends[-1]) + np.repeat(first - (ends - lengths), lengths)
        return chosen

    @property
    def gate_bits(self) -> int:
        """The size of the gate's table, as a power of two."""
        return len(self.gate).bit_length() - 1

    def scores(self, layers: Layers, at: I64) -> F32:
        """The score of each label at each of these characters."""
        rows = hash_rows(layers, self.bits, at)
        scores = np.empty((len(at), len(self.steps)), dtype=np.float32)
        for begin in range(0, len(at), ROWS):
            picked = self.table.take(rows[:, begin : begin + ROWS], mode="clip").view(np.int8)
            total = picked.reshape(len(rows), -1).sum(axis=0, dtype=np.int16).reshape(-1, ROW)
            inner = total.astype(np.float32) @ self.hidden
            inner += self.hidden_bias
            np.maximum(inner, 0, out=inner)
            np.matmul(inner, self.output, out=scores[begin : begin + ROWS])
        scores += self.output_bias
        return scores

    def tag(self, batch: Batch, layers: Layers, vocabulary: Vocabulary) -> Iterator[tuple[int, int]]:
        """Yield start and end of each mention, in order."""
        at = self.select(layers)
        if not len(at):
            return
        pieces = cut_pieces(at, batch.codes, PIECE)
        for piece in pieces:
            look_up_words(layers, piece, vocabulary.suffix_kinds, self.names, self.words)
        steps = self.steps.tolist()
        for piece in pieces:
            scores = self.scores(layers, piece)
            relative = scores[:, 1:] - scores[:, :1]
            marks = CLAUSE_MARKS[batch.codes.take(piece, mode="clip")]
            for first, stop in live_runs(relative, self.steps, piece, marks):
                base = int(piece[first])
                for start, end in best_path(relative[first:stop].tolist(), steps):
                    yield base + start, base + end


def cut_pieces(at: I64, codes: NDArray[np.uint32], longest: int) -> list[I64]:
    """Cut the characters in `at` into pieces of at most `longest`: before a gap, else before a mark, else anywhere.

    No mention spans a gap, so that only a stretch without any that is longer than a piece can be cut through one.
    """
    pieces: list[I64] = []
    begin = 0
    while len(at) - begin > longest:
        ahead = at[begin + 1 : begin + longest + 1]
        walls = np.flatnonzero(np.diff(at[begin : begin + longest + 1]) != 1)
        if not len(walls):
            walls = np.flatnonzero(CLAUSE_MARKS[codes[ahead]])
        length = int(walls[-1]) + 1 if len(walls) else longest
        pieces.append(at[begin : begin + length])
        begin += length
    return [*pieces, at[begin:]]


def live_runs(relative: F32, steps: F32, at: I64, marks: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """The runs of characters that some mention which by itself beats no mention covers; no other can hold one.

    A mention from s to e is worth begin[s] + the middles between + end[e] over O. Two neighbours are linked where
    the best s up to the first and the best e from the second on are worth something together: a running maximum
    from the left and one from the right, begun anew at each mark and gap.
    """
    (oo, ob, _, _), (_, _, bm, be), (_, _, mm, me), (eo, _, _, _) = steps.tolist()
    begin = relative[:-1, 0].astype(np.float64) + (ob + eo - 3 * oo + max(be, bm - mm + me))
    middle = np.cumsum(relative[:-1, 1].astype(np.float64) + (mm - oo))
    end = relative[1:, 2].astype(np.float64)
    gaps = np.diff(at, prepend=at[:1] - 1) != 1
    walls = marks | gaps
    clause = np.cumsum(walls) * APART
    before = np.maximum.accumulate(begin - middle + clause[:-1]) - clause[:-1]
    after = np.maximum.accumulate((end + middle - clause[1:])[::-1])[::-1] + clause[1:]
    linked = (before + after > 0) & ~walls[1:]
    covered = np.zeros(len(at) + 2, dtype=np.bool_)
    covered[1:-2] = linked
    covered[2:-1] |= linked
    opens = covered[1:-1] & (gaps | ~covered[:-2])
    closes = covered[1:-1] & (np.append(gaps[1:], False) | ~covered[2:])
    return list(zip(np.flatnonzero(opens).tolist(), (np.flatnonzero(closes) + 1).tolist(), strict=True))


Link = tuple[int, int, "Link | None"]


def best_path(values: list[list[float]], steps: list[list[float]]) -> list[tuple[int, int]]:
    """Find the best labelling of a run of characters, given the scores of B, M, E over O.

    Both neighbours of the run are O. A mention is B M* E. Each state carries the chain of the
    mentions before it, and an open mention the place where it began.
    """
    (oo, ob, _, _), (_, _, bm, be), (_, _, mm, me), (eo, eb, _, _) = steps
    outside, begin, middle, end = 0.0, -APART, -APART, -APART
    since_begin = since_middle = 0
    outside_chain: Link | None = None
    begin_chain = middle_chain = end_chain = outside_chain
    for place, (b, m, e) in enumerate(values):
        if begin + be >= middle + me:
            next_end, link = begin + be + e, (since_begin, place + 1, begin_chain)
        else:
            next_end, link = middle + me + e, (since_middle, place + 1, middle_chain)
        if begin + bm >= middle + mm:
            middle, since_middle, middle_chain = begin + bm + m, since_begin, begin_chain
        else:
            middle += mm + m
        if outside + ob >= end + eb:
            begin, begin_chain = outside + ob + b, outside_chain
        else:
            begin, begin_chain = end + eb + b, end_chain
        since_begin = place
        if end + eo > outside + oo:
            outside, outside_chain = end + eo, end_chain
        else:
            outside += oo
        end, end_chain = next_end, link
    chain = end_chain if end + eo > outside + oo else outside_chain
    found = []
    while chain is not None:
        found.append((chain[0], chain[1]))
        chain = chain[2]
    return found[::-1]


ARRAYS = {
    "table": (np.int8, 2),
    "hidden": (np.float32, 2),
    "hidden_bias": (np.float32, 1),
    "output": (np.float32, 2),
    "output_bias": (np.float32, 1),
    "steps": (np.float32, 2),
    "gate": (np.int8, 1),
    "threshold": (np.int16, 1),
    "names": (np.uint8, 1),
    "words": (np.uint8, 1),
}


def read_tagger(folder: Traversable) -> Tagger:
    """Read the weights of a folder, after checking that they are whole and made for this version.

    Raises:
        ModelError: The manifest or the weights are missing, damaged or foreign.
    """
    manifest_file, weights_file = folder.joinpath("manifest.json"), folder.joinpath("weights.npz")
    if not (manifest_file.is_file() and weights_file.is_file()):
        raise ModelError(f"{folder}: manifest.json or weights.npz is missing")
    try:
        manifest = json.loads(manifest_file.read_text(encoding="utf-8"))
    except ValueError:
        raise ModelError(f"{manifest_file}: not JSON") from None
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT or manifest.get("features") != len(FEATURES):
        raise ModelError(f"{manifest_file}: made for another version; this one reads {FORMAT}")
    content = weights_file.read_bytes()
    if hashlib.sha256(content).hexdigest() != manifest.get("sha256"):
        raise ModelError(f"{weights_file}: the weights are damaged (checksum)")
    try:
        with np.load(BytesIO(content), allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in ARRAYS if name in stored.files}
    except (ValueError, OSError, BadZipFile):
        raise ModelError(f"{weights_file}: not a file of arrays") from None
    return _build(arrays, manifest.get("bits"), str(weights_file))


def _build(arrays: dict[str, NDArray[np.generic]], bits: object, place: str) -> Tagger:
    """Check names, types and shapes, and unpack."""
    for name, (kind, axes) in ARRAYS.items():
        if name not in arrays or arrays[name].dtype != kind or arrays[name].ndim != axes:
            raise ModelError(f"{place}: {name} is missing or of another type")
    width, inner = arrays["hidden"].shape
    if width > ROW:
        raise ModelError(f"{place}: a row of the table has {width} numbers, more than {ROW}")
    if arrays["gate"].size == 0 or arrays["gate"].size & (arrays["gate"].size - 1) or arrays["threshold"].size != 1:
        raise ModelError(f"{place}: the gate is of another shape")
    shapes = {"table": (1 << bits if isinstance(bits, int) else -1, width), "output": (inner, 4), "steps": (4, 4)}
    for name, shape in shapes.items():
        if arrays[name].shape != shape:
            raise ModelError(f"{place}: {name} has shape {arrays[name].shape}, not {shape}")
    table, hidden = np.zeros((len(arrays["table"]), ROW), dtype=np.int8), np.zeros((ROW, inner), dtype=np.float32)
    table[:, :width], hidden[:width] = arrays["table"], arrays["hidden"]
    return Tagger(
        bits=int(bits),  # type: ignore[call-overload]
        table=table.view(np.dtype((np.void, ROW))).reshape(-1),
        hidden=hidden,
        hidden_bias=arrays["hidden_bias"].astype(np.float32),
        output=arrays["output"].astype(np.float32),
        output_bias=arrays["output_bias"].astype(np.float32),
        steps=arrays["steps"].astype(np.float32),
        gate=arrays["gate"].astype(np.int16),
        threshold=int(arrays["threshold"].astype(np.int16)[0]),
        names=arrays["names"].astype(np.uint8),
        words=arrays["words"].astype(np.uint8),
    )


@cache
def load_tagger(name: str) -> Tagger:
    """Load the tagger of `models/<name>` on first use."""
    return read_tagger(find_model(name))
