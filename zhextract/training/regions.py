"""Make the tables of regions from the lists of the Ministry of Civil Affairs.

Run `python -m zhextract.training.regions AREACODES.tsv` to rewrite
`lexicons/data/regions.tsv` (every division, in force and historical, with its
present successors) and `regions_names.tsv` (every wording of a name, with its
codes and the licence that it needs). AREACODES holds one row a code, name and
term: code, name, parent, first year, last year, successors.
"""

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TextIO

from zhextract.lexicons import read_table

__all__ = [
    "Division",
    "Meaning",
    "current_codes",
    "main",
    "read_divisions",
    "read_wordings",
    "short_forms",
    "write_divisions",
    "write_wordings",
]

Meaning = tuple[tuple[str, ...], str]  # the codes of a wording and its grade

COMMAND = "python -m zhextract.training.regions AREACODES.tsv"
SOURCE = "Source: Ministry of Civil Affairs, by way of yescallop/areacodes (CC0 1.0), state of 2025-11-04."
HEAD = f"# Made by `{COMMAND}`; do not edit.\n# {SOURCE}\n# Licence of the facts: CC0 1.0.\n"
SUFFIXES = ("特别行政区", "新区", "林区", "特区", "地区", "省", "市", "县", "区", "盟", "旗")


@dataclass(frozen=True, slots=True)
class Division:
    """One term of a division: a name under a code from `first` to `last` (empty: in force)."""

    code: str
    name: str
    parent: str
    first: str
    last: str
    successors: tuple[str, ...]


def read_divisions(lines: Iterable[str]) -> Iterator[Division]:
    r"""Read the rows of the source; a partial transfer (`code[year]`) is no successor.

    >>> row = "\t".join(("110103", "崇文区", "110000", "1981", "2010", "110101"))
    >>> next(read_divisions([row])).successors
    ('110101',)
    """
    for line in lines:
        cells = line.rstrip("\n").split("\t")
        if line.startswith("#") or len(cells) < 4:
            continue
        code, name, parent, first, last, after = [*cells, "", ""][:6]
        heirs = [heir for heir in after.split(";") if heir]
        whole = tuple(heir for heir in heirs if "[" not in heir) or tuple(heir[:6] for heir in heirs)
        yield Division(code, name, parent, first, last, whole)


def current_codes(division: Division, terms: Mapping[str, list[Division]]) -> tuple[str, ...]:
    """Follow the successors of a term until all are in force.

    A code that went on under another name is its own successor. Where the source
    names none (抚州地区), the division of the same short name in the province is one.
    """
    found: list[str] = []
    seen = {(division.code, division.name)}
    stack = [division]
    while stack:
        term = stack.pop()
        later = [other for other in terms[term.code] if other.first >= (term.last or "9999")] if term.last else [term]
        heirs = later or [other for heir in term.successors for other in terms.get(heir, ())]
        for heir in heirs:
            if not heir.last:
                found.append(heir.code)
            elif (heir.code, heir.name) not in seen:
                seen.add((heir.code, heir.name))
                stack.append(heir)
    stems = short_forms(division.name, division.code)
    if not found:
        province = [t for code in terms if code[:2] == division.code[:2] for t in terms[code] if not t.last]
        found = [t.code for t in province if stems and short_forms(t.name, t.code)[-1:] == stems[-1:]]
        found = [code for code in found if code.endswith("00")] or found
    same = [
        code for code in found if any(short_forms(t.name, code)[-1:] == stems[-1:] for t in terms[code] if not t.last)
    ]
    return tuple(dict.fromkeys(same if stems and same else found))


@cache
def short_forms(name: str, code: str) -> list[str]:
    """Derive the short forms of a full name; none is shorter than two characters.

    >>> short_forms("恩施土家族苗族自治州", "422800")
    ['恩施州', '恩施']
    >>> short_forms("海淀区", "110108")
    ['海淀']
    """
    peoples = "|".join(row[0] for row in read_table("regions_ethnic", 1))
    autonomous = re.fullmatch(rf"(.{{2,}}?)(?:{peoples})*自治([区州县旗])", name)
    if autonomous:
        stem, kind = autonomous[1], autonomous[2]
        return [stem] if kind == "区" else [stem + kind, stem]
    if name.endswith(("盟", "地区")) and code.endswith("00"):
        return [name.removesuffix("盟").removesuffix("地区")]
    for suffix in SUFFIXES:
        stem = name.removesuffix(suffix)
        if stem != name:
            return [stem] if len(stem) >= 2 else []
    return []


