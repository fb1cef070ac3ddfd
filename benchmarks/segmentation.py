"""Segmenters beside annotated words: precision, recall, F1, unknown words, speed and memory, in one table.

    python -m benchmarks.segmentation CORPORA [--pkuseg FOLDER]

CORPORA is the folder with `train/` and `evaluate/`. Every segmenter runs in a process of its own, so that
its memory is its own; speed is of the quickest of three runs, loading not counted. Recall is also given of the
words in Chinese characters that a stated vocabulary lacks (oov): for SIGHAN's tests jieba's dictionary, since
their training texts are not there, and for UD's test the words of its own training part. Segmenters that are not installed are left out.
`--pkuseg` names the folder of a model; `--train-pkuseg FOLDER` makes one first, by pkuseg's own trainer, from
UD's training and development parts.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

SETS = {
    "PKU": "evaluate/sighan2005_pku/test.jsonl",
    "MSR": "evaluate/sighan2005_msr/test.jsonl",
    "UD": "train/seg_ud_gsdsimp/test.jsonl",
}
UD = "train/seg_ud_gsdsimp"
RUNS = 3
Cut = Callable[[str], Sequence[str]]


def jieba(*, hmm: bool) -> Cut:
    """jieba, which guesses words that its dictionary lacks by an HMM, or does not."""
    import logging

    import jieba

    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    return lambda text: jieba.lcut(text, HMM=hmm)


def rjieba() -> Cut:
    """The same dictionary and HMM in Rust."""
    import rjieba

    return rjieba.cut


def spacy(segmenter: str) -> Cut:
    """The Chinese tokenizer of spaCy: one character a word, or jieba."""
    import spacy

    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": segmenter}}})
    return lambda text: [token.text for token in nlp.make_doc(text)]


def pkuseg(model: str, *, dictionary: bool) -> Cut:
    """Load pkuseg with a model of the user's; by default it mends the words by a dictionary of its own afterwards."""
    import spacy_pkuseg

    cutter = spacy_pkuseg.pkuseg(model, user_dict="default" if dictionary else None)
    cut: Cut = cutter.cut
    return cut


def segmenters(model: str | None) -> dict[str, Callable[[], Cut]]:
    """Everything that is installed, to be loaded by name."""
    found: dict[str, Callable[[], Cut]] = {
        "jieba": lambda: jieba(hmm=True),
        "jieba, HMM off": lambda: jieba(hmm=False),
    }
    if find_spec("rjieba"):
        found["rjieba"] = rjieba
    if find_spec("spacy"):
        found["spaCy zh, characters"] = lambda: spacy("char")
        found["spaCy zh, jieba"] = lambda: spacy("jieba")
    if model and find_spec("spacy_pkuseg"):
        found["pkuseg"] = lambda: pkuseg(model, dictionary=True)
        found["pkuseg, no dictionary"] = lambda: pkuseg(model, dictionary=False)
    return found


def read(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Read a set: each text with its words."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            item = json.loads(line)
            yield item["text"], item["words"]


def vocabulary(corpora: Path, name: str) -> set[str]:
    """The words that count as known."""
    if name == "UD":
        return {word for _, words in read(corpora / UD / "train.jsonl") for word in words}
    dictionary = files("jieba").joinpath("dict.txt").read_text(encoding="utf-8")
    return {line.split(" ", 1)[0] for line in dictionary.splitlines()}


def places(text: str, words: Sequence[str]) -> set[tuple[int, int]]:
    """Where the words stand, white space left out."""
    found, at = set(), 0
    for word in words:
        if word.strip():
            at = text.find(word, at) if not text.startswith(word, at) else at
            found.add((at, at + len(word)))
        at += len(word)
    return found


def is_new(word: str, known: set[str]) -> bool:
    """Whether a word in Chinese characters is not among the known ones; signs and figures are none."""
    return word not in known and any("一" <= character <= "龥" for character in word)


def measure(name: str, corpora: Path, model: str | None) -> dict[str, float]:
    """Measure one segmenter in this process."""
    began = time.process_time()
    cut = segmenters(model)[name]()
    cut("第一句")
    figures = {
        "load s": time.process_time() - began,
        "resident MiB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    for which, path in SETS.items():
        items, known = list(read(corpora / path)), vocabulary(corpora, which)
        right = predicted = wanted = new = new_right = 0
        for text, words in items:
            gold, found = places(text, words), places(text, cut(text))
            right, predicted, wanted = right + len(gold & found), predicted + len(found), wanted + len(gold)
            unknown = {(start, end) for start, end in gold if is_new(text[start:end], known)}
            new, new_right = new + len(unknown), new_right + len(unknown & found)
        figures |= {
            f"{which} P": 100 * right / predicted,
            f"{which} R": 100 * right / wanted,
            f"{which} F1": 200 * right / (predicted + wanted),
            f"{which} oov": 100 * new_right / new,
            f"{which} oov share": 100 * new / wanted,
        }
    texts = [text for text, _ in read(corpora / SETS["PKU"])]
    figures["thousand/s"] = sum(map(len, texts)) / 1000 / min(spend(cut, texts) for _ in range(RUNS))
    return figures


def spend(cut: Cut, texts: Sequence[str]) -> float:
    """Processor seconds of cutting the texts once."""
    began = time.process_time()
    for text in texts:
        cut(text)
    return time.process_time() - began


def train_pkuseg(corpora: Path, folder: Path) -> None:
    """Train a model by pkuseg's own trainer, which reads words between spaces."""
    import spacy_pkuseg

    folder.mkdir(parents=True, exist_ok=True)
    for name, parts in {"train": ("train", "dev"), "test": ("test",)}.items():
        rows = (
            " ".join(filter(str.strip, words)) for part in parts for _, words in read(corpora / UD / f"{part}.jsonl")
        )
        (folder / f"{name}.utf8").write_text("\n".join(rows) + "\n", encoding="utf-8")
    spacy_pkuseg.train(str(folder / "train.utf8"), str(folder / "test.utf8"), str(folder), train_iter=5)


def main() -> None:
    """Measure every segmenter and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--pkuseg", metavar="FOLDER", help="a trained model")
    parser.add_argument("--train-pkuseg", metavar="FOLDER", type=Path, help="train a model there first")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.train_pkuseg:
        train_pkuseg(options.corpora, options.train_pkuseg)
        options.pkuseg = str(options.train_pkuseg)
    if options.one:
        print(json.dumps(measure(options.one, options.corpora, options.pkuseg)))
        return
    command = [sys.executable, "-m", "benchmarks.segmentation", str(options.corpora)]
    command += ["--pkuseg", options.pkuseg] if options.pkuseg else []
    for name in segmenters(options.pkuseg):
        done = subprocess.run([*command, "--one", name], check=True, capture_output=True, text=True)
        figures = json.loads(done.stdout.splitlines()[-1])
        print(f"{name:22s}", "  ".join(f"{key} {value:.1f}" for key, value in figures.items()))


if __name__ == "__main__":
    main()
