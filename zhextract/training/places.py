"""Train `models/places` from annotated corpora.

python -m zhextract.training.places CORPORA BULK [MODELS/places]
"""

import sys
from pathlib import Path

from zhextract.entities.places.lexicon import place_lexicon
from zhextract.entities.tagger_features import LONGEST_NAME
from zhextract.training.corpora import Annotated, read_annotated
from zhextract.training.weights import Recipe, bit_set, dictionary, ordinary_words, train_tagger

__all__ = ["main", "make_recipe", "read_corpora"]

PLACE_BITS = 20
DOMAINS = {"uner": 0, "aishell": 1, "weibo": 2}
LOC = frozenset({"LOC"})
NAMED = frozenset({"LOC.NAM", "GPE.NAM"})


def read_corpora(corpora: Path) -> list[Annotated]:
    """Read all training sentences; test splits stay out, but for one that nothing is reported on."""
    folder = corpora / "train"
    found: list[Annotated] = []
    for name in ("train", "dev"):
        found += read_annotated(folder / "uner_gsdsimp" / f"{name}.jsonl", domain="uner", labels=LOC)
    found += read_annotated(folder / "aishell_ner" / "dev.jsonl", domain="aishell", labels=LOC)
    for name in ("train", "dev", "test"):
        found += read_annotated(folder / "weibo" / f"{name}.jsonl", domain="weibo", labels=NAMED)
    return found


def make_recipe() -> Recipe:
    """Names of places of a dictionary, ordinary words, and the lists of the room."""
    names = [word for word, _, tag in dictionary() if tag == "ns"]
    return Recipe(
        vocabulary=place_lexicon(),
        names=bit_set([*names, *place_lexicon().names], PLACE_BITS, LONGEST_NAME),
        words=ordinary_words(("ns", "nt", "nr", "nrt")),
        domains=DOMAINS,
        eagerness=0.0,
        gate_loss=None,
    )


def main(arguments: list[str]) -> None:
    """Train on everything and write the model."""
    folder = Path(arguments[1] if len(arguments) > 1 else "models/places")
    train_tagger(read_corpora(Path(arguments[0])), make_recipe(), [], folder)


if __name__ == "__main__":
    main(sys.argv[1:])