def read_wordings(divisions: Sequence[Division]) -> dict[str, Meaning]:
    """Collect each wording's codes and grade; those in force come before historical ones.

    Args:
        divisions: All terms; the successors of those that ended must be in force.
    """
    grades = {row[0]: row[1] for row in read_table("regions_grades", 2)}
    table: dict[str, Meaning] = {}
    in_force = [division for division in divisions if not division.last]
    for name, codes in _collect((division.name, (division.code,)) for division in in_force).items():
        table[name] = codes, grades.get(name, _full_grade(name, "full"))
    shorts = _collect((form, (d.code,)) for d in in_force for form in short_forms(d.name, d.code))
    for form, codes in shorts.items():
        large = tuple(code for code in codes if code.endswith("00"))
        grade = "free" if large or len(form) > 2 else "near"
        if large and large[0].endswith("0000"):  # a county never stands beside a province of its name: 天津河北
            table[form] = large, "free"
        else:
            table.setdefault(form, (codes, grades.get(form, grade)))
    past = [division for division in divisions if division.last and division.successors]
    for name, codes in _collect((division.name, division.successors) for division in past).items():
        table.setdefault(name, (codes, grades.get(name, _full_grade(name, "old"))))
    large_past = [division for division in past if division.code.endswith("00")]
    for form, codes in _collect(
        (form, d.successors) for d in large_past for form in short_forms(d.name, d.code)
    ).items():
        table.setdefault(form, (codes, grades.get(form, "near")))
    return table


def _collect(pairs: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, tuple[str, ...]]:
    """Gather the codes of each wording, in order, each once."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for name, codes in pairs:
        found[name].update(dict.fromkeys(codes))
    return {name: tuple(codes) for name, codes in found.items()}


def _full_grade(name: str, grade: str) -> str:
    """A full name of two characters (和县, 城区) needs licence; a longer one keeps its own grade."""
    if len(name) > 2:
        return grade
    return "chain" if name.endswith("区") else "near"


def write_divisions(divisions: Sequence[Division], out: TextIO) -> None:
    """Write `regions.tsv`."""
    out.write("# Divisions of China at county level and above, in force and historical.\n" + HEAD)
    out.write(
        "# columns: code, name, parent, first year, year it ended (empty: in force), codes in force that succeed it\n"
    )
    for d in divisions:
        row = (d.code, d.name, d.parent, d.first, d.last, " ".join(d.successors) if d.last else "")
        out.write("\t".join(row).rstrip("\t") + "\n")


def write_wordings(divisions: Sequence[Division], out: TextIO) -> None:
    """Write `regions_names.tsv`."""
    out.write("# Every wording of a division's name: full, short, old.\n" + HEAD)
    out.write("# columns: wording, codes in force that it may mean, grade\n")
    out.write("# grades: full · old (a full name once in force) · else as in regions_grades.tsv\n")
    rows = sorted(read_wordings(divisions).items())
    out.writelines(f"{name}\t{' '.join(codes)}\t{grade}\n" for name, (codes, grade) in rows)


def main(arguments: list[str]) -> None:
    """Write both tables from the source named first."""
    target = Path(str(files("zhextract.lexicons").joinpath("data")))
    with Path(arguments[0]).open(encoding="utf-8") as handle:
        divisions = list(dict.fromkeys(read_divisions(handle)))
    terms: dict[str, list[Division]] = defaultdict(list)
    for division in divisions:
        terms[division.code].append(division)
    resolved = [replace(division, successors=current_codes(division, terms)) for division in divisions]
    with (target / "regions.tsv").open("w", encoding="utf-8", newline="\n") as out:
        write_divisions(resolved, out)
    with (target / "regions_names.tsv").open("w", encoding="utf-8", newline="\n") as out:
        write_wordings(resolved, out)


if __name__ == "__main__":
    main(sys.argv[1:])
