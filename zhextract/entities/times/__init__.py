"""Times: expressions that fix a period, with their ISO 8601 reading.

Reading order: `grammar` and `atoms` (one compiled expression finds the pieces: a
year, a month, 上旬, 去年), `compose` (neighbouring pieces from large to small become one
expression, two of them a range), `clock` (what is known at a place in the
text), `points`, `named` and `resolve` (what an expression means there), `find`
(the whole). `calendars` knows days that another calendar fixes, `lengths` reads
lengths of time and times counted from now.
"""

from zhextract.entities.times.find import find_times, read_period

__all__ = ["find_times", "read_period"]
