"""Regular expressions that few texts need, compiled when the first of them does.

Compiling an expression over Chinese characters takes a millisecond and more, and all of them together would be a third
of what a new process waits for. What nearly every text meets is compiled where it stands.
"""

import re
from functools import cache

__all__ = ["compiled"]


@cache
def compiled(source: str, flags: int = 0) -> re.Pattern[str]:
    """Compile an expression once.

    >>> compiled("[一二三]是").match("三是").end()
    2
    """
    return re.compile(source, flags)
