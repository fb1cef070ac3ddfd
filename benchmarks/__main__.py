"""Speed, in one table and one command.

    python -m benchmarks                         our own example notice and prose
    python -m benchmarks FILE_OR_FOLDER ...      texts of yours, each a row of its own
    python -m benchmarks --json                  the same figures for a machine

Every figure is the best of several runs of one process on one core; speeds are
in thousand characters a second, and `ratio` is against `jieba.lcut` of the same
text in the same run, so that it holds on any machine. Peers that are not
installed are left out.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

from benchmarks.peers import peers
from benchmarks.rooms import rooms
from zhextract.files import read_inputs

HERE = Path(__file__).parent
RUNS = 5
BULK = 300_000

STARTUP = {
    "import zhextract": "import zhextract",
    "import and load": "import zhextract; zhextract.load()",
    "import, load, first document": "import zhextract; zhextract.load()('2024年全国粮食产量7亿吨，增长1.6%。')",
}
MEMORY = (
    "import resource, zhextract; nlp = zhextract.load(); text = open({path!r}, encoding='utf-8').read();"
    "[nlp(text) for _ in range(20)]; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
)


def best_time(action: Callable[[], object], runs: int = RUNS) -> float:
    """Time an action, in seconds: the quickest of `runs` after one that is not counted."""
    action()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return min(times)


def startup_times() -> dict[str, float]:
    """Time what a new process pays, beside a bare interpreter, in seconds."""
    run = lambda code: best_time(lambda: subprocess.run([sys.executable, "-c", code], check=True))  # noqa: E731
    bare = run("pass")
    return {name: run(code) - bare for name, code in STARTUP.items()}


def resident_memory() -> float:
    """Measure the largest resident size of a process that has read documents, in MiB."""
    code = MEMORY.format(path=str(HERE.parent / "examples" / "notice.txt"))
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return int(done.stdout) / 1024


def speeds(texts: Sequence[str]) -> dict[str, float]:
    """Measure each room, the whole road and the peers on the same texts, in characters a second."""
    size = sum(map(len, texts))
    return {name: size / best_time(action) for name, action in {**rooms(texts), **peers(texts)}.items()}


def slope(text: str) -> dict[int, float]:
    """Measure the whole road on one document of growing length, in characters a second."""
    from zhextract.pipeline import load

    nlp = load()
    out = {}
    for size in (100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000):
        document = (text * (size // len(text) + 1))[:size]
        out[size] = size / best_time(lambda: nlp(document), runs=1 if size > 100_000 else 3)  # noqa: B023
    return out


def read_texts(path: Path) -> list[str]:
    """Read texts, a single one repeated until there is enough to time."""
    texts = [item.text for item in read_inputs([path])]
    return texts * max(1, BULK // max(1, sum(map(len, texts))))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--slope", action="store_true", help="also one document of 100 to 10 million characters")
    options = parser.parse_args()
    paths = options.paths or [HERE.parent / "examples" / "notice.txt", HERE / "prose.txt"]
    figures: dict[str, object] = {"startup": startup_times(), "resident MiB": resident_memory()}
    figures["speed"] = {path.name: speeds(read_texts(path)) for path in paths}
    if options.slope:
        figures["slope"] = slope(paths[0].read_text(encoding="utf-8"))
    print(json.dumps(figures, indent=1, ensure_ascii=False) if options.json else table(figures))


def table(figures: dict[str, dict[str, dict[str, float]]]) -> str:
    """Draw the figures."""
    lines = [f"{name:32s} {seconds * 1000:8.0f} ms" for name, seconds in figures["startup"].items()]
    lines.append(f"{'resident':32s} {figures['resident MiB']:8.0f} MiB")
    for path, rows in figures["speed"].items():
        lines += ["", f"{path:32s} {'thousand/s':>10s} {'ratio':>7s}"]
        lines += [f"{name:32s} {speed / 1000:10.0f} {speed / rows['jieba.lcut']:7.2f}" for name, speed in rows.items()]
    for size, speed in figures.get("slope", {}).items():
        lines.append(f"one document of {size:>12,d} {speed / 1000:14.0f}")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
