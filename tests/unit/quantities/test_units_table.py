"""The tables of units are whole: no surface twice with two meanings, every factor a number."""

from decimal import Decimal

from zhextract.lexicons import read_table
from zhextract.quantities.tables import load_tables


def test_size_and_factors():
    tables = load_tables()
    assert len(tables.by_surface) >= 600
    assert all(unit.factor > 0 for unit in tables.by_surface.values())


def test_no_surface_twice_in_one_table():
    for name, columns in (
        ("units", 5),
        ("currencies", 4),
        ("classifiers", 3),
        ("unit_words", 1),
        ("no_amounts", 1),
    ):
        surfaces = [row[0] for row in read_table(name, columns)]
        assert len(surfaces) == len(set(surfaces)), name
    hedges = [row[:2] for row in read_table("hedges", 3)]  # 不低于 stands before its amount, or apart
    assert len(hedges) == len(set(hedges))


def test_currencies_are_iso_codes():
    assert all(len(code) == 3 and code.isupper() for _, code, _, _ in read_table("currencies", 4))


def test_one_code_one_factor():
    factors: dict[str, Decimal] = {}
    for surface, code, _, factor, _ in read_table("units", 5):
        assert factors.setdefault(code, Decimal(factor)) == Decimal(factor), surface
