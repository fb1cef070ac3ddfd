"""Room 5: amounts, with exact values, bounds and units; knows nothing of entities."""

from zhextract.quantities.find import find_quantities

__all__ = ["find_quantities"]
