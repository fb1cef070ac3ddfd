"""Make `lexicons/data/characters.tsv`: traditional characters and variants with their simplified form.

    python -m zhextract.training.characters TSCharacters.txt > zhextract/lexicons/data/characters.tsv

`TSCharacters.txt` is OpenCC's table (Apache-2.0), as the package `opencc-python-reimplemented` carries it.
Where OpenCC lists several simplified forms, the first stands unless it is the character itself.
"""

import sys
from pathlib import Path

__all__ = ["main", "simplified_forms"]

HEADER = """\
# Traditional characters and variants with their simplified form, one character for one.
# columns: traditional, simplified
# Made by: python -m zhextract.training.characters TSCharacters.txt
# Source: the character pairs of OpenCC's TSCharacters (Apache-2.0), 2026-11; licence of this table: Apache-2.0
"""


def simplified_forms(lines: list[str]) -> dict[str, str]:
    """Read OpenCC's lines into pairs of single characters that differ."""
    pairs = {}
    for line in lines:
        traditional, _, forms = line.partition("\t")
        simplified = forms.split(" ")[0]
        if len(traditional) == len(simplified) == 1 and traditional != simplified:
            pairs[traditional] = simplified
    return pairs


def main() -> None:
    """Write the table to standard output."""
    pairs = simplified_forms(Path(sys.argv[1]).read_text(encoding="utf-8").splitlines())
    sys.stdout.write(HEADER)
    for traditional, simplified in sorted(pairs.items()):
        sys.stdout.write(f"{traditional}\t{simplified}\n")


if __name__ == "__main__":
    main()
