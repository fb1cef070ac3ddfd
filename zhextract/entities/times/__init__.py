"""Times: expressions that fix a period, with their ISO 8601 reading.

Reading order: `atoms` (one compiled expression finds the pieces: a year, a
month, 上旬, 去年), `compose` (neighbouring pieces from large to small become one
expression, two of them a range), `resolve` (what an expression means, given the
document's day and the year the text speaks of), `find` (the whole).
"""

from zhextract.entities.times.find import find_times, read_period

__all__ = ["find_times", "read_period"]
