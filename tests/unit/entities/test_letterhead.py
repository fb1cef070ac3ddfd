"""Who issued a document: labelled letterhead, signature, title, dateline."""

import re
from pathlib import Path

import pytest

from zhextract.entities.letterhead import find_issuer
from zhextract.records import Organisation

CASES = Path(__file__).parents[2] / "cases" / "issuers.tsv"
ROWS = [
    tuple(line.split("\t"))
    for line in CASES.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
MARK = re.compile(r"\[o:([^\]=]+)(?:=([^\]]+))?\]")


def _read(marked: str) -> tuple[str, list[Organisation]]:
    text, at, organisations = "", 0, []
    marked = marked.replace("\\n", "\n")
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        word, name = match.groups()
        organisations.append(Organisation(len(text), len(text) + len(word), word, name or word, "government"))
        text += word
        at = match.end()
    return text + marked[at:], organisations


@pytest.mark.parametrize(("marked", "expected"), ROWS)
def test_cases(marked: str, expected: str) -> None:
    text, organisations = _read(marked)
    assert (find_issuer(text, organisations) or "-") == expected


@pytest.mark.parametrize("text", ["", "\n", "2024年2月6日", "\u3000" * 50, "发文机关"])
def test_any_text_is_read(text: str) -> None:
    assert find_issuer(text, []) is None
