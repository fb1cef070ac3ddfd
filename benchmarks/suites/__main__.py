"""Answer every case of every suite: `python -m benchmarks.suites SUITES_DIR OUT_DIR`.

SUITES_DIR holds `<suite>.jsonl`, a case a line; OUT_DIR receives `<suite>.jsonl`,
an answer a line, as the suites' scorer reads them.

An adapter is a function from a case to an answer: `{"pred": [...]}` with rows of
`text`, `start`, `end`, `value` and `unit`, or `{"output": str}`. A module named in
`MODULES` offers its adapters as `ADAPTERS`, from suite name to function. An adapter
says which function of the library answers and how its units are named there; it
never mends an answer.
"""

import json
import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from zhextract.errors import ZhextractError

Case = Mapping[str, Any]
Answer = dict[str, Any]
Adapter = Callable[[Case], Answer]

MODULES = ("numerals", "units", "money", "writing", "times", "locations")


def find_adapters() -> dict[str, Adapter]:
    """Collect the adapters of every module that is there, by suite name."""
    adapters: dict[str, Adapter] = {}
    for name in MODULES:
        module = f"{__package__}.{name}"
        if find_spec(module) is not None:
            adapters.update(import_module(module).ADAPTERS)
    return adapters


def answer_suite(path: Path, adapter: Adapter, out: Path) -> int:
    """Write the answers to one suite, and return their number."""
    lines = []
    with path.open(encoding="utf-8") as handle:
        for line in handle:
            case = json.loads(line)
            try:
                answer = adapter(case)
            except ZhextractError as error:
                answer = {"error": f"{type(error).__name__}: {error}"}
            row = {"id": case["id"], "input": case["input"], **answer}
            lines.append(json.dumps(row, ensure_ascii=False, default=str))
    out.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return len(lines)


def main(arguments: list[str]) -> int:
    """Run every suite that has an adapter; name those that have none."""
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    suites, out = Path(arguments[0]), Path(arguments[1])
    out.mkdir(parents=True, exist_ok=True)
    adapters = find_adapters()
    for path in sorted(suites.glob("*.jsonl")):
        adapter = adapters.get(path.stem)
        if adapter is None:
            print(f"{path.stem}: no adapter", file=sys.stderr)
            continue
        print(f"{path.stem}: {answer_suite(path, adapter, out / path.name)} answered", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
