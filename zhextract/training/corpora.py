"""Read annotated sentences for the tagger of organisations."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from zhextract.normalise import normalise
from zhextract.spans import Span

__all__ = ["Annotated", "read_annotated"]


@dataclass(frozen=True, slots=True)
class Annotated:
    """A sentence with its organisations; `partial` where others may be left unmarked."""

    text: str
    spans: tuple[Span, ...]
    group: str
    domain: str
    partial: bool = False


def read_annotated(path: Path, *, domain: str, labels: frozenset[str], partial: bool = False) -> Iterator[Annotated]:
    """Read one file of JSON lines; overlapping mentions keep the longest, texts are normalised in place."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            item = json.loads(line)
            norm = normalise(item["text"]).norm
            text = norm if len(norm) == len(item["text"]) else item["text"]
            found = sorted(
                {Span(e[0], e[1]) for e in item["entities"] if e[2] in labels}, key=lambda s: (s.start, -s.end)
            )
            spans: list[Span] = []
            for span in found:
                if span.end - span.start >= 2 and (not spans or span.start >= spans[-1].end):
                    spans.append(span)
            yield Annotated(text, tuple(spans), item.get("source", domain), domain, partial)
