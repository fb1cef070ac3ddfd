"""Facts that were read from one list: 分别, 依次, a shared head."""

from collections.abc import Sequence

from zhextract.linking.frames import Frame
from zhextract.records import Group

__all__ = ["read_groups"]


def read_groups(frames: Sequence[Frame]) -> list[Group | None]:
    """Number the lists of amounts; a fact outside any list has no group."""
    ids: dict[int, str] = {}
    groups: list[Group | None] = []
    for frame in frames:
        if frame.head is None:
            groups.append(None)
            continue
        name = ids.setdefault(frame.head.index, f"g{len(ids) + 1}")
        groups.append(Group(name, frame.list_index, frame.list_size))
    return groups
