"""The commands of this room: `evaluate`, `compare`, `annotate`."""

import argparse

__all__ = ["add_annotate", "add_compare", "add_evaluate"]


def add_evaluate(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `zhextract evaluate`."""


def add_compare(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `zhextract compare`."""


def add_annotate(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `zhextract annotate`."""
