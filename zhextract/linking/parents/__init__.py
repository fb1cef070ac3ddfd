"""What each amount is a part of."""

from zhextract.linking.parents.read import read_parents

__all__ = ["read_parents"]
