"""Reproducible recipes: the scripts that made the generated tables and the weights."""
