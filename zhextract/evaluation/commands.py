"""The commands `evaluate`, `compare` and `annotate`, which `zhextract.cli` adds to its own."""

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

__all__ = ["add_annotate", "add_compare", "add_evaluate"]


def add_evaluate(subparsers: "Commands") -> None:
    """Add `evaluate CORPUS [--system NAME | --predictions FILE] [--json] [--html FILE]`."""


def add_compare(subparsers: "Commands") -> None:
    """Add `compare A B`."""


def add_annotate(subparsers: "Commands") -> None:
    """Add `annotate FILE… --format NAME --out PATH`."""
