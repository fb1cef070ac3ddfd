"""Kind, direction and status: cases, and what every reading keeps."""

from datetime import date
from pathlib import Path

import pytest

from zhextract.entities import find_times
from zhextract.linking.frames import read_frames, read_layout
from zhextract.linking.kinds import KindReading, read_kinds, unsigned
from zhextract.linking.tables import read_tables
from zhextract.quantities import find_quantities
from zhextract.records import Document
from zhextract.spans import Span

CASES = Path(__file__).parents[2] / "cases"
SIGNS = {"up": " +", "down": " -", "flat": " =", None: ""}


def _rows(name: str) -> list[list[str]]:
    lines = (CASES / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def _read(text: str, day: str | None = None, title: str | None = None) -> list[KindReading]:
    norm = text.replace("\\n", "\n").replace("\\t", "\t")
    times = find_times(norm, anchor=date.fromisoformat(day) if day else None)
    quantities = find_quantities(norm, taken=[Span(time.start, time.end) for time in times])
    document = Document(norm, date=day, times=tuple(times))
    layout = read_layout(norm)
    frames = read_frames(norm, layout, quantities)
    read_tables(norm, layout, frames)
    return read_kinds(norm, frames, document, title)


@pytest.mark.parametrize(("text", "expected"), _rows("kinds"))
def test_kinds(text: str, expected: str) -> None:
    assert " | ".join(reading.kind + SIGNS[reading.direction] for reading in _read(text)) == expected


@pytest.mark.parametrize(("text", "expected", "day", "title"), [[*row, "", ""][:4] for row in _rows("statuses")])
def test_statuses(text: str, expected: str, day: str, title: str) -> None:
    assert " | ".join(reading.status for reading in _read(text, day or None, title or None)) == expected


def test_only_growth_and_change_have_a_direction() -> None:
    for text, _ in _rows("kinds"):
        for reading in _read(text):
            assert reading.direction is None or reading.kind in ("growth", "change")


def test_every_reading_says_why() -> None:
    assert _read("力争增长5%。")[0].why == ("kind:增长", "status:力争")


def test_a_direction_takes_the_sign_out_of_the_value() -> None:
    (quantity,) = find_quantities("管理费用同比-3.9%")
    assert str(unsigned(quantity).value) == "3.9"
