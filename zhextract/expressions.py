"""Regular expressions that few texts need, compiled when the first of them does.

Compiling an expression over Chinese characters takes from a tenth of a millisecond to ten, and all of them together
would be a third of what a new process waits for. Those that nearly every text needs stand in `re.compile`.
"""

import re
from typing import cast

__all__ = ["rarely"]

METHODS = ("match", "fullmatch", "search", "finditer", "findall", "split", "sub", "pattern", "flags", "groups")


class _Rare:
    """Stands for an expression, and takes on what it can do when it is first asked for any of it."""

    def __init__(self, source: str, flags: int) -> None:
        self.source = source
        self.options = flags

    def __getattr__(self, name: str) -> object:
        if name not in METHODS:
            raise AttributeError(name)
        pattern = re.compile(self.source, self.options)
        self.__dict__.update({method: getattr(pattern, method) for method in METHODS})
        return self.__dict__[name]


def rarely(source: str, flags: int = 0) -> re.Pattern[str]:
    """Compile an expression that few texts need, not before one does.

    >>> SUCH = rarely("[一二三]是")
    >>> SUCH.match("三是").end()
    2
    """
    return cast("re.Pattern[str]", _Rare(source, flags))
