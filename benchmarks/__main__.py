"""Speed, in one table and one command.

    python -m benchmarks                         our own example notice and prose
    python -m benchmarks FILE_OR_FOLDER ...      texts of yours, each a column of its own
    python -m benchmarks --quick                 without long documents and two processes
    python -m benchmarks --json                  the same figures for a machine

Speeds are of one core, in thousand characters a second of processor time: the best of several rounds, in each of
which every row has its turn, so that a busy machine slows all alike. `ratio` is against `jieba.lcut` of the same
text in the same run, so that it holds on any machine. Peers that are not installed are left out.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

from benchmarks.peers import peers
from benchmarks.processes import compare_processes
from benchmarks.rooms import rooms
from zhextract.files import read_inputs
from zhextract.pipeline import load

HERE = Path(__file__).parent
NOTICE = HERE.parent / "examples" / "notice.txt"
ROUNDS = 5
PATIENCE = 20.0  # seconds that a row may take in all
SIZES = (100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000)

# What a new process does, with the clock between.
STARTUP = """
import json, time
start = time.process_time()
import zhextract
imported = time.process_time()
nlp = zhextract.load()
loaded = time.process_time()
text = open({path!r}, encoding="utf-8").read()
nlp(text)
read = time.process_time()
import resource
[nlp(text) for _ in range(20)]
size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps([imported - start, loaded - imported, read - loaded, size]))
"""


def start_processes() -> dict[str, float]:
    """Measure what a new process pays, in time of the processor, until it has read a document; and what it holds."""
    runs = []
    for _ in range(ROUNDS):
        command = [sys.executable, "-c", STARTUP.format(path=str(NOTICE))]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        runs.append(json.loads(done.stdout))
    names = ("import, ms", "load, ms", "first document, ms", "resident, MiB")
    best = [min(column) for column in zip(*runs, strict=True)]
    return dict(zip(names, [*(1000 * seconds for seconds in best[:3]), best[3]], strict=True))


def measure_speeds(texts: Sequence[str]) -> dict[str, float]:
    """Measure each room, the whole road and the peers on the same texts, in characters a second."""
    actions = {**rooms(texts), **peers(texts)}
    best = dict.fromkeys(actions, float("inf"))
    spent = dict.fromkeys(actions, 0.0)
    for number in range(ROUNDS + 1):
        for name, action in actions.items():
            if number == 0 or spent[name] < PATIENCE:
                seconds = processor_time(action)
                spent[name] += seconds
                if number:  # the first round opens tables
                    best[name] = min(best[name], seconds)
    size = sum(map(len, texts))
    return {name: size / seconds for name, seconds in best.items() if seconds < float("inf")}


def processor_time(action: Callable[[], object]) -> float:
    """Time an action in seconds of the processor."""
    start = time.process_time()
    action()
    return time.process_time() - start


def measure_slope(text: str) -> dict[int, float]:
    """Measure the whole road on one document of growing length, in characters a second."""
    nlp = load()
    out = {}
    for size in SIZES:
        document = (text * (size // len(text) + 1))[:size]
        runs = 1 if size > 1_000_000 else max(3, 1000 // size)
        out[size] = size / min(processor_time(lambda: nlp(document)) for _ in range(runs))  # noqa: B023
    return out


def read_texts(path: Path, characters: int) -> list[str]:
    """Read texts, all of them repeated until there is enough to time."""
    texts = [item.text for item in read_inputs([path])]
    return texts * max(1, characters // max(1, sum(map(len, texts))))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path, default=[NOTICE, HERE / "prose.txt"])
    parser.add_argument("--characters", type=int, default=300_000, help="how much of each text; default: 300000")
    parser.add_argument("--quick", action="store_true", help="without long documents and two processes")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    texts = {path.name: read_texts(path, options.characters) for path in options.paths}
    figures: dict[str, dict] = {"process": start_processes()}
    figures["speed"] = {name: measure_speeds(some) for name, some in texts.items()}
    if not options.quick:
        figures["one document"] = measure_slope(NOTICE.read_text(encoding="utf-8"))
        figures["two processes"] = compare_processes(next(iter(texts.values())))
    print(json.dumps(figures, indent=1, ensure_ascii=False) if options.json else draw(figures))


def draw(figures: Mapping[str, Mapping]) -> str:
    """Draw the figures as one table."""
    speeds: Mapping[str, Mapping[str, float]] = figures["speed"]
    names = list(dict.fromkeys(name for rows in speeds.values() for name in rows))
    width = max(map(len, [*names, *figures["process"]])) + 2
    lines = ["".join([" " * width, *(f"{title[:20]:>22s}" for title in speeds)])]
    lines.append("".join([" " * width, *(f"{'thousand/s':>14s}{'ratio':>8s}" for _ in speeds)]))
    for name in names:
        cells = [
            f"{rows[name] / 1000:14.0f}{rows[name] / rows['jieba.lcut']:8.2f}" if name in rows else " " * 22
            for rows in speeds.values()
        ]
        lines.append(f"{name:{width}s}" + "".join(cells))
    for size, speed in figures.get("one document", {}).items():
        lines.append(f"{f'a document of {size:,d}':{width}s}{speed / 1000:14.0f}")
    lines += [f"{name:{width}s}{value:14.0f}" for name, value in figures["process"].items()]
    lines += [f"{name:{width}s}{value:14.2f}" for name, value in figures.get("two processes", {}).items()]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
