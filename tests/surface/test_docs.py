"""The documentation: every code block runs, every command is described, Sphinx builds without a warning."""

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from zhextract.cli import _parser

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "README.zh.md", *sorted((ROOT / "docs").rglob("*.md"))]
# A block of code; `<!-- needs: duckdb -->` before it runs it where that package is installed, `<!-- not run: why -->` never.
BLOCK = re.compile(r"(?:<!-- (needs|not run): ([^\n]*) -->\n)?```python\n(.*?)```", re.DOTALL)


# The engines' own calls of what is deprecated elsewhere are not ours to mend.
@pytest.mark.filterwarnings("ignore::DeprecationWarning:dask.*", "ignore::DeprecationWarning:ray.*")
@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_code_blocks_run(page, tmp_path, monkeypatch):
    if page.stem in ("data-frames", "other-engines", "spacy"):
        needed = {"data-frames": ("pandas", "polars", "xlsxwriter"), "spacy": ("spacy",)}
        for package in needed.get(page.stem, ("polars", "pyarrow")):
            pytest.importorskip(package)
    monkeypatch.chdir(tmp_path)
    namespace = {"__name__": "__docs__"}
    for condition, package, code in BLOCK.findall(page.read_text(encoding="utf-8")):
        if condition != "not run" and (not condition or find_spec(package)):
            exec(compile(code, str(page), "exec"), namespace)  # noqa: S102 - our own documentation


def test_every_command_is_described():
    text = (ROOT / "docs" / "reference" / "command-line.md").read_text(encoding="utf-8")
    commands = next(action.choices for action in _parser()._actions if action.dest == "command")
    assert all(f"`zhextract {name}" in text for name in commands)


@pytest.mark.skipif(
    find_spec("sphinx") is None or find_spec("myst_parser") is None, reason="Sphinx builds the documentation"
)
def test_sphinx_builds_without_warnings(tmp_path):
    command = [sys.executable, "-m", "sphinx", "-W", "-q", "-b", "html", str(ROOT / "docs"), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
