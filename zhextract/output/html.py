"""Documents as one self-contained page: no network, nothing executed but the page's own script.

The text is cut at every edge of a mention, so that mentions may nest and cross;
each piece knows the facts it belongs to, and the script lights them together.
Style and script lie beside this module under `page/`. A content security policy
admits that one script by its hash, and everything of the document is escaped.
"""

import base64
import hashlib
import webbrowser
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from tempfile import NamedTemporaryFile

from zhextract.output.charts import draw_charts
from zhextract.output.contract import plain_number
from zhextract.output.markup import escape_text
from zhextract.output.tables import amount
from zhextract.records import Document, Fact, Organisation, Quantity, Region, Time
from zhextract.spans import Span

__all__ = ["show", "to_html", "to_notebook"]

COLUMNS = ("fact", "subject", "metric", "period", "kind", "amount", "compared with", "status", "part of")


def to_html(documents: Sequence[Document]) -> str:
    """Write documents as one HTML page.

    >>> import zhextract
    >>> page = to_html([zhextract.extract("湖北处罚金额62.7亿元<script>")])
    >>> "<script>" in page, "&lt;script&gt;" in page
    (True, True)
    """
    style, script = _page_part("page.css"), _page_part("page.js")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'"
    title = next((document.id for document in documents if document.id), "zhextract")
    return (
        '<!doctype html>\n<html lang="zh">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape_text(title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        + "\n".join(_article(document) for document in documents)
        + f"\n<script>{script}</script>\n</body>\n</html>\n"
    )


def show(documents: Sequence[Document]) -> Path:
    """Open the page of documents in a browser, and give the file that it is read from, a temporary one."""
    with NamedTemporaryFile("w", prefix="zhextract-", suffix=".html", encoding="utf-8", delete=False) as page:
        page.write(to_html(documents))
    path = Path(page.name)
    webbrowser.open(path.as_uri())
    return path


def to_notebook(document: Document) -> str:
    """Write a document as a fragment for a notebook cell: the page in a frame of its own."""
    page = escape(to_html([document]), quote=True)
    return f'<iframe sandbox="allow-scripts" srcdoc="{page}" style="width:100%;height:36rem;border:0"></iframe>'


@cache
def _page_part(name: str) -> str:
    return files(__package__).joinpath("page", name).read_text(encoding="utf-8")


def _article(document: Document) -> str:
    about = " · ".join(escape_text(part) for part in (document.issuer, document.date) if part)
    parts = [
        f"<h1>{escape_text(document.id or '')}</h1>" if document.id else "",
        f'<p class="about">{about}</p>' if about else "",
        '<p class="legend"><b class="region">region</b><b class="organisation">organisation</b>'
        '<b class="time">time</b><b class="quantity">amount</b><b class="metric">metric</b>'
        '<span class="hint">Point at an amount to see what it measures.</span></p>',
        _warnings(document),
        f'<div class="text">{"".join(_pieces(document))}</div>',
        draw_charts(document),
        _facts(document),
    ]
    return "<article>\n" + "\n".join(part for part in parts if part) + "\n</article>"


def _warnings(document: Document) -> str:
    if not document.warnings:
        return ""
    items = "".join(f"<li>{escape_text(warning.message)}</li>" for warning in document.warnings)
    return f'<div class="warnings" role="note"><ul>{items}</ul></div>'


def _pieces(document: Document) -> Iterator[str]:
    """Cut the text at every edge of a mention and mark each piece with all that covers it."""
    opening: dict[int, list[tuple[str, str]]] = defaultdict(list)
    closing: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for span, kind, fact in _marks(document):
        if span.start < span.end:
            opening[span.start].append((kind, fact))
            closing[span.end].append((kind, fact))
    edges = sorted({0, len(document.text), *opening, *closing})
    active: list[tuple[str, str]] = []
    for start, end in pairwise(edges):
        for mark in closing[start]:
            active.remove(mark)
        active += opening[start]
        piece = escape_text(document.text[start:end])
        yield _marked(piece, active) if active else piece


def _marks(document: Document) -> Iterator[tuple[Span, str, str]]:
    """Every stretch to mark: its span, its kind, and the fact it belongs to, if any."""
    layers: dict[str, Sequence[Region | Organisation | Time | Quantity]] = {
        "region": document.regions,
        "organisation": document.organisations,
        "time": document.times,
        "quantity": document.quantities,
    }
    for kind, rows in layers.items():
        for row in rows:
            yield Span(row.start, row.end), kind, ""
    by_id = {fact.id: fact for fact in document.facts}
    for fact in document.facts:
        yield Span(fact.quantity.start, fact.quantity.end), "fact", fact.id
        for span in fact.metric.spans:
            yield span, "metric", fact.id
        for subject in fact.subjects:
            yield Span(subject.start, subject.end), "", fact.id
        if fact.base is not None:
            yield Span(fact.base.start, fact.base.end), "", fact.id
        if fact.time and fact.time.start is not None and fact.time.end is not None:
            yield Span(fact.time.start, fact.time.end), "", fact.id
        if fact.parent in by_id:
            whole = by_id[fact.parent].quantity
            yield Span(whole.start, whole.end), "", fact.id


def _marked(piece: str, active: Sequence[tuple[str, str]]) -> str:
    kinds = list(dict.fromkeys(kind for kind, _ in active if kind not in ("", "fact")))
    facts = list(dict.fromkeys(fact for _, fact in active if fact))
    own = next((fact for kind, fact in active if kind == "fact"), None)
    attributes = f' class="{" ".join(kinds)}"' if kinds else ""
    if facts:
        attributes += f' data-facts="{" ".join(facts)}"'
    if own:
        attributes += f' data-fact="{own}" tabindex="0"'
    return f"<span{attributes}>{piece}</span>"


def _facts(document: Document) -> str:
    if not document.facts:
        return ""
    head = "".join(f'<th scope="col"><button type="button">{name}</button></th>' for name in COLUMNS)
    rows = "\n".join(_row(fact) for fact in document.facts)
    return (
        f"<h2>{len(document.facts)} facts</h2>\n"
        '<input class="filter" type="search" placeholder="filter" aria-label="filter the facts">\n'
        f'<div class="scroll"><table><thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody></table></div>'
    )


def _row(fact: Fact) -> str:
    base, quantity = fact.base, fact.quantity
    subjects = "、".join(dict.fromkeys(f"{row.name} ({row.code})" if row.code else row.name for row in fact.subjects))
    cells = (
        fact.id,
        subjects,
        fact.metric.text,
        (fact.time and fact.time.period) or "",
        fact.kind if not fact.direction else f"{fact.kind} {fact.direction}",
        amount(quantity, grouped=True),
        "" if base is None else f"{base.text} ({base.period})" if base.period else base.text,
        fact.status,
        fact.parent or "",
    )
    why = escape_text(" · ".join(fact.why))
    out = [f'<tr data-fact="{fact.id}" title="{why}">']
    for name, cell in zip(COLUMNS, cells, strict=True):
        key = ""
        if name == "fact":
            key = f' data-key="{quantity.start}"'
        elif name == "amount":
            key = f' class="number" data-key="{plain_number(quantity.value) or plain_number(quantity.low) or ""}"'
        out.append(f'<td data-name="{name}"{key}>{escape_text(cell)}</td>')
    return "".join(out) + "</tr>"
