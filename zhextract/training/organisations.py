"""Train `models/organisations` from annotated corpora.

    python -m zhextract.training.organisations CORPORA BULK [MODELS/organisations]

CORPORA holds `train/organisations`, `train/uner_gsdsimp`, `train/aishell_ner`, `train/weibo`,
`train/fewfc` and `train/company_names`; BULK holds unannotated documents, which only the gate
is measured on. Needs PyTorch; the same input gives the same weights.
"""

import hashlib
import json
import sys
from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path

import jieba
import numpy as np
from numpy.typing import NDArray

from zhextract.entities.organisations.lexicon import lexicon
from zhextract.entities.regions import find_regions
from zhextract.entities.tagger import FORMAT, WINDOW, Tagger, best_path, live_runs, read_tagger
from zhextract.entities.tagger_features import (
    CLAUSE_MARKS,
    FEATURES,
    GATE_FEATURES,
    LONGEST_COMPANY,
    LONGEST_WORD,
    REACH,
    Batch,
    Layers,
    hash_rows,
    hash_stretches,
    lay_out,
    look_up_words,
    read_parts,
)
from zhextract.normalise import normalise
from zhextract.training.chain import Chain, Sentence, fit_logistic, train
from zhextract.training.corpora import Annotated, read_annotated
from zhextract.training.listed_companies import read_bulk

__all__ = ["build_sets", "main", "prepare", "read_corpora", "sample_bulk", "train_tagger", "write_model"]

BITS = 17
WIDTH = 16
GATE_BITS = 16
# The gate may keep back some of this share of the mentions that the open tagger finds.
GATE_LOSS = 0.012
COMPANY_BITS, WORD_BITS = 23, 22
PIECE = 300
# Taken off the score of O: what the rules drop afterwards costs less than what the tagger never proposes.
EAGERNESS = 0.25
DOMAINS = {"ours": 0, "uner": 1, "aishell": 2, "weibo": 3, "fewfc": 4}
ORG = frozenset({"ORG"})
EVENT = frozenset({"sub-org", "obj-org", "target-company", "institution"})
Bits = NDArray[np.uint8]


def read_corpora(corpora: Path) -> list[Annotated]:
    """Read all training sentences; test splits stay out, but for two that nothing is reported on."""
    train_folder = corpora / "train"
    found = list(read_annotated(train_folder / "organisations" / "train.jsonl", domain="ours", labels=ORG))
    for name in ("train", "dev"):
        found += read_annotated(train_folder / "uner_gsdsimp" / f"{name}.jsonl", domain="uner", labels=ORG)
    found += read_annotated(train_folder / "aishell_ner" / "dev.jsonl", domain="aishell", labels=ORG)
    for name in ("train", "dev", "test"):
        found += read_annotated(train_folder / "weibo" / f"{name}.jsonl", domain="weibo", labels=frozenset({"ORG.NAM"}))
    for name in ("train_base", "dev_base", "train_trans", "test_trans"):
        part = read_annotated(train_folder / "fewfc" / f"{name}.jsonl", domain="fewfc", labels=EVENT, partial=True)
        found += [item for item in part if item.spans]
    return found


