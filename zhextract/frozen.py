"""Frozen records that are made, and made anew with changes, as fast as others.

A frozen dataclass sets each field past its own guard, which costs five times as much as setting it, and a page of
text is made of hundreds of records. `quick` opens a record while its fields are set: until then it has the class of
a twin without a guard.
"""

from dataclasses import fields
from typing import TypeVar, cast

__all__ = ["quick", "replace"]

Record = TypeVar("Record")

# Gives an object another class, whatever guard its own has.
_take_class = object.__dict__["__class__"].__set__

SOURCE = """\
def __init__(self, {names}):
    take_class(self, twin)
    {sets}
    self.__class__ = made

def __replace__(self, **changes):
    other = new(twin)
    {copies}
    for name, value in changes.items():
        setattr(other, name, value)
    other.__class__ = made
    return other
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
    source = SOURCE.format(
        names=", ".join(names),
        sets="; ".join(f"self.{name} = {name}" for name in names),
        copies="; ".join(f"other.{name} = self.{name}" for name in names),
    )
    namespace = {"take_class": _take_class, "twin": twin, "made": made, "new": object.__new__}
    exec(source, namespace)  # noqa: S102 - only the names of the class's own fields, as dataclasses itself does
    quicker = namespace["__init__"]
    quicker.__defaults__, quicker.__annotations__ = init.__defaults__, init.__annotations__
    quicker.__qualname__ = init.__qualname__
    made.__init__ = quicker  # type: ignore[method-assign]
    made.__replace__ = namespace["__replace__"]  # type: ignore[attr-defined]
    return made


def replace(record: Record, **changes: object) -> Record:
    """Make a quick record that differs from another in some fields, as `dataclasses.replace` does of any.

    >>> from zhextract.records import Time
    >>> replace(Time(0, 2, "今年", None), period="2024")
    Time(start=0, end=2, text='今年', period='2024', kind='point', rule='')
    """
    return cast("Record", record.__replace__(**changes))  # type: ignore[attr-defined]
