"""Places that are no region, and the names that they make with regions."""

from pathlib import Path

import pytest

from zhextract.entities import find_organisations, find_regions
from zhextract.entities.places import all_places, find_places
from zhextract.normalise import normalise
from zhextract.spans import Span

CASES = Path(__file__).parents[2] / "cases" / "places.tsv"


def rows() -> list[tuple[str, str]]:
    """The cases: a sentence, its places."""
    lines = [line for line in CASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [(sentence, places) for sentence, _, places in (line.partition("\t") for line in lines)]


def read(text: str) -> list[str]:
    """The whole places of one text."""
    regions = find_regions(text)
    bodies = find_organisations([text], [regions], [None])[0]
    places = find_places([text], [regions], [bodies])[0]
    return [text[place.start : place.end] for place in all_places(text, regions, places, bodies, joined=True)]


@pytest.mark.parametrize(("sentence", "places"), rows())
def test_case(sentence: str, places: str) -> None:
    assert "|".join(read(sentence)) == places


def test_regions_alone_are_no_other_place() -> None:
    text = "山东省青岛市的产量"
    assert find_places([text], [find_regions(text)], [[]]) == [[]]


def test_a_batch_says_what_its_texts_say() -> None:
    texts = ["", "长江流经武汉。", "黄山位于安徽省。", "无"]
    regions = [find_regions(text) for text in texts]
    bodies = find_organisations(texts, regions, [None] * len(texts))
    alone = [
        find_places([text], [places], [names])[0] for text, places, names in zip(texts, regions, bodies, strict=True)
    ]
    assert find_places(texts, regions, bodies) == alone
    assert find_places([], [], []) == []


def test_regions_and_places_that_touch_are_joined() -> None:
    text = "河北省承德市避暑山庄"
    assert all_places(text, find_regions(text), [Span(6, 10)], [], joined=True) == [Span(0, 10)]
    assert all_places(text, find_regions(text), [Span(6, 10)], []) == [Span(0, 3), Span(3, 6), Span(6, 10)]


@pytest.mark.parametrize("raw", ["\ud800长江", "长\n江", "江" * 500, "长江，" * 3 + "\u0000", "A" * 50 + "湖"])
def test_any_text_is_read(raw: str) -> None:
    norm = normalise(raw).norm
    assert all(place.end <= len(norm) for place in find_places([norm], [find_regions(norm)], [[]])[0])


def test_long_texts_cost_no_more_than_their_length() -> None:
    text = "长江流经四川省资阳市。" * 20_000
    assert find_places([text], [find_regions(text)], [[]])[0]