def build_sets(corpora: Path) -> tuple[Bits, Bits]:
    """Build the two bit sets: company names that are no ordinary words, and ordinary words."""
    jieba.initialize()
    names = (corpora / "train" / "company_names" / "company_short_28w.txt").read_text(encoding="utf-8").split()
    companies = _bit_set([name for name in names if jieba.dt.FREQ.get(name, 0) < 5], COMPANY_BITS, LONGEST_COMPANY)
    words = []
    for line in (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, tag = line.split()
        if int(count) >= 5 and tag not in ("nt", "nr", "nrt"):
            words.append(word)
    return companies, _bit_set(words, WORD_BITS, LONGEST_WORD)


def _bit_set(words: Iterable[str], bits: int, longest: int) -> Bits:
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


def prepare(items: Sequence[Annotated], companies: Bits, words: Bits) -> list[Sentence]:
    """Make training sentences: rows of features and labels."""
    sentences = []
    for begin in range(0, len(items), 500):
        part = [item for item in items[begin : begin + 500] if item.text]
        batch, at, layers = _read([item.text for item in part], companies, words)
        rows = np.ascontiguousarray(hash_rows(layers, BITS, at).T).astype(np.int32)
        for item, start in zip(part, batch.starts, strict=True):
            labels = np.full(len(item.text), -1 if item.partial else 0, dtype=np.int64)
            for first, end in item.spans:
                labels[first], labels[first + 1 : end - 1], labels[end - 1] = 1, 2, 3
            own = rows[start - REACH : start - REACH + len(labels)]
            sentences += [
                Sentence(own[cut : cut + PIECE], labels[cut : cut + PIECE], DOMAINS[item.domain])
                for cut in range(0, len(labels), PIECE)
            ]
    return sentences


def _read(texts: Sequence[str], companies: Bits, words: Bits) -> tuple[Batch, NDArray[np.int64], Layers]:
    """The layers of every character."""
    batch = lay_out(texts, lexicon())
    at = np.arange(REACH, len(batch.chars) - REACH)
    layers = read_parts(batch, [find_regions(text) for text in texts], lexicon())
    look_up_words(layers, at, lexicon().suffix_kinds, companies, words)
    return batch, at, layers


def export(model: Chain, companies: Bits, words: Bits) -> dict[str, NDArray[np.generic]]:
    """The arrays of a model, our domain folded in, the table in eight bits; the gate stands open."""
    table = model.table.weight.detach().numpy()
    scale = np.abs(table).max(axis=0) / 127
    hidden = model.hidden.weight.detach().numpy().T * scale[:, None]
    output_bias = (model.output.bias + model.output_domain[0]).detach().numpy().astype(np.float32)
    output_bias[0] -= EAGERNESS
    return {
        "table": np.rint(table / scale).astype(np.int8),
        "hidden": hidden.astype(np.float32),
        "hidden_bias": (model.hidden.bias + model.hidden_domain[0]).detach().numpy().astype(np.float32),
        "output": model.output.weight.detach().numpy().T.astype(np.float32),
        "output_bias": output_bias,
        "steps": model.steps.detach().numpy().astype(np.float32),
        "gate": np.zeros(1 << GATE_BITS, dtype=np.int8),
        "threshold": np.array([-1], dtype=np.int16),
        "companies": companies,
        "words": words,
    }


def close_gate(tagger: Tagger, texts: Sequence[str]) -> dict[str, NDArray[np.generic]]:
    """Fit the gate, a logistic model of few features, to where the open tagger finds mentions."""
    rows, told = [], []
    for begin in range(0, len(texts), 200):
        batch, at, layers = _read(texts[begin : begin + 200], tagger.companies, tagger.words)
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
    threshold = np.quantile(let_through(totals, np.concatenate(told[:held])), GATE_LOSS)
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


def write_model(folder: Path, arrays: dict[str, NDArray[np.generic]]) -> None:
    """Write weights and manifest."""
    folder.mkdir(parents=True, exist_ok=True)
    content = BytesIO()
    np.savez(content, **arrays)  # type: ignore[arg-type]
    (folder / "weights.npz").write_bytes(content.getvalue())
    manifest = {
        "format": FORMAT,
        "features": len(FEATURES),
        "bits": BITS,
        "sha256": hashlib.sha256(content.getvalue()).hexdigest(),
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


def sample_bulk(bulk: Path, *, every: int, length: int = 1000) -> list[str]:
    """The beginning of every so-manieth text."""
    return [normalise(text[:length]).norm for number, text in enumerate(read_bulk(bulk)) if number % every == 0]


def train_tagger(items: Sequence[Annotated], sets: tuple[Bits, Bits], texts: Sequence[str], folder: Path) -> None:
    """Train on some sentences, fit the gate to some texts, and write the model."""
    model = train(prepare(items, *sets), bits=BITS, domains=len(DOMAINS), width=WIDTH)
    arrays = export(model, *sets)
    write_model(folder, arrays)
    write_model(folder, arrays | close_gate(read_tagger(folder), texts))


def main(arguments: list[str]) -> None:
    """Train on everything and write the model."""
    corpora, bulk = map(Path, arguments[:2])
    folder = Path(arguments[2] if len(arguments) > len(("corpora", "bulk")) else "models/organisations")
    train_tagger(read_corpora(corpora), build_sets(corpora), sample_bulk(bulk, every=6, length=600), folder)


if __name__ == "__main__":
    main(sys.argv[1:])
