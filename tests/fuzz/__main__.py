"""Coverage-guided fuzzing of one room, by hand:

    pip install atheris
    python -m tests.fuzz ROOM [--runs 2000000] [--seconds 600] [--corpus FOLDER]

An input is a string made of our own pieces and of arbitrary characters. What a room
gives must slice back, and whatever it raises must be of our own tree; anything else
is a crash, which becomes a test under `tests/regressions/`. Only the room asked for is
instrumented: the rooms before it run at their usual speed, and new inputs are kept
for what they reach in that room alone.
"""

import argparse
import contextlib
import csv
import io
import json
import sys
import tempfile
from pathlib import Path

import atheris

ROOT = Path(__file__).parents[2]
# What is instrumented for each room: packages or modules of zhextract.
ROOMS = {
    "normalise": ("normalise",),
    "segment": ("segment",),
    "numerals": ("numerals",),
    "regions": ("entities.regions",),
    "organisations": ("entities.organisations", "entities.tagger", "entities.tagger_features"),
    "times": ("entities.times",),
    "quantities": ("quantities",),
    "linking": ("linking", "pipeline", "normalise.realign", "entities.letterhead", "entities.dateline"),
    "output": ("output", "packing", "records"),
}


def list_other_modules(room: str) -> list[str]:
    """Name every module that does not belong to a room."""
    own = tuple(f"zhextract.{name}" for name in ROOMS.get(room, ()))
    paths = (path.relative_to(ROOT).with_suffix("") for path in (ROOT / "zhextract").rglob("*.py"))
    names = (".".join(path.parts).removesuffix(".__init__") for path in paths)
    return [name for name in names if not any(name == o or name.startswith(o + ".") for o in own)]


hook = atheris.instrument_imports(include=["zhextract"], exclude=list_other_modules(next(iter(sys.argv[1:]), "")))
# What a text is compared with says nothing about bytes that stand for pieces; and comparing arrays leaks there.
hook._trace_dataflow = False
with hook:
    from zhextract import pipeline
    from zhextract.entities import find_organisations, find_regions, find_times
    from zhextract.entities.places import all_places, find_places
    from zhextract.errors import ZhextractError
    from zhextract.normalise import normalise
    from zhextract.numerals import read_numeral
    from zhextract.output import (
        FACT_COLUMNS,
        from_dict,
        to_csv,
        to_dict,
        to_explanation,
        to_html,
        to_json,
        to_markdown,
        to_table,
    )
    from zhextract.packing import pack, unpack
    from zhextract.quantities import find_quantities
    from zhextract.segment import split_sentences

from tests.fuzz.documents import as_read, make_document

PIECES = Path(__file__).with_name("pieces.txt").read_text(encoding="utf-8").split("\n")


def make_text(data: bytes) -> str:
    """Each byte picks a piece; a byte of 255 takes the next three as a code point."""
    out, index = [], 0
    while index < len(data):
        byte = data[index]
        if byte == 255 and index + 3 < len(data):
            point = int.from_bytes(data[index + 1 : index + 4], "big") % 0x110000
            out.append(chr(point))
            index += 4
            continue
        out.append(PIECES[byte % len(PIECES)].replace("\\n", "\n"))
        index += 1
    return "".join(out)


def check_spans(text, rows):
    """Every surface is what stands at its place."""
    for row in rows:
        if text[row.start : row.end] != row.text:
            raise RuntimeError(f"{row} does not stand in {text!r}")


def fuzz_normalise(text):
    source = normalise(text)
    if source.offsets is None:
        if len(source.norm) != len(text):
            raise RuntimeError(f"lengths differ without an alignment: {text!r}")
    elif list(source.offsets) != sorted(set(source.offsets)):
        raise RuntimeError(f"the alignment is not in order: {text!r}")


def fuzz_segment(text):
    spans = split_sentences(text)
    if any(a.end > b.start for a, b in zip(spans, spans[1:], strict=False)):
        raise RuntimeError(f"sentences overlap: {text!r}")


def fuzz_numerals(text):
    if text:
        read_numeral(text, len(text) // 2)


def fuzz_regions(text):
    norm = normalise(text).norm
    check_spans(norm, find_regions(norm))


def fuzz_organisations(text):
    norm = normalise(text).norm
    regions = find_regions(norm)
    for rows in find_organisations([norm], [regions], [None]):
        check_spans(norm, rows)
        for place in all_places(norm, regions, find_places([norm], [regions], [rows])[0], rows):
            if not 0 <= place.start < place.end <= len(norm):
                raise RuntimeError(f"{place} is no place in {norm!r}")


def fuzz_times(text):
    norm = normalise(text).norm
    check_spans(norm, find_times(norm))


def fuzz_quantities(text):
    norm = normalise(text).norm
    check_spans(norm, find_quantities(norm))


def fuzz_linking(text):
    document = pipeline.extract(text)
    check_spans(text, [fact.quantity for fact in document.facts])


def fuzz_output(text):
    """Writers take any document, so that one is made of the same bytes and no room has to run."""
    document = make_document(text, text.encode("utf-8", "surrogatepass")[::-1])
    for back in (from_dict(to_dict(document)), from_dict(json.loads(to_json(document).encode()))):
        if back != document:
            raise RuntimeError(f"{document!r} does not read back")
    read = as_read(document)
    if unpack(pack(read)) != read:
        raise RuntimeError(f"{read!r} does not travel")
    page = to_html([document])
    if page.count("<script") != 1 or page.encode().count(b"<img"):
        raise RuntimeError(f"the page of {document!r} is not escaped")
    for row in csv.reader(io.StringIO(to_csv([document], header=False), newline="")):
        if len(row) != len(FACT_COLUMNS) or any(cell.startswith(("=", "@", "\t", "\r")) for cell in row):
            raise RuntimeError(f"{row} of {document!r} is not safe")
    to_table([document]), to_markdown([document]), to_explanation(document)


TARGETS = {name.removeprefix("fuzz_"): target for name, target in list(globals().items()) if name.startswith("fuzz_")}


def main() -> None:
    """Run one target until its inputs are spent or something breaks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("room", choices=sorted(TARGETS))
    parser.add_argument("--runs", type=int, default=2_000_000)
    parser.add_argument("--seconds", type=int, default=0, help="stop after so long; 0: when the runs are done")
    parser.add_argument("--corpus", help="folder that keeps the inputs found, to go on from; made when missing")
    options = parser.parse_args()

    def one_input(data):
        with contextlib.suppress(ZhextractError):
            TARGETS[options.room](make_text(data))

    with tempfile.TemporaryDirectory() as scratch:
        corpus = options.corpus or scratch
        Path(corpus).mkdir(parents=True, exist_ok=True)
        for number, line in enumerate(PIECES):  # seeds: every piece alone
            Path(corpus, str(number)).write_bytes(bytes([number % 255]) if line else b"\x00")
        limits = [f"-runs={options.runs}", f"-max_total_time={options.seconds}", "-max_len=64", "-timeout=20"]
        arguments = [sys.argv[0], *limits, "-print_final_stats=1", corpus]
        atheris.Setup(arguments, one_input)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
