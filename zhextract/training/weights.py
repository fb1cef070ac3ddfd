"""From annotated sentences to the weights of a tagger, whatever it seeks: features, training, gate, files.

Needs PyTorch; the same input gives the same weights. `Recipe` is all that differs from one model to another.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import jieba
import numpy as np
from numpy.typing import NDArray

from zhextract.entities.regions import find_regions
from zhextract.entities.tagger import FORMAT, WINDOW, Tagger, best_path, live_runs, read_tagger
from zhextract.entities.tagger_features import (
    CLAUSE_MARKS,
    FEATURES,
    GATE_FEATURES,
    LONGEST_WORD,
    REACH,
    Batch,
    Layers,
    Vocabulary,
    hash_rows,
    hash_stretches,
    lay_out,
    look_up_words,
    read_parts,
)
from zhextract.normalise import normalise
from zhextract.training.chain import Chain, Sentence, fit_logistic, train
from zhextract.training.corpora import Annotated
from zhextract.training.listed_companies import read_bulk

__all__ = ["Recipe", "bit_set", "dictionary", "ordinary_words", "sample_bulk", "train_tagger"]

GATE_BITS = 16
WORD_BITS = 22
PIECE = 300
OFTEN = 5
Bits = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a model is made with.

    `names` and `words` are bit sets of a long list of names and of ordinary words. Each corpus is a domain; the one
    with number 0 is the one whose conventions the model follows. `eagerness` is taken off the score of O: what the
    rules drop afterwards costs less than what the tagger never proposes. The gate may keep back `gate_loss` of the
    mentions that the open tagger finds; None leaves it open.
    """

    vocabulary: Vocabulary
    names: Bits
    words: Bits
    domains: Mapping[str, int]
    eagerness: float
    gate_loss: float | None
    bits: int = 17
    width: int = 16


