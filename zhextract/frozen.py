"""Frozen records that are made as fast as others.

A frozen dataclass sets each field past its own guard, which costs five times as much as setting it, and a page of
text is made of hundreds of records. `quick` opens a record while its fields are set: until then it has the class of
a twin without a guard.
"""

from dataclasses import fields
from typing import TypeVar

__all__ = ["quick"]

Record = TypeVar("Record")

# Gives an object another class, whatever guard its own has.
_take_class = object.__dict__["__class__"].__set__

SOURCE = """\
def __init__(self, {names}):
    take_class(self, twin)
    {sets}
    self.__class__ = made
"""


def quick(made: type[Record]) -> type[Record]:
    """Let the instances of a frozen dataclass with slots be made faster; nothing else of it changes.

    For classes that nothing inherits from, and whose fields have plain defaults.

    >>> from dataclasses import dataclass
    >>> @quick
    ... @dataclass(frozen=True, slots=True)
    ... class Mention:
    ...     start: int
    ...     text: str = "湖北"
    >>> Mention(3)
    Mention(start=3, text='湖北')
    """
    init = made.__init__
    names = [field.name for field in fields(made)]  # type: ignore[arg-type]
    twin = type(made.__name__, made.__bases__, {"__slots__": tuple(names)})
    source = SOURCE.format(names=", ".join(names), sets="; ".join(f"self.{name} = {name}" for name in names))
    namespace = {"take_class": _take_class, "twin": twin, "made": made}
    exec(source, namespace)  # noqa: S102 - only the names of the class's own fields, as dataclasses itself does
    quicker = namespace["__init__"]
    quicker.__defaults__, quicker.__annotations__ = init.__defaults__, init.__annotations__
    quicker.__qualname__ = init.__qualname__
    made.__init__ = quicker  # type: ignore[method-assign]
    return made
