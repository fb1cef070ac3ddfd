"""Reports as JSON: written by `zhextract evaluate --json`, read again by `zhextract compare`."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from zhextract.errors import CorpusError
from zhextract.evaluation.report import DocumentRow, Report
from zhextract.evaluation.tally import Miss, Tally

__all__ = ["read_report", "report_row"]

SCHEMA = "zhextract-evaluation/1"


def report_row(report: Report) -> dict[str, object]:
    """A report as plain JSON objects.

    Measures carry P, R, F1 and the counts; documents their bare counts, so that two
    reports can be compared later.
    """
    return {
        "schema": SCHEMA,
        "corpus": report.corpus,
        "system": report.system,
        "characters": report.characters,
        "seconds": round(report.seconds, 3),
        "measures": {
            name: {**_measure(tally), "interval": list(report.intervals[name])}
            for name, tally in report.measures.items()
        },
        "slices": {
            kind: {
                value: {name: _measure(tally) for name, tally in tallies.items()} for value, tallies in values.items()
            }
            for kind, values in report.slices.items()
        },
        "confusions": [[*key, count] for key, count in sorted(report.confusions.items(), key=lambda row: -row[1])],
        "documents": [
            {
                "id": row.id,
                "genre": row.genre,
                "phenomena": list(row.phenomena),
                "tallies": {name: [tally.right, tally.predicted, tally.gold] for name, tally in row.tallies.items()},
            }
            for row in report.documents
        ],
        "misses": [
            [miss.document, miss.what, miss.start, miss.end, miss.gold, miss.predicted] for miss in report.misses
        ],
    }


def read_report(path: Path) -> Report:
    """Read a report that `report_row` gave.

    Raises:
        CorpusError: The file is no such report.
    """
    try:
        row = json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise CorpusError(f"{path}: not JSON ({error.msg})") from None
    if not isinstance(row, Mapping) or row.get("schema") != SCHEMA:
        raise CorpusError(f"{path}: no report of `zhextract evaluate --json`")
    return Report(
        corpus=row["corpus"],
        system=row["system"],
        characters=row["characters"],
        seconds=row["seconds"],
        documents=tuple(
            DocumentRow(
                item["id"],
                item["genre"],
                tuple(item["phenomena"]),
                {name: Tally(*counts) for name, counts in item["tallies"].items()},
            )
            for item in row["documents"]
        ),
        measures={name: _tally(item) for name, item in row["measures"].items()},
        intervals={name: (item["interval"][0], item["interval"][1]) for name, item in row["measures"].items()},
        slices={
            kind: {value: {name: _tally(item) for name, item in items.items()} for value, items in values.items()}
            for kind, values in row["slices"].items()
        },
        confusions={(field, gold, found): count for field, gold, found, count in row["confusions"]},
        misses=tuple(Miss(*item) for item in row["misses"]),
    )


def _measure(tally: Tally) -> dict[str, float]:
    return {
        "P": tally.precision,
        "R": tally.recall,
        "F1": tally.f1,
        "right": tally.right,
        "predicted": tally.predicted,
        "gold": tally.gold,
    }


def _tally(row: Mapping[str, Any]) -> Tally:
    return Tally(row["right"], row["predicted"], row["gold"])
