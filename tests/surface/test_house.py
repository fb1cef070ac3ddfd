"""The house keeps its own rules: one road, strict types, a clean lint."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("package", "arguments"),
    [
        ("ruff", ["-m", "ruff", "check", "."]),
        ("mypy", ["-m", "mypy"]),
        ("importlinter", ["-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]),
    ],
)
def test_the_checker_is_content(package, arguments):
    if find_spec(package) is None:
        pytest.skip(f"{package} is not installed")
    done = subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_only_the_command_line_prints():
    offenders = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "zhextract").rglob("*.py")
        if path.name not in ("cli.py", "commands.py")
        and path.parent.name != "training"
        and any(line.lstrip().startswith("print(") for line in path.read_text(encoding="utf-8").splitlines())
    ]
    assert offenders == []


def test_no_module_outgrows_its_readers():
    long = {
        str(path.relative_to(ROOT)): lines
        for path in (ROOT / "zhextract").rglob("*.py")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 450
    }
    assert long == {}


def test_every_table_says_what_it_is():
    for path in (ROOT / "zhextract" / "lexicons" / "data").glob("*.tsv"):
        head = path.read_text(encoding="utf-8").split("\n", 40)
        comment = " ".join(line for line in head if line.startswith("#"))
        assert "columns" in comment.lower(), path.name
        assert "licen" in comment.lower(), path.name
