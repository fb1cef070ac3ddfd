"""Whose each amount is: who or where."""

from zhextract.linking.subjects.read import read_subjects

__all__ = ["read_subjects"]
