"""Measuring: corpora in, systems beside each other, scores with intervals out.

In reading order: `corpus` (the annotated document), `jsonl` and `formats` (where
they come from), `systems` (who predicts), `facts`, `mentions`, `segmentation` and
`amounts` (the scorers), `report` (what is printed).
"""
