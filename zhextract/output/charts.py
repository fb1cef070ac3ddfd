"""Small charts of facts of one metric that spread over places or periods, as inline SVG."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from zhextract.lexicons import read_table
from zhextract.output.markup import escape_text
from zhextract.records import Document, Fact

__all__ = ["draw_charts"]

FEWEST, MOST_CHARTS = 3, 6
ROW, LABEL, LENGTH, TILE = 22, 130, 320, 44

Series = list[tuple[str, str | None, Fact]]


def draw_charts(document: Document) -> str:
    """Draw bars, and a tile map where the places are provinces, for each metric given at least three times."""
    figures = []
    for title, series in _series(document)[:MOST_CHARTS]:
        drawings = _bars(series)
        if all(code and code.endswith("0000") and code != "100000" for _, code, _ in series):
            drawings += _tile_map(series)
        figures.append(f"<figure><figcaption>{escape_text(title)}</figcaption>{drawings}</figure>")
    return "<h2>Compared</h2>\n" + "\n".join(figures) if figures else ""


def _series(document: Document) -> list[tuple[str, Series]]:
    """Gather facts that differ only in their place, or only in their period."""
    by_metric: dict[tuple[str | None, ...], list[Fact]] = defaultdict(list)
    for fact in document.facts:
        if fact.quantity.value is not None:
            by_metric[fact.metric.text, fact.kind, fact.quantity.unit].append(fact)
    out: list[tuple[str, Series]] = []
    for (metric, kind, unit), facts in by_metric.items():
        title = f"{metric} · {kind}" + (f" · {unit}" if unit else "")
        places: Series = [(fact.subjects[0].name, fact.subjects[0].code, fact) for fact in facts if fact.subjects]
        periods: Series = [(fact.time.period, None, fact) for fact in facts if fact.time and fact.time.period]
        for series in (places, sorted(periods, key=lambda item: item[0])):
            if len(series) >= FEWEST and len({label for label, _, _ in series}) == len(series):
                out.append((title, series))
                break
    return out


def _signed(fact: Fact) -> Decimal:
    value = fact.quantity.value or Decimal(0)
    return -value if fact.direction == "down" else value


def _bars(series: Series) -> str:
    largest = max((abs(_signed(fact)) for _, _, fact in series), default=Decimal(0)) or Decimal(1)
    height = ROW * len(series)
    rows = []
    for index, (label, _, fact) in enumerate(series):
        y = ROW * index
        length = int(abs(_signed(fact)) / largest * LENGTH)
        name = label if len(label) <= 10 else label[:9] + "…"
        rows.append(
            f'<text x="{LABEL - 6}" y="{y + 15}" text-anchor="end">{escape_text(name)}</text>'
            f'<rect class="{_colour("bar", fact)}" x="{LABEL}" y="{y + 3}" '
            f'width="{max(1, length)}" height="{ROW - 6}"></rect>'
            f'<text class="muted" x="{LABEL + length + 6}" y="{y + 15}">{escape_text(_label(fact))}</text>'
        )
    return _svg(LABEL + LENGTH + 130, height, "".join(rows))


def _colour(shape: str, fact: Fact) -> str:
    return f"{shape} down" if _signed(fact) < 0 else shape


def _label(fact: Fact) -> str:
    """The amount as the text writes it, with the sign of its direction."""
    sign, text = {"up": "+", "down": "−"}.get(fact.direction or "", ""), fact.quantity.text
    return sign + text.lstrip("+-−＋－") if sign else text


def _tile_map(series: Series) -> str:
    facts = {code: fact for _, code, fact in series}
    largest = max((abs(_signed(fact)) for fact in facts.values()), default=Decimal(0)) or Decimal(1)
    tiles = []
    for code, name, row, column in read_table("tile_map", 4):
        x, y = int(column) * TILE, int(row) * TILE
        fact = facts.get(code)
        shade, figure = 'class="empty"', ""
        if fact is not None:
            depth = 0.15 + 0.5 * float(abs(_signed(fact)) / largest)
            shade = f'class="{_colour("tile", fact)}" fill-opacity="{depth:.2f}"'
            figure = f"<title>{escape_text(f'{name} {_label(fact)}')}</title>"
        tiles.append(
            f'<g>{figure}<rect {shade} x="{x}" y="{y}" width="{TILE - 2}" height="{TILE - 2}"></rect>'
            f'<text x="{x + TILE / 2 - 1}" y="{y + TILE / 2 + 3}" text-anchor="middle">{escape_text(name)}</text></g>'
        )
    return _svg(TILE * 8, TILE * 8, "".join(tiles))


def _svg(width: int, height: int, content: Sequence[str] | str) -> str:
    body = content if isinstance(content, str) else "".join(content)
    return f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">{body}</svg>'
