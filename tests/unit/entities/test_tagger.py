"""The tagger: its dynamic programming against plain search, its gate of runs, and its refusal of foreign weights."""

import json
import shutil
from importlib.resources import as_file
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from zhextract.entities import find_organisations, find_regions
from zhextract.entities import tagger as tagger_module
from zhextract.entities.tagger import best_path, cut_pieces, live_runs, read_tagger
from zhextract.errors import ModelError
from zhextract.models import find_model

STEPS = [[0.1, -0.4, 0.0, 0.0], [0.0, 0.0, 0.3, -0.2], [0.0, 0.0, 0.5, 0.4], [0.2, -0.6, 0.0, 0.0]]
LEGAL = {("O", "O"), ("O", "B"), ("B", "M"), ("B", "E"), ("M", "M"), ("M", "E"), ("E", "O"), ("E", "B")}


def by_search(values: list[list[float]]) -> list[tuple[int, int]]:
    """Try every labelling."""
    best, winner = -1e9, ""
    for labels in product("OBME", repeat=len(values)):
        chain = ["O", *labels, "O"]
        pairs = list(zip(chain, chain[1:], strict=False))
        if all(pair in LEGAL for pair in pairs):
            score = sum(STEPS["OBME".index(a)]["OBME".index(b)] for a, b in pairs)
            score += sum(
                0.0 if label == "O" else row["BME".index(label)] for label, row in zip(labels, values, strict=True)
            )
            if score > best:
                best, winner = score, "".join(labels)
    found, since = [], 0
    for place, label in enumerate(winner):
        since = place if label == "B" else since
        if label == "E":
            found.append((since, place + 1))
    return found


@pytest.mark.parametrize("seed", range(40))
def test_best_path_is_the_best(seed: int) -> None:
    values = np.random.default_rng(seed).normal(0, 1.5, (6, 3)).tolist()
    assert best_path(values, STEPS) == by_search(values)


@pytest.mark.parametrize("seed", range(40))
def test_live_runs_hold_every_mention(seed: int) -> None:
    random = np.random.default_rng(seed)
    relative = random.normal(-1.0, 1.5, (40, 3)).astype(np.float32)
    at = np.arange(40)
    runs = live_runs(relative, np.array(STEPS, dtype=np.float32), at, np.zeros(40, dtype=np.bool_))
    whole = best_path(relative.tolist(), STEPS)
    pieces = [
        (first + s, first + e) for first, stop in runs for s, e in best_path(relative[first:stop].tolist(), STEPS)
    ]
    assert pieces == whole


def test_no_run_spans_a_gap() -> None:
    relative = np.full((4, 3), 3.0, dtype=np.float32)
    at = np.array([10, 11, 50, 51])
    runs = live_runs(relative, np.array(STEPS, dtype=np.float32), at, np.zeros(4, dtype=np.bool_))
    assert runs == [(0, 2), (2, 4)]


def codes(text: str) -> np.ndarray:
    return np.array([ord(character) for character in text], dtype=np.uint32)


def test_pieces_are_cut_at_gaps_then_marks_then_anywhere() -> None:
    at = np.array([0, 1, 2, 5, 6, 7, 8, 9, 10, 11, 12, 13])
    pieces = cut_pieces(at, codes("一二三四五六七，九十一二三四"), 4)
    assert [piece.tolist() for piece in pieces] == [[0, 1, 2], [5, 6], [7, 8, 9, 10], [11, 12, 13]]


@pytest.mark.parametrize("longest", [1, 2, 7, 100])
def test_pieces_keep_every_character_and_the_limit(longest: int) -> None:
    at = np.flatnonzero(np.random.default_rng(longest).random(300) < 0.8)
    pieces = cut_pieces(at, codes("产" * 300), longest)
    assert np.array_equal(np.concatenate(pieces), at)
    assert max(map(len, pieces)) <= longest


def test_a_text_without_marks_is_scored_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    scores = tagger_module.Tagger.scores

    def watch(self, layers, at):
        asked.append(len(at))
        return scores(self, layers, at)

    monkeypatch.setattr(tagger_module.Tagger, "scores", watch)
    text = "华能集团公司" * 10_000
    find_organisations([text], [[]], [None])
    assert sum(asked) > len(text) // 2
    assert max(asked) <= tagger_module.PIECE


@pytest.mark.parametrize("size", [40, 1000])
def test_small_pieces_find_the_same(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    path = Path(__file__).parents[2] / "cases" / "organisations.tsv"
    lines = [line.split("\t")[0] for line in path.read_text(encoding="utf-8").splitlines() if line[:1] not in ("", "#")]
    texts = ["\n".join(lines[begin : begin + 12]) for begin in range(0, len(lines), 12)]
    places = [find_regions(text) for text in texts]
    whole = find_organisations(texts, places, [None] * len(texts))
    monkeypatch.setattr(tagger_module, "PIECE", size)
    assert find_organisations(texts, places, [None] * len(texts)) == whole


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    with as_file(find_model("organisations")) as folder:
        shutil.copytree(folder, tmp_path / "model")
    return tmp_path / "model"


def test_model_reads(copied: Path) -> None:
    assert read_tagger(copied).table.shape[0] == 1 << read_tagger(copied).bits


@pytest.mark.parametrize("name", ["manifest.json", "weights.npz"])
def test_missing_file_is_refused(copied: Path, name: str) -> None:
    (copied / name).unlink()
    with pytest.raises(ModelError, match="missing"):
        read_tagger(copied)


def test_damaged_weights_are_refused(copied: Path) -> None:
    content = bytearray((copied / "weights.npz").read_bytes())
    content[len(content) // 2] ^= 1
    (copied / "weights.npz").write_bytes(content)
    with pytest.raises(ModelError, match="damaged"):
        read_tagger(copied)


@pytest.mark.parametrize("change", [{"format": "other/1"}, {"features": 3}, {"bits": 5}, {"bits": None}])
def test_foreign_manifest_is_refused(copied: Path, change: dict[str, object]) -> None:
    manifest = json.loads((copied / "manifest.json").read_text(encoding="utf-8"))
    (copied / "manifest.json").write_text(json.dumps(manifest | change), encoding="utf-8")
    with pytest.raises(ModelError):
        read_tagger(copied)


@pytest.mark.parametrize("content", ["", "[]", "{", "null"])
def test_manifest_that_is_none_is_refused(copied: Path, content: str) -> None:
    (copied / "manifest.json").write_text(content, encoding="utf-8")
    with pytest.raises(ModelError):
        read_tagger(copied)


def test_unknown_model() -> None:
    with pytest.raises(ModelError, match="no model"):
        find_model("nowhere")
