"""Marked sentences: `[r:海宁市]` a region, `[o:某公司]` an organisation, `[t:5月=2024-05]` a time, `[n:3.2%]` an amount."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from zhextract.linking.frames import Frame, Layout, read_frames, read_layout
from zhextract.linking.tables import read_tables
from zhextract.records import Document, Organisation, Quantity, Region, Time
from zhextract.spans import Span

MARK = re.compile(r"\[([rotn]):([^\]=]+)(?:=([^\]]*))?\]")
UNIT = re.compile(r"[^\d.,+-]+$")
CASES = Path(__file__).parents[2] / "cases"

Marked = tuple[Document, Layout, list[Frame]]


def read_marked(marked: str, *, date: str | None = None, issuer: str | None = None) -> Marked:
    """Make a document of a marked text, its layout and the frames of its amounts."""
    text, at, items = "", 0, []
    marked = marked.replace("\\n", "\n").replace("\\t", "\t")
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        at = match.end()
        kind, word, value = match.groups()
        items.append((kind, len(text), len(text) + len(word), word, value))
        text += word
    text += marked[at:]
    regions, organisations, times, quantities = [], [], [], []
    for kind, start, end, word, value in items:
        if kind == "r":
            regions.append(Region(start, end, word, value or None, word, "province"))
        elif kind == "o":
            organisations.append(Organisation(start, end, word, word, value or "company"))
        elif kind == "t":
            times.append(Time(start, end, word, value or None))
        else:
            unit = UNIT.search(word)
            quantities.append(
                Quantity(
                    start, end, word, None, None, None, "exact", unit and unit.group(), None, None, Span(start, end)
                )
            )
    document = Document(
        text,
        date=date,
        issuer=issuer,
        regions=tuple(regions),
        organisations=tuple(organisations),
        times=tuple(times),
        quantities=tuple(quantities),
    )
    layout = read_layout(text)
    frames = read_frames(text, layout, quantities)
    read_tables(text, layout, frames)
    return document, layout, frames


@pytest.fixture
def marked() -> Callable[..., Marked]:
    """The reader of marked sentences."""
    return read_marked
