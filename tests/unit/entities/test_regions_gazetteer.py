"""The gazetteer and its generated tables."""

from importlib.resources import files
from io import StringIO

import pytest

from zhextract.entities.regions.gazetteer import is_within, load_gazetteer
from zhextract.lexicons import read_table
from zhextract.training.regions import Division, current_codes, write_wordings


def read_rows() -> list[Division]:
    rows = read_table("regions", 6)
    return [Division(*row[:5], tuple(row[5].split())) for row in rows]


def test_wordings_are_those_that_the_recipe_makes() -> None:
    out = StringIO()
    write_wordings(read_rows(), out)
    shipped = files("zhextract.lexicons").joinpath("data", "regions_names.tsv").read_text(encoding="utf-8")
    assert out.getvalue() == shipped


def test_every_level_is_there() -> None:
    places = load_gazetteer().places.values()
    count = {level: sum(place.level == level for place in places) for level in ("province", "prefecture", "county")}
    assert count == {"province": 35, "prefecture": 334, "county": 2846}  # with the Corps and 雄安新区


def test_every_code_of_a_wording_is_in_force() -> None:
    gazetteer = load_gazetteer()
    assert all(code in gazetteer.places for wording in gazetteer.wordings for code in wording.codes)


def test_every_parent_is_in_force() -> None:
    places = load_gazetteer().places
    assert all(place.parent is None or place.parent in places for place in places.values())


def test_grades_name_known_forms_once() -> None:
    known = load_gazetteer().by_surface
    names = [name for name, _ in read_table("regions_grades", 2)]
    assert len(names) == len(set(names))
    assert [name for name in names if name not in known] == []


@pytest.mark.parametrize(
    ("code", "outer", "expected"),
    [("370202", "370200", True), ("370202", "370000", True), ("370200", "370202", False), ("469026", "460000", True)],
)
def test_is_within(code: str, outer: str, *, expected: bool) -> None:
    assert is_within(code, outer) is expected


def test_successors_are_followed_to_the_end() -> None:
    terms = {
        "1": [Division("1", "甲县", "", "1981", "1990", ("2",))],
        "2": [Division("2", "乙市", "", "1990", "2000", ("3",))],
        "3": [Division("3", "丙区", "", "2000", "", ())],
    }
    assert current_codes(terms["1"][0], terms) == ("3",)
