"""The writer of a report where a sentence names it only behind its amounts."""

from bisect import bisect_right
from collections.abc import Sequence

from zhextract.linking.frames import Frame
from zhextract.linking.subjects.mentions import Mention
from zhextract.linking.subjects.names import Names
from zhextract.records import Subject

__all__ = ["look_ahead"]

# What the writer of a report calls itself, any of which is the nearest to an amount.
WRITERS = frozenset({"公司", "本公司", "本集团", "集团", "本行", "发行人"})


def look_ahead(
    norm: str, frames: Sequence[Frame], mentions: Sequence[Mention], names: Names, answers: list[tuple[Subject, ...]]
) -> None:
    """Name the writer whom a sentence names only behind its amounts: 集成毛利为3亿元，占本公司毛利的40%."""
    writers = [m for m in mentions if m.type == "self" and norm[m.start : m.end] in WRITERS]
    if not writers:
        return
    starts = [mention.start for mention in writers]
    for i, frame in enumerate(frames):
        answer = answers[i]
        if frame.cell is not None or (answer and (answer[0].via != "carried" or answer[0].text not in WRITERS)):
            continue
        index = bisect_right(starts, frame.end)
        end = frame.sentence_span.end
        if index < len(starts) and starts[index] < end and (not answer or answer[0].start < frame.sentence_span.start):
            answers[i] = (names.subject_of(writers[index], stated=False),)
