"""Facts for people to read: a terminal table, Markdown, and the explanation of each fact."""

from collections.abc import Iterable, Sequence
from unicodedata import east_asian_width

from zhextract.records import Document, Fact, Quantity

__all__ = ["to_explanation", "to_markdown", "to_table"]

HEADINGS = ("", "subject", "metric", "period", "kind", "amount", "base", "status", "part of")
WIDEST_CELL = 36


def to_table(documents: Iterable[Document]) -> str:
    """Draw the facts of documents as aligned columns; Chinese characters count two cells.

    >>> import zhextract
    >>> print(to_table([zhextract.extract("湖北处罚金额62.7亿元。")]).splitlines()[-1].split()[:3])
    ['f1', '湖北省', '处罚金额']
    """
    blocks = []
    for document in documents:
        title = "  ".join(part for part in (document.id, document.issuer, document.date) if part)
        rows = [HEADINGS, *(_cells(fact) for fact in document.facts)]
        lines = _aligned(rows) if document.facts else ["(no facts)"]
        warnings = [f"! {warning.message}" for warning in document.warnings]
        blocks.append("\n".join([*([title] if title else []), *lines, *warnings]))
    return "\n\n".join(blocks)


def to_markdown(documents: Iterable[Document]) -> str:
    """Write the facts of documents as Markdown tables.

    >>> import zhextract
    >>> to_markdown([zhextract.extract("处罚金额62.7亿元。")]).splitlines()[2][:9]
    '| f1 |  |'
    """
    blocks = []
    for document in documents:
        rows = [HEADINGS, ("---",) * len(HEADINGS), *(_cells(fact) for fact in document.facts)]
        lines = ["| " + " | ".join(_escaped(cell) for cell in row) + " |" for row in rows]
        blocks.append("\n".join([*([f"## {_escaped(document.id)}", ""] if document.id else []), *lines]))
    return "\n\n".join(blocks) + "\n"


def to_explanation(document: Document) -> str:
    """Show each fact beside its sentence, with the rules and scores that made it.

    >>> import zhextract
    >>> print(to_explanation(zhextract.extract("处罚金额62.7亿元。")).splitlines()[0])
    f1  处罚金额 【62.7亿元】。
    """
    blocks = []
    for fact in document.facts:
        quantity = fact.quantity
        start = max(document.text.rfind(mark, 0, quantity.start) for mark in "。；;！？\n") + 1
        ends = [document.text.find(mark, quantity.end) for mark in "。；;！？\n"]
        end = min((position + 1 for position in ends if position >= 0), default=len(document.text))
        before, after = document.text[start : quantity.start], document.text[quantity.end : end]
        blocks.append(
            "\n".join(
                [
                    f"{fact.id}  {before.strip()} 【{quantity.text}】{after.strip()}",
                    "    "
                    + "  ".join(
                        f"{name}: {cell}" for name, cell in zip(HEADINGS[1:], _cells(fact)[1:], strict=True) if cell
                    ),
                    *(f"    - {reason}" for reason in fact.why),
                ]
            )
        )
    return "\n\n".join(blocks) or "(no facts)"


def _cells(fact: Fact) -> tuple[str, ...]:
    base = fact.base
    return (
        fact.id,
        "、".join(dict.fromkeys(subject.name for subject in fact.subjects)),
        fact.metric.text,
        (fact.time and fact.time.period) or "",
        fact.kind if not fact.direction else f"{fact.kind} {fact.direction}",
        amount(fact.quantity),
        "" if base is None else base.text if not base.period else f"{base.text} ({base.period})",
        fact.status,
        fact.parent or "",
    )


def amount(quantity: Quantity, *, grouped: bool = False) -> str:
    """Write an amount for people: 6270000000元, >95%, 5–8吨; `grouped` sets commas between thousands.

    >>> import zhextract
    >>> amount(zhextract.extract("合格率超过99%").quantities[0])
    '>99%'
    >>> amount(zhextract.extract("罚款近6.27亿元").quantities[0], grouped=True)
    '≲627,000,000元'
    """
    unit = quantity.unit or ""
    value, low, high = (
        "" if number is None else format(number, ",f" if grouped else "f")
        for number in (quantity.value, quantity.low, quantity.high)
    )
    if quantity.bound == "range":
        return f"{low}–{high}{unit}"
    sign = {"about": "≈", "nearly": "≲", "over": ">", "at_least": "≥", "at_most": "≤", "less_than": "<"}
    return f"{sign.get(quantity.bound, '')}{value}{unit}"


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    clipped = [[_clip(cell.replace("\n", " ")) for cell in row] for row in rows]
    widths = [max(map(_width, column)) for column in zip(*clipped, strict=True)]
    return [
        "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in clipped
    ]


def _width(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def _clip(text: str) -> str:
    return text if len(text) <= WIDEST_CELL else text[: WIDEST_CELL - 1] + "…"


def _escaped(cell: str | None) -> str:
    text = (cell or "").replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ")
    return text.replace("<", "&lt;").replace("`", "\\`")
