"""How much of the facts survives damage: clean annotated documents, damaged in twelve ways.

    python -m benchmarks.corruption [CORPUS.jsonl]

Each kind of damage is a list of edits; the annotations move with the text, so that
the damaged document has a gold of its own. The table gives the core-fact F1 of each
kind and what part of the clean score that is. Damage is seeded: figures repeat.
"""

import argparse
import json
import random
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from zhextract.evaluation.corpus import from_document
from zhextract.evaluation.facts import score_facts
from zhextract.evaluation.jsonl import read_row
from zhextract.evaluation.tally import add_up
from zhextract.lexicons import read_table
from zhextract.pipeline import Input, load

__all__ = ["DAMAGES", "damage", "survival"]

CORPUS = Path(__file__).parents[1] / "corpora" / "notices" / "test.jsonl"

# An edit replaces text[start:end] by another string.
Edit = tuple[int, int, str]
Damage = Callable[[str, random.Random], Iterable[Edit]]


def _translate(table: dict[str, str]) -> Damage:
    return lambda text, _: ((i, i + 1, table[c]) for i, c in enumerate(text) if c in table)


def _at(pattern: str, piece: str | Callable[[re.Match[str], random.Random], str], share: float = 1.0) -> Damage:
    """Replace what matches, in a share of the places."""
    compiled = re.compile(pattern)

    def edits(text: str, chance: random.Random) -> Iterable[Edit]:
        for match in compiled.finditer(text):
            if chance.random() < share:
                yield (*match.span(), piece if isinstance(piece, str) else piece(match, chance))

    return edits


def _hard_line_ends(text: str, _: random.Random) -> Iterable[Edit]:
    """Break paragraphs at 28 characters, as a PDF does."""
    position = 0
    for line in text.split("\n"):
        yield from ((position + i, position + i, "\n") for i in range(28, len(line), 28))
        position += len(line) + 1


TRADITIONAL = {simple: old for old, simple in reversed(read_table("characters", 2))}
WIDE = {chr(c): chr(c + 0xFEE0) for c in (*range(0x30, 0x3A), 0x25, 0x2E)}
ASCII_MARKS = {"，": ",", "；": ";", "：": ":", "（": "(", "）": ")"}
SPAM = ("欢乐体育,欢乐体育app", "大发彩票,大发彩票官网", "云上娱乐,云上娱乐下载")
GLOSS = {"市": "shì", "省": "shěng", "量": "liàng", "增": "zēng", "率": "lǜ"}

DAMAGES: dict[str, Damage] = {
    "full-width figures": _translate(WIDE),
    "traditional characters": _translate(TRADITIONAL),
    "ASCII punctuation": _translate(ASCII_MARKS),
    "spaces around figures": _at(r"(?<=[\u4e00-\u9fff])(?=\d)|(?<=\d)(?=[\u4e00-\u9fff])", " "),
    "HTML leftovers": _at(r"(?<=[，。；])(?=.)", lambda _, chance: chance.choice(("&nbsp;", "<br>", "</span>")), 0.4),
    "hard line ends": _hard_line_ends,
    "spam phrases": _at(r"(?<=[，。；])(?=[\u4e00-\u9fff])", lambda _, chance: chance.choice(SPAM), 0.2),
    "pinyin glosses": _at("[市省量增率](?=[\u4e00-\u9fff])", lambda m, _: f"{m.group()}({GLOSS[m.group()]})", 0.2),
    "invisible characters": _at(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])", "\u200b", 0.15),
    "decorative runs": _at(
        r"[，；](?=[\u4e00-\u9fff])", lambda m, chance: m.group() + chance.choice(("★★", "~~~", "※※")), 0.3
    ),
    "OCR confusions": _at(r"(?<=\d)[01](?=[\d.%年月万亿])", lambda m, chance: {"0": "O", "1": "l"}[m.group()], 0.5),
    "broken encoding": _at(r"(?<=。)(?=[\u4e00-\u9fff])", "\ufffd\ufffd", 0.7),
}


def damage(row: dict[str, Any], kind: str, *, seed: int = 0) -> dict[str, Any]:
    """Damage a gold row and move its annotations with the text."""
    text = row["text"]
    pieces, starts, shifts, position, size = [], [0], [0], 0, 0
    for start, end, piece in DAMAGES[kind](text, random.Random(f"{seed}{row['id']}")):  # noqa: S311 - not for secrets
        pieces += [text[position:start], piece]
        size += start - position + len(piece)
        position = end
        starts.append(end)
        shifts.append(size - end)
    damaged = "".join([*pieces, text[position:]])

    def moved(offset: int, *, closing: bool) -> int:
        # The end of a stretch stays before what is inserted there.
        index = bisect_right(starts, offset - closing) - 1
        return offset + shifts[index]

    def walk(value: Any) -> Any:
        if isinstance(value, list):
            return [walk(item) for item in value]
        if not isinstance(value, dict):
            return value
        out = {name: walk(item) for name, item in value.items()}
        if kind == "traditional characters" and out.get("unit"):  # a unit is written as the text writes it
            out["unit"] = "".join(TRADITIONAL.get(character, character) for character in out["unit"])
        if out.get("span"):
            out["span"] = [moved(out["span"][0], closing=False), moved(out["span"][1], closing=True)]
            out["text"] = damaged[slice(*out["span"])]
        elif out.get("start") is not None:
            out["start"], out["end"] = moved(out["start"], closing=False), moved(out["end"], closing=True)
            out["text"] = damaged[out["start"] : out["end"]]
        return out

    for fact in row["facts"]:
        if fact["base"] and not fact["base"].get("span"):  # the gold names a comparison by its wording
            wording, amount = fact["base"]["text"], fact["quantity"]["span"][0]
            start = max(text.rfind(wording, 0, amount), text.find(wording) if wording not in text[:amount] else -1)
            fact["base"] = {**fact["base"], "span": [start, start + len(wording)]}
    return {**walk(row), "text": damaged}


def survival(rows: list[dict[str, Any]]) -> dict[str, float]:
    """Measure the core-fact F1 of the clean documents (`clean`) and of each kind of damage."""
    nlp = load()

    def core(damaged: list[dict[str, Any]]) -> float:
        inputs = [
            Input(row["text"], row["id"], row.get("date"), row.get("issuer"), row.get("title")) for row in damaged
        ]
        found = map(from_document, nlp.pipe(inputs))
        scores = [score_facts(read_row(row), one).tallies for row, one in zip(damaged, found, strict=True)]
        return add_up(scores)["core_fact"].f1

    return {"clean": core(rows), **{kind: core([damage(row, kind) for row in rows]) for kind in DAMAGES}}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="?", type=Path, default=CORPUS)
    lines = parser.parse_args().corpus.read_text(encoding="utf-8").splitlines()
    scores = survival([json.loads(line) for line in lines if line.strip()])
    for kind, score in scores.items():
        print(f"{kind:24s} {score:6.2f} {100 * score / scores['clean']:6.1f} %")


if __name__ == "__main__":
    main()
