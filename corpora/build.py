# ruff: noqa: INP001 - a script beside data, no package
"""Build the JSON lines of the project's own corpora from their annotation sheets.

python corpora/build.py            writes corpora/*/{dev,test}.jsonl
python corpora/build.py --check    fails when a file is not what its sheets give
"""

import io
import sys
from pathlib import Path

from zhextract.evaluation.jsonl import write_jsonl
from zhextract.evaluation.sheets import read_sheets

CORPORA = Path(__file__).parent
SPLITS = ("dev", "test")


def build(folder: Path, split: str) -> str:
    """The JSON lines of one split."""
    lines = io.StringIO()
    write_jsonl(read_sheets(folder / "sheets", split=split), lines)
    return lines.getvalue()


def main(arguments: list[str]) -> int:
    """Write every corpus, or check that what is written is up to date."""
    stale = []
    for folder in sorted(path.parent for path in CORPORA.glob("*/sheets")):
        for split in SPLITS:
            target, lines = folder / f"{split}.jsonl", build(folder, split)
            if "--check" not in arguments:
                target.write_text(lines, encoding="utf-8")
            elif not target.is_file() or target.read_text(encoding="utf-8") != lines:
                stale.append(str(target))
    for name in stale:
        sys.stderr.write(f"{name} is not what its sheets give; run python corpora/build.py\n")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
