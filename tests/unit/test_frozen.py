"""Quick records are frozen dataclasses like any other."""

import copy
import dataclasses
import pickle
from dataclasses import FrozenInstanceError, dataclass

import pytest

from zhextract.frozen import quick, replace


@quick
@dataclass(frozen=True, slots=True)
class Mention:
    start: int
    text: str
    code: str | None = None
    names: tuple[str, ...] = ()


def test_defaults_and_keywords() -> None:
    assert Mention(3, "湖北") == Mention(start=3, text="湖北", code=None, names=())
    assert repr(Mention(3, "湖北", names=("鄂",))) == "Mention(start=3, text='湖北', code=None, names=('鄂',))"
    with pytest.raises(TypeError):
        Mention(3)  # type: ignore[call-arg]


def test_nothing_can_be_changed() -> None:
    mention = Mention(3, "湖北")
    assert type(mention) is Mention
    for change in (lambda: setattr(mention, "start", 4), lambda: delattr(mention, "start")):
        with pytest.raises(FrozenInstanceError):
            change()
    assert hash(mention) == hash(Mention(3, "湖北"))


def test_copies() -> None:
    mention = Mention(3, "湖北", "420000")
    assert pickle.loads(pickle.dumps(mention)) == copy.deepcopy(mention) == mention
    changed = replace(mention, code=None)
    assert changed == dataclasses.replace(mention, code=None) == Mention(3, "湖北")
    assert type(changed) is Mention
    assert mention.code == "420000"
    with pytest.raises(AttributeError):
        replace(mention, place="鄂")
