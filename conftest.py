"""Modules of an extra that is not installed are not collected for doctests."""

from importlib.util import find_spec

TORCH = [f"zhextract/training/{name}.py" for name in ("chain", "crossvalidation", "organisations", "places", "weights")]

collect_ignore = [] if find_spec("torch") else TORCH