def dictionary() -> list[tuple[str, int, str]]:
    """Every word of jieba's dictionary with its count and its part of speech."""
    rows = []
    for line in (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, tag = line.split()
        rows.append((word, int(count), tag))
    return rows


def ordinary_words(names: Sequence[str]) -> Bits:
    """The bit set of the dictionary's words that are not rare, without those of these parts of speech."""
    words = [word for word, count, tag in dictionary() if count >= OFTEN and tag not in names]
    return bit_set(words, WORD_BITS, LONGEST_WORD)


def bit_set(words: Iterable[str], bits: int, longest: int) -> Bits:
    """One bit for the hash of each word."""
    table = np.zeros(1 << (bits - 3), dtype=np.uint8)
    by_length: dict[int, list[str]] = {}
    for word in words:
        if max(map(ord, word)) <= 0xFFFF:
            by_length.setdefault(len(word), []).append(word)
    for length in range(2, longest + 1):
        codes = np.frombuffer("".join(by_length.get(length, ())).encode("utf-32-le"), dtype=np.uint32)
        at = np.arange(0, len(codes), length)
        hashes = dict(hash_stretches(codes, at))[length] & np.uint32((1 << bits) - 1)
        np.bitwise_or.at(table, hashes >> np.uint32(3), np.left_shift(1, hashes & np.uint32(7)).astype(np.uint8))
    return table


def prepare(items: Sequence[Annotated], recipe: Recipe) -> list[Sentence]:
    """Make training sentences: rows of features and labels."""
    sentences = []
    for begin in range(0, len(items), 500):
        part = [item for item in items[begin : begin + 500] if item.text]
        batch, at, layers = _read([item.text for item in part], recipe)
        rows = np.ascontiguousarray(hash_rows(layers, recipe.bits, at).T).astype(np.int32)
        for item, start in zip(part, batch.starts, strict=True):
            labels = np.full(len(item.text), -1 if item.partial else 0, dtype=np.int64)
            for first, end in item.spans:
                labels[first], labels[first + 1 : end - 1], labels[end - 1] = 1, 2, 3
            own = rows[start - REACH : start - REACH + len(labels)]
            sentences += [
                Sentence(own[cut : cut + PIECE], labels[cut : cut + PIECE], recipe.domains[item.domain])
                for cut in range(0, len(labels), PIECE)
            ]
    return sentences


def _read(texts: Sequence[str], recipe: Recipe) -> tuple[Batch, NDArray[np.int64], Layers]:
    """The layers of every character."""
    batch = lay_out(texts, recipe.vocabulary)
    at = np.arange(REACH, len(batch.chars) - REACH)
    layers = read_parts(batch, [find_regions(text) for text in texts], recipe.vocabulary)
    look_up_words(layers, at, recipe.vocabulary.suffix_kinds, recipe.names, recipe.words)
    return batch, at, layers


def export(model: Chain, recipe: Recipe) -> dict[str, NDArray[np.generic]]:
    """The arrays of a model, the first domain folded in, the table in eight bits; the gate stands open."""
    table = model.table.weight.detach().numpy()
    scale = np.abs(table).max(axis=0) / 127
    hidden = model.hidden.weight.detach().numpy().T * scale[:, None]
    output_bias = (model.output.bias + model.output_domain[0]).detach().numpy().astype(np.float32)
    output_bias[0] -= recipe.eagerness
    return {
        "table": np.rint(table / scale).astype(np.int8),
        "hidden": hidden.astype(np.float32),
        "hidden_bias": (model.hidden.bias + model.hidden_domain[0]).detach().numpy().astype(np.float32),
        "output": model.output.weight.detach().numpy().T.astype(np.float32),
        "output_bias": output_bias,
        "steps": model.steps.detach().numpy().astype(np.float32),
        "gate": np.zeros(1 << GATE_BITS, dtype=np.int8),
        "threshold": np.array([-1], dtype=np.int16),
        "names": recipe.names,
        "words": recipe.words,
    }


def close_gate(tagger: Tagger, texts: Sequence[str], recipe: Recipe, loss: float) -> dict[str, NDArray[np.generic]]:
    """Fit the gate, a logistic model of few features, to where the open tagger finds mentions."""
    rows, told = [], []
    for begin in range(0, len(texts), 200):
        batch, at, layers = _read(texts[begin : begin + 200], recipe)
        scores = tagger.scores(layers, at)
        inside = np.zeros(len(at), dtype=np.float32)
        relative = scores[:, 1:] - scores[:, :1]
        for first, stop in live_runs(relative, tagger.steps, at, CLAUSE_MARKS[batch.codes[at]]):
            for start, end in best_path(relative[first:stop].tolist(), tagger.steps.tolist()):
                inside[first + start : first + end] = 1
        rows.append(hash_rows(layers, GATE_BITS, at, GATE_FEATURES).T.astype(np.int32))
        told.append(inside)
    held = len(rows) // 5
    weights = fit_logistic(np.concatenate(rows[held:]), np.concatenate(told[held:]), size=1 << GATE_BITS)
    gate = np.rint(weights * (127 / np.abs(weights).max())).astype(np.int8)
    totals = gate.astype(np.int16)[np.concatenate(rows[:held])].sum(axis=1)
    threshold = np.quantile(let_through(totals, np.concatenate(told[:held])), loss)
    return {"gate": gate, "threshold": np.array([int(threshold) - 1], dtype=np.int16)}


def let_through(totals: NDArray[np.int64], inside: NDArray[np.float32]) -> NDArray[np.int64]:
    """Up to which threshold the gate lets each mention through whole: every character, by itself or with a neighbour.

    >>> let_through(np.array([9, -9, -9, -9, -9, -9, -9, 3]), np.array([1, 1, 0, 0, 0, 0, 1, 1.0])).tolist()
    [9, 3]
    """
    padded = np.pad(totals, WINDOW, constant_values=totals.min())
    nearby = np.lib.stride_tricks.sliding_window_view(padded, 2 * WINDOW + 1).max(axis=1)
    turns = np.diff(np.pad(inside > 0, 1).astype(np.int8))
    starts, ends = np.flatnonzero(turns > 0), np.flatnonzero(turns < 0)
    return np.array([nearby[start:end].min() for start, end in zip(starts, ends, strict=True)])


def write_model(folder: Path, arrays: dict[str, NDArray[np.generic]], bits: int) -> None:
    """Write weights and manifest."""
    folder.mkdir(parents=True, exist_ok=True)
    content = BytesIO()
    np.savez(content, **arrays)  # type: ignore[arg-type]
    (folder / "weights.npz").write_bytes(content.getvalue())
    manifest = {
        "format": FORMAT,
        "features": len(FEATURES),
        "bits": bits,
        "sha256": hashlib.sha256(content.getvalue()).hexdigest(),
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


def sample_bulk(bulk: Path, *, every: int, length: int = 1000) -> list[str]:
    """The beginning of every so-manieth text."""
    return [normalise(text[:length]).norm for number, text in enumerate(read_bulk(bulk)) if number % every == 0]


def train_tagger(items: Sequence[Annotated], recipe: Recipe, texts: Sequence[str], folder: Path) -> None:
    """Train on some sentences, fit the gate to some texts, and write the model."""
    model = train(prepare(items, recipe), bits=recipe.bits, domains=len(recipe.domains), width=recipe.width)
    arrays = export(model, recipe)
    write_model(folder, arrays, recipe.bits)
    if recipe.gate_loss is not None:
        write_model(folder, arrays | close_gate(read_tagger(folder), texts, recipe, recipe.gate_loss), recipe.bits)
