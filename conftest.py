"""Modules of an extra that is not installed are not collected for doctests."""

from importlib.util import find_spec

collect_ignore = [] if find_spec("torch") else ["zhextract/training/chain.py", "zhextract/training/organisations.py"]
