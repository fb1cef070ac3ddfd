"""Train `models/organisations` from annotated corpora.

    python -m zhextract.training.organisations CORPORA BULK [MODELS/organisations]

CORPORA holds `train/organisations`, `train/uner_gsdsimp`, `train/aishell_ner`, `train/weibo`,
`train/fewfc` and `train/company_names`; BULK holds unannotated documents, which only the gate
is measured on. Needs PyTorch; the same input gives the same weights.
"""

import sys
from pathlib import Path

import jieba

from zhextract.entities.organisations.lexicon import lexicon
from zhextract.entities.tagger_features import LONGEST_NAME
from zhextract.training.corpora import Annotated, read_annotated
from zhextract.training.weights import Recipe, bit_set, ordinary_words, sample_bulk, train_tagger

__all__ = ["main", "make_recipe", "read_corpora"]

COMPANY_BITS = 23
DOMAINS = {"ours": 0, "uner": 1, "aishell": 2, "weibo": 3, "fewfc": 4}
ORG = frozenset({"ORG"})
EVENT = frozenset({"sub-org", "obj-org", "target-company", "institution"})


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


def make_recipe(corpora: Path) -> Recipe:
    """Company names that are no ordinary words, ordinary words, and the lists of the room."""
    jieba.initialize()
    names = (corpora / "train" / "company_names" / "company_short_28w.txt").read_text(encoding="utf-8").split()
    return Recipe(
        vocabulary=lexicon(),
        names=bit_set([name for name in names if jieba.dt.FREQ.get(name, 0) < 5], COMPANY_BITS, LONGEST_NAME),
        words=ordinary_words(("nt", "nr", "nrt")),
        domains=DOMAINS,
        eagerness=0.25,
        gate_loss=0.012,
    )


def main(arguments: list[str]) -> None:
    """Train on everything and write the model."""
    corpora, bulk = map(Path, arguments[:2])
    folder = Path(arguments[2] if len(arguments) > len(("corpora", "bulk")) else "models/organisations")
    train_tagger(read_corpora(corpora), make_recipe(corpora), sample_bulk(bulk, every=6, length=600), folder)


if __name__ == "__main__":
    main(sys.argv[1:])
