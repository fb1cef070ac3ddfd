"""Write `lexicons/data/organisation_common.tsv`: ordinary words that no short form of a company's name may be.

    python -m zhextract.training.common_words > zhextract/lexicons/data/organisation_common.tsv

The words are those of two or three characters that jieba's dictionary (MIT) counts often, without names and numerals.
"""

import sys
from importlib.resources import files

__all__ = ["common_words", "main"]

OFTEN = 300
LENGTHS = (2, 3)
# Parts of speech of names of persons, places, bodies and others, and of numerals.
NAMES = frozenset(("m", "nr", "nrt", "ns", "nt", "nz"))
HEADER = """\
# Ordinary words of two or three characters: what is left of a company's name without its ending is no short form if it is one.
# columns: word
# source: words that jieba's dictionary (MIT) counts 300 times or more, without names and numerals; date: 2026-11; licence: MIT
# made by: python -m zhextract.training.common_words
"""


def common_words() -> list[str]:
    """Choose the words, in order of their code points."""
    found = set()
    for line in files("jieba").joinpath("dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, tag = line.split()
        if len(word) in LENGTHS and int(count) >= OFTEN and tag not in NAMES:
            found.add(word)
    return sorted(found)


def main() -> None:
    """Write the table to standard output."""
    sys.stdout.write(HEADER + "".join(f"{word}\n" for word in common_words()))


if __name__ == "__main__":
    main()
