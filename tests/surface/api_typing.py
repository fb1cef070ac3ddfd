"""The interface as a user writes it; mypy checks this file, nothing runs it."""

from collections.abc import Iterator
from decimal import Decimal

import zhextract


def read_one(text: str) -> tuple[str | None, Decimal | None]:
    document: zhextract.Document = zhextract.extract(text, date="2025-02-18", issuer="水利部")
    fact: zhextract.Fact = document.facts[0]
    start: int = fact.quantity.start
    name: str = fact.subjects[start].name
    return name, fact.quantity.value


def read_many(texts: list[str]) -> Iterator[str]:
    nlp: zhextract.Extractor = zhextract.load(rooms=("facts",))
    inputs = (zhextract.Input(text, id=str(number)) for number, text in enumerate(texts))
    for document in nlp.pipe(inputs, batch_size=8, processes=2, on_error="report"):
        yield document.to_json(indent=1)


def read_amounts(text: str) -> list[Decimal | None]:
    amounts: tuple[zhextract.Quantity, ...] = zhextract.find_quantities(text)
    return [amount.to("kg").value for amount in amounts]


def read_words(text: str) -> list[str]:
    tokens: list[zhextract.Token] = zhextract.extract(text).tokens("jieba", tags=True)
    return [token.text for token in tokens]


def read_rows(documents: list[zhextract.Document]) -> int:
    frame = zhextract.to_frame(documents, table="facts", library="pandas")
    return len(frame)
