"""Sphinx: `python -m sphinx -W docs docs/_build`."""

project = "zhextract"
author = "The zhextract developers"
copyright = "The zhextract developers"
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "zhextract"
autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_class_signature = "separated"
myst_heading_anchors = 3
suppress_warnings = ["myst.xref_missing"]
