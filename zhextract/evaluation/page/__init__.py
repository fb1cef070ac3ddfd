"""A report as one HTML page: the tables, and every difference in its sentence, gold beside predicted.

The page needs no network. Everything that comes from a corpus or a system is escaped.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from importlib.resources import files
from string import Template

from zhextract.evaluation.corpus import AnnotatedDocument
from zhextract.evaluation.report import Report
from zhextract.evaluation.tally import Miss, Tally

__all__ = ["report_page"]

# The most characters of a sentence shown before and after a difference.
REACH = 120
SENTENCE_ENDS = "。！？!?\n"


def report_page(report: Report, corpus: Sequence[AnnotatedDocument]) -> str:
    """Write a report as an HTML page.

    Args:
        report: What `evaluate` gave.
        corpus: The documents that it was given, whose sentences are shown.
    """
    texts = {gold.id or str(index): gold.text for index, gold in enumerate(corpus, 1)}
    template = Template(files(__package__).joinpath("report.html").read_text(encoding="utf-8"))
    kinds = Counter(miss.what for miss in report.misses)
    documents = Counter(miss.document for miss in report.misses)
    return template.substitute(
        title=escape(f"{report.system} on {report.corpus}"),
        summary=f"{len(report.documents)} documents, {report.characters:,} characters, {report.seconds:.2f} s",
        measures=_measures(report),
        slices="".join(_slice(report, kind, values) for kind, values in report.slices.items()),
        kinds=_options(kinds),
        documents=_options(documents),
        misses="\n".join(_miss(miss, texts.get(miss.document, "")) for miss in report.misses),
    )


def _measures(report: Report) -> str:
    rows = [
        [name, *_cells(tally), "{:.2f}–{:.2f}".format(*report.intervals[name])]
        for name, tally in report.measures.items()
    ]
    return _table(["measure", "P", "R", "F1", "right", "predicted", "gold", "95 % interval"], rows)


def _slice(report: Report, kind: str, values: Mapping[str, Mapping[str, Tally]]) -> str:
    headline = report.headline() or ""
    rows = [[value, *_cells(tallies[headline])] for value, tallies in values.items() if headline in tallies]
    if not rows:
        return ""
    table = _table([kind, "P", "R", "F1", "right", "predicted", "gold"], rows)
    return f"<details><summary>{escape(headline)} by {escape(kind)}</summary><div class='wide'>{table}</div></details>"


def _cells(tally: Tally) -> list[str]:
    """A measure that predicts nothing by its nature has a recall only."""
    scores = [f"{tally.precision:.2f}", f"{tally.recall:.2f}", f"{tally.f1:.2f}"]
    if not tally.predicted:
        scores = ["–", f"{tally.recall:.2f}", "–"]
    return [*scores, f"{tally.right:g}", str(tally.predicted), str(tally.gold)]


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    top = "".join(f"<th>{escape(cell)}</th>" for cell in head)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def _options(counts: Counter[str]) -> str:
    return "".join(
        f'<option value="{escape(name)}">{escape(name)} ({count})</option>' for name, count in counts.most_common()
    )


def _miss(miss: Miss, text: str) -> str:
    gold, found = miss.gold.split(" | "), miss.predicted.split(" | ")
    return (
        f'<article data-kind="{escape(miss.what)}" data-document="{escape(miss.document)}">'
        f"<header><span>{escape(miss.what)}</span><span>{escape(miss.document)} · {miss.start}–{miss.end}</span></header>"
        f'<p class="sentence">{_sentence(text, miss.start, miss.end)}</p><div class="sides">'
        f"{_side('gold', 'gold', gold, found)}{_side('found', 'predicted', found, gold)}</div></article>"
    )


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence around a difference, with the difference marked."""
    left, right = max(0, start - REACH), min(len(text), end + REACH)
    for at in range(start - 1, left - 1, -1):
        if text[at] in SENTENCE_ENDS:
            left = at + 1
            break
    for at in range(end, right):
        if text[at] in SENTENCE_ENDS:
            right = at + 1
            break
    before, after = escape(text[left:start].lstrip()), escape(text[end:right].rstrip())
    return f"{before}<mark>{escape(text[start:end])}</mark>{after}"


def _side(style: str, name: str, parts: Sequence[str], others: Sequence[str]) -> str:
    """One side of a difference; parts that the other side has not are set off."""
    if parts == [""]:
        return f'<div class="{style}"><b>{name}</b><span class="none">—</span></div>'
    spans = "".join(
        f"<span>{escape(part)}</span>" if part in others else f'<span class="other">{escape(part)}</span>'
        for part in parts
    )
    return f'<div class="{style}"><b>{name}</b>{spans}</div>'
