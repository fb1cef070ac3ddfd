"""Reports as plain text for a terminal."""

from collections.abc import Iterable, Sequence
from unicodedata import east_asian_width

from zhextract.errors import InputValueError
from zhextract.evaluation.corpus import AnnotatedDocument
from zhextract.evaluation.intervals import compare_scores
from zhextract.evaluation.report import Report
from zhextract.evaluation.tally import Tally

__all__ = ["comparison_text", "misses_text", "report_text"]

CONFUSIONS_SHOWN = 12
# The characters shown before and after a difference.
REACH = 16


def report_text(report: Report) -> str:
    """A report as tables: measures with intervals, slices, confusions."""
    speed = f", {report.characters / report.seconds:,.0f} characters/s" if report.seconds > 0 else ""
    parts = [
        f"{report.system} on {report.corpus}: {len(report.documents)} documents, {report.characters:,} characters{speed}",
        _table(
            ("measure", "P", "R", "F1", "95 % interval", "right", "predicted", "gold"),
            [
                (name, *_percentages(tally), "{:.2f}–{:.2f}".format(*report.intervals[name]), *_counts(tally))
                for name, tally in report.measures.items()
            ],
        ),
    ]
    headline = report.headline() or ""
    for kind, values in report.slices.items():
        rows = [
            (value, *_percentages(tallies[headline]), *_counts(tallies[headline]))
            for value, tallies in values.items()
            if headline in tallies
        ]
        if rows:
            parts.append(_table((f"{headline} by {kind}", "P", "R", "F1", "right", "predicted", "gold"), rows))
    if report.confusions:
        most = sorted(report.confusions.items(), key=lambda row: -row[1])[:CONFUSIONS_SHOWN]
        confused = [(field, gold, found, str(count)) for (field, gold, found), count in most]
        parts.append(_table(("confused", "gold", "predicted", "times"), confused))
    return "\n\n".join(parts) + "\n"


def misses_text(report: Report, corpus: Sequence[AnnotatedDocument], *, limit: int) -> str:
    """The first differences, each with the words around it, what the gold has and what was predicted."""
    texts = {gold.id or str(index): gold.text for index, gold in enumerate(corpus, 1)}
    lines = []
    for miss in report.misses[:limit]:
        text = texts.get(miss.document, "")
        around = f"{text[max(0, miss.start - REACH) : miss.start]}⟦{text[miss.start : miss.end]}⟧{text[miss.end : miss.end + REACH]}"
        lines += ["", f"{miss.document} · {miss.what} · {' '.join(around.split())}"]
        lines += [f"  gold       {miss.gold}"] if miss.gold else []
        lines += [f"  predicted  {miss.predicted}"] if miss.predicted else []
    return "\n".join([*lines, ""]) if lines else ""


def comparison_text(a: Report, b: Report) -> str:
    """Two reports on the same documents side by side, with the chance that they differ by luck.

    Raises:
        InputValueError: The reports are on different documents.
    """
    if [row.id for row in a.documents] != [row.id for row in b.documents]:
        raise InputValueError(f"the reports are on different documents: {a.corpus} and {b.corpus}")
    rows = []
    for name in (name for name in a.measures if name in b.measures):
        found = compare_scores(
            [row.tallies.get(name, Tally()) for row in a.documents],
            [row.tallies.get(name, Tally()) for row in b.documents],
        )
        interval = f"{found.low:+.2f}…{found.high:+.2f}"
        rows.append((name, f"{found.a:.2f}", f"{found.b:.2f}", f"{found.difference:+.2f}", interval, f"{found.p:.4f}"))
    title = f"A = {a.system}, B = {b.system}, on {a.corpus}: {len(a.documents)} documents"
    return title + "\n\n" + _table(("F1", "A", "B", "B − A", "95 % interval", "p"), rows) + "\n"


def _percentages(tally: Tally) -> tuple[str, str, str]:
    """P, R and F1; a measure that predicts nothing by its nature (`oov`) has a recall only."""
    if not tally.predicted:
        return "–", f"{tally.recall:.2f}", "–"
    return f"{tally.precision:.2f}", f"{tally.recall:.2f}", f"{tally.f1:.2f}"


def _counts(tally: Tally) -> tuple[str, str, str]:
    return f"{tally.right:g}", str(tally.predicted), str(tally.gold)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Columns side by side: the first to the left, the others to the right; wide characters count double."""
    lines = [list(head), *(list(row) for row in rows)]
    widths = [max(_width(line[column]) for line in lines) for column in range(len(head))]
    return "\n".join(
        "  ".join(
            cell + " " * (width - _width(cell)) if column == 0 else " " * (width - _width(cell)) + cell
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def _width(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
