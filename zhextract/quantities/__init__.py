"""Room 5: amounts, with exact values, bounds and units; knows nothing of entities.

Reading order: find.py (the pass over the text), amounts.py (one amount), units.py and
hedges.py (its parts), refuse.py (what is no amount), lists.py and headers.py (what
neighbours and tables supply), convert.py (other units).
"""

from zhextract.quantities.amounts import read_quantity
from zhextract.quantities.convert import add, convert, find_unit, in_chinese, multiply, subtract, to_pint
from zhextract.quantities.find import find_quantities

__all__ = [
    "add",
    "convert",
    "find_quantities",
    "find_unit",
    "in_chinese",
    "multiply",
    "read_quantity",
    "subtract",
    "to_pint",
]
